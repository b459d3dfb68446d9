package io.github.ddbmessaging.testing.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The examples of docs/faults.md. */
class FaultExamplesTest {

  private static final LocalDynamoDb DYNAMO_DB = LocalDynamoDb.start();
  private static final Pattern JAVA_BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private final DynamoDbClient dynamoDb = DYNAMO_DB.client();
  private final Orders orders = new Orders(dynamoDb, Notes.TABLE);

  @AfterAll
  static void closeEngine() {
    DYNAMO_DB.close();
  }

  @BeforeEach
  void createTable() {
    Notes.createTable(dynamoDb);
  }

  @AfterEach
  void deleteTable() {
    Notes.deleteTable(dynamoDb);
  }

  @Test
  void place_whenTheAnswerIsLost_placesOneOrder() {
    Faults faults = Faults.withRandomSeed();
    faults.on("PutItem").call(1).answerLost();

    new Orders(faults.wrap(dynamoDb), "notes").place("order-1");

    assertThat(orders.all()).containsExactly("order-1");
  }

  @Test
  void placeAll_whenSomeAreLeftUnprocessed_placesThemLater() {
    Faults faults = Faults.withRandomSeed();
    faults.on("BatchWriteItem").call(1).unprocessed(2);

    new Orders(faults.wrap(dynamoDb), "notes").placeAll(List.of("a", "b", "c"));

    assertThat(orders.all()).containsExactly("a", "b", "c");
  }

  @Test
  void rename_whenTheProcessEndsAnywhere_leavesOneOrder() {
    FaultSteps.crashBeforeAndAfterEveryRequest(
        faults -> {
          orders.removeAll();
          orders.place("old");

          Orders doomed = new Orders(faults.wrap(dynamoDb), "notes");
          faults.runUntilCrash(() -> doomed.rename("old", "new"));

          assertThat(orders.all()).containsAnyOf("old", "new").hasSize(1);
        });
  }

  @Test
  void page_whenItShowsCode_showsTheCodeOfThisTest() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "faults.md"));
    String source =
        Files.readString(
            Path.of("src/test/java", getClass().getName().replace('.', '/') + ".java"));

    List<String> examples =
        JAVA_BLOCK
            .matcher(page)
            .results()
            .map(MatchResult::group)
            .map(FaultExamplesTest::code)
            .toList();

    assertThat(examples)
        .hasSize(3)
        .allSatisfy(example -> assertThat(code(source)).contains(example));
  }

  private static String code(String text) {
    return text.replaceAll("```(java)?", "").replaceAll("\\s+", " ").strip();
  }
}
