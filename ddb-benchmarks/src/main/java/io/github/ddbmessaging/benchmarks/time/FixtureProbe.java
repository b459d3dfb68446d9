package io.github.ddbmessaging.benchmarks.time;

import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Starts the test fixture in a fresh JVM and tells how long that took: first start with a table,
 * another engine with a table, the next test's table, and a put, in microseconds.
 */
public final class FixtureProbe {
  private static final String TABLE = "probe";
  private static final int TABLES = 20;
  private static final int PUTS = 500;

  private FixtureProbe() {}

  /** How the fixture's clients reach the engine. */
  enum Fixture {
    /** Without a port. */
    IN_PROCESS("in process"),
    /** Through the loopback interface. */
    HTTP("over HTTP");

    private final String label;

    Fixture(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  /**
   * Probes a fixture and prints the times on one line.
   *
   * @param args the name of a {@link Fixture}
   */
  public static void main(String[] args) {
    Fixture fixture = Fixture.valueOf(args[0]);
    long begin = System.nanoTime();
    LocalDynamoDb first = open(fixture);
    long started = System.nanoTime();
    try (first;
        LocalDynamoDb next = open(fixture)) {
      long nextStarted = System.nanoTime();
      double[] tables = new double[TABLES];
      for (int n = 0; n < TABLES; n++) {
        long start = System.nanoTime();
        next.client().deleteTable(delete -> delete.tableName(TABLE));
        createTable(next);
        tables[n] = System.nanoTime() - start;
      }
      System.out.printf(
          Locale.ROOT,
          "%d %d %.0f %.0f%n",
          micros(started - begin),
          micros(nextStarted - started),
          Sample.median(tables) / 1_000,
          Sample.median(puts(next.client())) / 1_000);
    }
  }

  private static LocalDynamoDb open(Fixture fixture) {
    LocalDynamoDb engine =
        fixture == Fixture.HTTP ? LocalDynamoDb.builder().http().start() : LocalDynamoDb.start();
    createTable(engine);
    return engine;
  }

  private static double[] puts(DynamoDbClient client) {
    double[] times = new double[PUTS];
    for (int n = -PUTS; n < PUTS; n++) {
      Map<String, AttributeValue> item =
          Map.of(
              "pk", AttributeValue.fromS("partition"),
              "sk", AttributeValue.fromS("item " + n),
              "message", AttributeValue.fromS("x".repeat(200)));
      long start = System.nanoTime();
      client.putItem(put -> put.tableName(TABLE).item(item));
      if (n >= 0) {
        times[n] = System.nanoTime() - start;
      }
    }
    return times;
  }

  private static long micros(long nanos) {
    return nanos / 1_000;
  }

  private static void createTable(LocalDynamoDb engine) {
    engine
        .client()
        .createTable(
            create ->
                create
                    .tableName(TABLE)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(text("pk"), text("sk"))
                    .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
