package io.github.ddbmessaging.testing.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class FaultStepsTest {

  private static final LocalDynamoDb DYNAMO_DB = LocalDynamoDb.start();

  private final DynamoDbClient raw = DYNAMO_DB.client();
  private final List<String> outcomes = new ArrayList<>();

  @AfterAll
  static void closeEngine() {
    DYNAMO_DB.close();
  }

  @Test
  void crashBeforeAndAfterEveryRequest_whenThereAreTwo_visitsEachPosition() {
    int tried = FaultSteps.crashBeforeAndAfterEveryRequest(this::putTwo);

    assertThat(tried).isEqualTo(4);
    assertThat(outcomes).containsExactly("[]", "[a]", "[a, b]", "[a]", "[a, b]", "[a, b]");
  }

  @Test
  void everyRequest_whenTheScenarioGoesOn_letsTheFaultStrikeOncePerRun() {
    int tried =
        FaultSteps.everyRequest(
            FaultRule::throttled, faults -> outcomes.add(attempts(faults.wrap(raw))));

    assertThat(tried).isEqualTo(2);
    assertThat(outcomes).containsExactly("failed done", "done failed", "done done");
  }

  @Test
  void everyRequest_whenAStepFails_namesIt() {
    assertThatThrownBy(
            () ->
                FaultSteps.everyRequest(
                    FaultRule::answerLost, faults -> faults.wrap(raw).listTables()))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("on any call, call 1: answer lost struck ListTables: ");
  }

  @Test
  void everyRequest_whenTheCheckFailsWithoutAFault_saysSo() {
    assertThatThrownBy(
            () ->
                FaultSteps.everyRequest(
                    FaultRule::crashAfter,
                    faults -> {
                      if (!faults.runUntilCrash(() -> faults.wrap(raw).listTables())) {
                        throw new AssertionError("wrong");
                      }
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessage("without a fault: wrong");
  }

  @Test
  void everyRequest_whenTheScenarioSendsNothing_fails() {
    assertThatThrownBy(() -> FaultSteps.everyRequest(FaultRule::throttled, faults -> {}))
        .isInstanceOf(AssertionError.class)
        .hasMessage("the scenario sent no request through a client of the faults");
  }

  private void putTwo(Faults faults) {
    Notes.createTable(raw);
    try {
      DynamoDbClient client = faults.wrap(raw);
      faults.runUntilCrash(
          () -> {
            Notes.put(client, "a");
            Notes.put(client, "b");
          });
      outcomes.add(Notes.stored(raw).toString());
    } finally {
      Notes.deleteTable(raw);
    }
  }

  private static String attempts(DynamoDbClient client) {
    return attempt(client) + " " + attempt(client);
  }

  private static String attempt(DynamoDbClient client) {
    try {
      client.listTables();
      return "done";
    } catch (RuntimeException e) {
      return "failed";
    }
  }
}
