package io.github.ddbmessaging.testing.meter;

import static io.github.ddbmessaging.testing.meter.ThingsTable.INDEXED;
import static io.github.ddbmessaging.testing.meter.ThingsTable.PLAIN;
import static io.github.ddbmessaging.testing.meter.ThingsTable.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Holds the calculator against what DynamoDB Local reports, for items at random around the borders
 * of blocks; and records where the two differ, so that a new version of the engine shows.
 */
class CapacityAgreementTest {

  private static final LocalDynamoDb DYNAMO_DB = LocalDynamoDb.start();

  private final DynamoDbClient raw = DYNAMO_DB.client();
  private final Meter meter = new Meter();
  private final DynamoDbClient client = meter.wrap(raw);
  private final long seed = new Random().nextLong();
  private final RandomItems random = new RandomItems(new Random(seed));

  @BeforeAll
  static void createTables() {
    ThingsTable.create(DYNAMO_DB.client());
  }

  @AfterAll
  static void closeEngine() {
    DYNAMO_DB.close();
  }

  @BeforeEach
  void publishSeed(TestReporter reporter) {
    reporter.publishEntry("seed", Long.toString(seed));
  }

  @AfterEach
  void deleteItems() {
    ThingsTable.deleteItems(raw);
  }

  @RepeatedTest(50)
  void put_whenItemsAreRandom_costsTheLargerOfOldAndNew() {
    Map<String, AttributeValue> old = random.item("a");
    Map<String, AttributeValue> replacement = random.item("a");
    raw.putItem(put -> put.tableName(PLAIN).item(old));

    Usage usage =
        meter.measure(() -> client.putItem(put -> put.tableName(PLAIN).item(replacement)));

    assertThat(usage.writeUnits()).isEqualTo(CapacityRules.write(larger(old, replacement)));
  }

  @RepeatedTest(50)
  void update_whenItemsAreRandom_costsTheLargerOfOldAndNew() {
    Map<String, AttributeValue> old = random.item("a");
    Map<String, AttributeValue> next = new HashMap<>(old);
    AttributeValue text = random.text(3000);
    next.put("text", text);
    raw.putItem(put -> put.tableName(PLAIN).item(old));

    Usage usage =
        meter.measure(
            () ->
                client.updateItem(
                    update ->
                        update
                            .tableName(PLAIN)
                            .key(key("a"))
                            .updateExpression("SET #text = :text")
                            .expressionAttributeNames(Map.of("#text", "text"))
                            .expressionAttributeValues(Map.of(":text", text))));

    assertThat(usage.writeUnits()).isEqualTo(CapacityRules.write(larger(old, next)));
  }

  @RepeatedTest(50)
  void delete_whenItemsAreRandom_costsTheSizeOfTheDeleted() {
    Map<String, AttributeValue> item = random.item("a");
    raw.putItem(put -> put.tableName(PLAIN).item(item));

    Usage usage =
        meter.measure(() -> client.deleteItem(delete -> delete.tableName(PLAIN).key(key("a"))));

    assertThat(usage.writeUnits()).isEqualTo(CapacityRules.write(ItemSize.of(item)));
  }

  @RepeatedTest(50)
  void get_whenItemsAreRandom_costsTheirSize() {
    Map<String, AttributeValue> item = random.item("a");
    boolean consistent = random.nextBoolean();
    raw.putItem(put -> put.tableName(PLAIN).item(item));

    Usage usage =
        meter.measure(
            () ->
                client.getItem(
                    get -> get.tableName(PLAIN).key(key("a")).consistentRead(consistent)));

    assertThat(usage.readUnits()).isEqualTo(read(consistent, ItemSize.of(item)));
  }

  @RepeatedTest(20)
  void query_whenItemsAreRandom_costsTheirSumRoundedOnce() {
    long bytes = putSome().stream().mapToLong(ItemSize::of).sum();
    boolean consistent = random.nextBoolean();

    Usage usage =
        meter.measure(
            () ->
                client.query(
                    query ->
                        query
                            .tableName(PLAIN)
                            .consistentRead(consistent)
                            .keyConditionExpression("pk = :p")
                            .expressionAttributeValues(Map.of(":p", AttributeValue.fromS("p")))));

    assertThat(usage.readUnits()).isEqualTo(read(consistent, bytes));
  }

  @RepeatedTest(20)
  void scan_whenItemsAreRandom_costsTheirSumRoundedOnce() {
    long bytes = putSome().stream().mapToLong(ItemSize::of).sum();
    boolean consistent = random.nextBoolean();

    Usage usage =
        meter.measure(() -> client.scan(scan -> scan.tableName(PLAIN).consistentRead(consistent)));

    assertThat(usage.readUnits()).isEqualTo(read(consistent, bytes));
  }

  @RepeatedTest(20)
  void batchGet_whenItemsAreRandom_costsEachRounded() {
    List<Map<String, AttributeValue>> items = putSome();
    boolean consistent = random.nextBoolean();
    KeysAndAttributes keys =
        KeysAndAttributes.builder()
            .keys(IntStream.range(0, items.size()).mapToObj(i -> key("item-" + i)).toList())
            .consistentRead(consistent)
            .build();

    Usage usage =
        meter.measure(() -> client.batchGetItem(get -> get.requestItems(Map.of(PLAIN, keys))));

    assertThat(usage.readUnits())
        .isEqualTo(items.stream().mapToDouble(item -> read(consistent, ItemSize.of(item))).sum());
  }

  @RepeatedTest(20)
  void batchWrite_whenItemsAreRandom_costsEachRounded() {
    List<Map<String, AttributeValue>> items = someItems();
    List<WriteRequest> writes =
        items.stream()
            .map(item -> WriteRequest.builder().putRequest(put -> put.item(item)).build())
            .toList();

    Usage usage =
        meter.measure(
            () -> client.batchWriteItem(batch -> batch.requestItems(Map.of(PLAIN, writes))));

    assertThat(usage.writeUnits())
        .isEqualTo(
            items.stream().mapToDouble(item -> CapacityRules.write(ItemSize.of(item))).sum());
  }

  @RepeatedTest(50)
  void put_whenTheTableHasIndexes_costsTheirEntriesToo() {
    TableShape shape = TableShape.of(raw.describeTable(table -> table.tableName(INDEXED)).table());
    Map<String, AttributeValue> old = random.indexedItem("a");
    Map<String, AttributeValue> replacement = random.indexedItem("a");
    raw.putItem(put -> put.tableName(INDEXED).item(old));

    client.putItem(put -> put.tableName(INDEXED).item(replacement));

    assertThat(meter.calls())
        .extracting(Call::indexUnits)
        .containsExactly(shape.indexUnits(old, replacement));
  }

  @RepeatedTest(50)
  void put_whenItsNumberIsRandom_costsItsSizeToTheByte() {
    Map<String, AttributeValue> item = new HashMap<>(key("a"));
    item.put("n", AttributeValue.fromN(random.number()));
    int room = 1024 - (int) ItemSize.of(item) - "text".length();
    Map<String, AttributeValue> larger = new HashMap<>(item);
    item.put("text", AttributeValue.fromS("x".repeat(room)));
    larger.put("text", AttributeValue.fromS("x".repeat(room + 1)));

    assertThat(unitsOfPut(item)).isEqualTo(1);
    assertThat(unitsOfPut(larger)).isEqualTo(2);
  }

  private double unitsOfPut(Map<String, AttributeValue> item) {
    return meter.measure(() -> client.putItem(put -> put.tableName(PLAIN).item(item))).writeUnits();
  }

  @ParameterizedTest
  @CsvSource({"924,1", "925,2"})
  void put_whenALocalIndexHasIt_countsAHundredBytesMoreThanDocumented(int bytes, double units) {
    Map<String, AttributeValue> item = new HashMap<>(key("a"));
    item.put("date", AttributeValue.fromS("2026-01-01"));
    int room = bytes - (int) ItemSize.of(item) - "text".length();
    item.put("text", AttributeValue.fromS("x".repeat(room)));

    client.putItem(put -> put.tableName(INDEXED).item(item));

    assertThat(meter.calls()).extracting(Call::indexUnits).containsExactly(units);
  }

  @Test
  void transactWrite_whenASmallItemIsPut_isReportedAsFourUnitsForTwo() {
    Map<String, AttributeValue> item = ThingsTable.item("a", 100);
    TransactWriteItem put =
        TransactWriteItem.builder().put(p -> p.tableName(PLAIN).item(item)).build();

    double reported =
        raw.transactWriteItems(t -> t.transactItems(put).returnConsumedCapacity("TOTAL"))
            .consumedCapacity()
            .get(0)
            .capacityUnits();

    assertThat(reported).isEqualTo(2 + CapacityRules.transactionalWrite(ItemSize.of(item)));
  }

  private List<Map<String, AttributeValue>> putSome() {
    List<Map<String, AttributeValue>> items = someItems();
    items.forEach(item -> raw.putItem(put -> put.tableName(PLAIN).item(item)));
    return items;
  }

  private List<Map<String, AttributeValue>> someItems() {
    return IntStream.range(0, 8).mapToObj(i -> random.item("item-" + i)).toList();
  }

  private static double read(boolean consistent, long bytes) {
    return consistent ? CapacityRules.strongRead(bytes) : CapacityRules.eventualRead(bytes);
  }

  private static long larger(Map<String, AttributeValue> one, Map<String, AttributeValue> other) {
    return Math.max(ItemSize.of(one), ItemSize.of(other));
  }

  /** Items of all types, most of them within a byte of a multiple of 1 KB. */
  private static final class RandomItems {

    private final Random random;

    RandomItems(Random random) {
      this.random = random;
    }

    boolean nextBoolean() {
      return random.nextBoolean();
    }

    Map<String, AttributeValue> item(String sk) {
      Map<String, AttributeValue> item = new HashMap<>(key(sk));
      for (int i = random.nextInt(6); i > 0; i--) {
        item.put("ä" + i, value(2));
      }
      return padded(item);
    }

    Map<String, AttributeValue> indexedItem(String sk) {
      Map<String, AttributeValue> item = new HashMap<>(key(sk));
      if (random.nextBoolean()) {
        item.put("owner", AttributeValue.fromS(random.nextBoolean() ? "ann" : "bob"));
      }
      if (random.nextBoolean()) {
        item.put("title", text(1100));
        return padded(item);
      }
      if (random.nextBoolean()) {
        item.put("date", AttributeValue.fromS(random.nextBoolean() ? "2026-01-01" : "2026-12-31"));
      }
      return item;
    }

    AttributeValue text(int maxLength) {
      return AttributeValue.fromS("é".repeat(random.nextInt(maxLength)));
    }

    private Map<String, AttributeValue> padded(Map<String, AttributeValue> item) {
      long used = ItemSize.of(item) + "pad".length();
      long border = 1024L * (1 + used / 1024 + random.nextInt(5));
      int room = (int) (border - used) + random.nextInt(3) - 1;
      item.put("pad", AttributeValue.fromS("x".repeat(room)));
      return item;
    }

    private AttributeValue value(int depth) {
      return switch (random.nextInt(depth > 0 ? 10 : 8)) {
        case 0 -> text(200);
        case 1 -> AttributeValue.fromN(number());
        case 2 -> AttributeValue.fromB(SdkBytes.fromByteArray(new byte[random.nextInt(200)]));
        case 3 -> AttributeValue.fromBool(random.nextBoolean());
        case 4 -> AttributeValue.fromNul(true);
        case 5 -> AttributeValue.fromSs(List.of("a", "bc", "déf"));
        // No random number is as large or as small: a set has no two equal ones.
        case 6 -> AttributeValue.fromNs(List.of("1E100", "-22E-100", number()));
        case 7 -> AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("binary")));
        case 8 -> AttributeValue.fromL(values(depth - 1));
        default -> AttributeValue.fromM(Map.of("k", value(depth - 1), "kk", value(depth - 1)));
      };
    }

    private List<AttributeValue> values(int depth) {
      List<AttributeValue> values = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        values.add(value(depth));
      }
      return values;
    }

    String number() {
      BigInteger digits = new BigInteger(1 + random.nextInt(126), random);
      BigInteger signed = random.nextBoolean() ? digits : digits.negate();
      return new BigDecimal(signed, random.nextInt(80) - 40).toString();
    }
  }
}
