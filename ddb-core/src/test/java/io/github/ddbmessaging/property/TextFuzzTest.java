package io.github.ddbmessaging.property;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.property.Parsing.endsWell;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.internal.read.CursorCodec;
import io.github.ddbmessaging.internal.text.Timestamps;
import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.stream.TableCheckpoints;
import io.github.ddbmessaging.table.Keys;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Texts that clients hand in: good ones with some bytes changed. */
class TextFuzzTest {
  private static final String PARTITION = "MSG#g-1";
  private static final List<String> KEYS =
      List.of(
          "2026-11-21T01:02:03.123456Z#m-1",
          "2023-05-20T17:01:02",
          "2023-05-20T17:01:02.5-05:00",
          "9999-12-31T23:59:59.999999Z#\ud83d\ude00");

  @Property
  void sortKey_madeBad_isAKeyOrRefused(@ForAll Random random) {
    Mutations mutations = new Mutations(random);
    String text = mutations.text(mutations.pick(KEYS));

    endsWell(() -> SortKey.parse(text), text, InvalidInputException.class);
  }

  @Property
  void time_madeBad_isATimeThatCanBeWrittenOrRefused(@ForAll Random random) {
    Mutations mutations = new Mutations(random);
    String text = mutations.text(mutations.pick(KEYS).split("#", -1)[0]);

    endsWell(() -> Timestamps.format(Timestamps.parse(text)), text, InvalidInputException.class);
  }

  /** Digest and all: damage below the base64, where a text of a cursor's form is hit. */
  @Property
  void cursor_madeBadBelowItsBase64_isRefusedOrUnchanged(@ForAll Random random) {
    Mutations mutations = new Mutations(random);
    SortKey key = SortKey.parse(mutations.pick(KEYS));
    Cursor good = CursorCodec.position(PARTITION, key);
    byte[] bytes = Base64.getUrlDecoder().decode(good.value());
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    Cursor bad = new Cursor(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));

    endsWell(
        () -> {
          throw new AssertionError(CursorCodec.decode(bad, PARTITION, newestFirst(1)));
        },
        bad,
        InvalidInputException.class);
  }

  @Property
  void positionOfARebuild_madeBad_isRefusedOrAPlaceOfTheTable(@ForAll Random random) {
    Mutations mutations = new Mutations(random);
    String good = "MSG#g-1\n" + mutations.pick(KEYS);
    String position =
        random.nextBoolean() ? mutations.text(base64(good)) : base64(mutations.text(good));
    Scanned scanned = new Scanned();
    MessagingStore store = MessagingStore.builder().client(scanned).tableName("t").build();

    endsWell(() -> store.rebuildRows(position, 1), position, InvalidInputException.class);

    if (scanned.start != null) {
      assertThat(scanned.start).containsOnlyKeys("pk", "sk");
      assertThat(scanned.start.values()).noneMatch(value -> value.s().isEmpty());
    }
  }

  @Property
  void checkpoint_ofAnyItem_isAPositionOrNone(@ForAll Random random) {
    Mutations mutations = new Mutations(random);
    Map<String, AttributeValue> good =
        Map.of(
            "pk", AttributeValue.fromS(Keys.checkpointPartition("c")),
            "sk", AttributeValue.fromS("shard"),
            "position", AttributeValue.fromS("100"));
    Map<String, AttributeValue> item = mutations.itemOfSameKey(good);
    TableCheckpoints checkpoints = new TableCheckpoints(new Scanned(item), "t", "c");

    endsWell(() -> checkpoints.find("shard"), item);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  /** A table that holds one item, or none, and keeps where it was read from. */
  private static final class Scanned implements DynamoDbClient {
    private final Map<String, AttributeValue> item;
    Map<String, AttributeValue> start;

    Scanned() {
      this(Map.of());
    }

    Scanned(Map<String, AttributeValue> item) {
      this.item = item;
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
      start = request.exclusiveStartKey();
      return ScanResponse.builder().count(0).build();
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
      return GetItemResponse.builder().item(item).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
