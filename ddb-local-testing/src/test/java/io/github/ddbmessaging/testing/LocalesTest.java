package io.github.ddbmessaging.testing;

import static io.github.ddbmessaging.testing.Items.item;
import static io.github.ddbmessaging.testing.Items.table;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Locale.Category;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The default locale of the JVM does not count, and is left as it is. */
class LocalesTest {

  private static final Locale ARABIC = Locale.forLanguageTag("ar-EG");

  private List<Locale> usual;

  private static List<Locale> defaults() {
    return List.of(
        Locale.getDefault(),
        Locale.getDefault(Category.FORMAT),
        Locale.getDefault(Category.DISPLAY));
  }

  @BeforeEach
  void keepDefaults() {
    usual = defaults();
  }

  @AfterEach
  void restoreDefaults() {
    Locale.setDefault(usual.get(0));
    Locale.setDefault(Category.FORMAT, usual.get(1));
    Locale.setDefault(Category.DISPLAY, usual.get(2));
  }

  private static void useEverything() {
    try (LocalDynamoDb dynamoDb = LocalDynamoDb.start()) {
      DynamoDbClient client = dynamoDb.client();
      client.createTable(table("albums"));
      client.putItem(put -> put.tableName("albums").item(item("ı", "Vespertine")));
      assertThat(client.listTables().tableNames()).containsExactly("albums");
      assertThat(client.scan(scan -> scan.tableName("albums").limit(5)).count()).isOne();
      assertThat(
              client
                  .executeStatement(
                      statement ->
                          statement.statement("insert into albums value {'pk': 'i', 'id': 12}"))
                  .items())
          .isEmpty();
      assertThat(
              client
                  .executeStatement(
                      statement ->
                          statement.statement(
                              "SELECT id FROM albums WHERE pk = 'i' AND id IN [12]"))
                  .items())
          .containsExactly(Map.of("id", AttributeValue.fromN("12")));
      assertThat(dynamoDb.streamsClient().listStreams().streams()).hasSize(1);
      dynamoDb.triggerShardRollovers();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ar-EG", "fa-IR", "mr-IN", "ne-NP", "my-MM", "th-TH-u-nu-thai", "tr", "az", "lt"})
  void engine_whenTheDefaultLocaleIsOdd_worksAndLeavesIt(String tag) {
    Locale.setDefault(Locale.forLanguageTag(tag));
    List<Locale> before = defaults();

    useEverything();

    assertThat(defaults()).isEqualTo(before);
  }

  @Test
  void engine_whenOnlyTheFormatLocaleIsOdd_worksAndLeavesIt() {
    Locale.setDefault(Category.FORMAT, ARABIC);
    List<Locale> before = defaults();

    useEverything();

    assertThat(defaults()).isEqualTo(before);
  }

  @Test
  void engine_whenManyCallsAreAtWork_leavesTheLocale() {
    Locale.setDefault(ARABIC);
    try (LocalDynamoDb dynamoDb = LocalDynamoDb.start()) {
      CompletableFuture<?>[] calls =
          IntStream.range(0, 100)
              .mapToObj(n -> dynamoDb.asyncClient().listTables())
              .toArray(CompletableFuture<?>[]::new);

      CompletableFuture.allOf(calls).join();
    }

    assertThat(defaults()).containsOnly(ARABIC);
  }

  @Test
  void during_whenTheWorkSetsALocale_leavesThat() {
    Locale.setDefault(ARABIC);

    Locales.DIGITS.during(
        () -> {
          Locale.setDefault(Locale.JAPAN);
          return "";
        });

    assertThat(defaults()).containsOnly(Locale.JAPAN);
  }
}
