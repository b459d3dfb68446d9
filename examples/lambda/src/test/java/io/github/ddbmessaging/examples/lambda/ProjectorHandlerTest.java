package io.github.ddbmessaging.examples.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.testing.DynamoDbExtension;
import io.github.ddbmessaging.testing.fault.Faults;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ProjectorHandlerTest {
  @RegisterExtension static final DynamoDbExtension local = SampleTable.extension();

  private final CollectedLog log = new CollectedLog();
  private final Faults faults = Faults.withRandomSeed();
  private SampleTable table;

  @BeforeEach
  void fillTable(SampleTable filled) {
    table = filled;
  }

  @Test
  void handleRequest_whenEventTellsOfTwoGroups_showsNewestMessageOfEach() {
    handle("messages-of-two-groups");

    assertThat(table.previewsByGroup("ann"))
        .containsOnly(entry("garden", "Coming!"), entry("kitchen", "Tea is ready ☕"));
  }

  @Test
  void handleRequest_whenAllIsDone_answersWithNoFailure() {
    String answer = handle("messages-of-two-groups");

    assertThat(answer).isEqualTo("{\"batchItemFailures\":[]}");
  }

  @Test
  void handleRequest_whenEventComesAgain_writesNothing() {
    handle("messages-of-two-groups");
    faults.on("TransactWriteItems").internalServerError();

    handle("messages-of-two-groups");

    assertThat(log.lines()).isEmpty();
  }

  @Test
  void handleRequest_whenGroupFails_answersWithItsLowestSequenceNumber() {
    failWritesTo("kitchen");

    String answer = handle("messages-of-two-groups");

    assertThat(answer)
        .isEqualTo(
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"4421584500000000017450439093\"}]}");
  }

  @Test
  void handleRequest_whenGroupFails_bringsOtherGroupsUpToDate() {
    failWritesTo("kitchen");

    handle("messages-of-two-groups");

    assertThat(table.previewsByGroup("ann"))
        .containsOnly(entry("garden", "Coming!"), entry("kitchen", "Who is in?"));
  }

  @Test
  void handleRequest_whenGroupFails_logsGroup() {
    failWritesTo("kitchen");

    handle("messages-of-two-groups");

    assertThat(log.lines()).singleElement().asString().startsWith("Message group kitchen failed: ");
  }

  @Test
  void handleRequest_whenHeadsCannotBeRead_throws() {
    faults.on("BatchGetItem").internalServerError();

    assertThatThrownBy(() -> handle("messages-of-two-groups"))
        .isInstanceOf(DynamoDbFailureException.class);
  }

  @Test
  void handleRequest_whenMessageIsDamaged_answersWithNoFailure() {
    String answer = handle("damaged-message");

    assertThat(answer).isEqualTo("{\"batchItemFailures\":[]}");
  }

  @Test
  void handleRequest_whenMessageIsDamaged_logsOneLineWithItsSequenceNumber() {
    handle("damaged-message");

    assertThat(log.lines())
        .singleElement()
        .asString()
        .contains("sequenceNumber=4421584500000000017450439192");
  }

  @Test
  void handleRequest_whenMessageIsDamaged_logsNoneOfItsContent() {
    handle("damaged-message");

    assertThat(log.lines()).noneMatch(line -> line.contains("SECRET") || line.contains("Okafor"));
  }

  @Test
  void handleRequest_whenMarkerExpired_makesNoRequest() {
    handle("expired-marker");

    assertThat(faults.calls()).isEmpty();
  }

  @Test
  void prime_always_readsAndWritesNothing() {
    new ProjectorHandler(table.projector(faults)).prime();

    assertThat(RequiredActions.of(faults.calls()))
        .contains("dynamodb:BatchGetItem", "dynamodb:Query")
        .isSubsetOf("dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query");
  }

  @Test
  void prime_whenTheTableCannotBeRead_leavesThatToTheFirstEvent() {
    faults.on("BatchGetItem").internalServerError();

    assertThatCode(new ProjectorHandler(table.projector(faults))::prime).doesNotThrowAnyException();
  }

  /** The build sets the environment as Lambda does. There is no table of that name. */
  @Test
  void constructor_whenEnvironmentIsLambdas_makesHandlerThatWorks() {
    System.setProperty("aws.endpointUrl", local.endpoint().toString());
    ProjectorHandler handler = new ProjectorHandler();
    System.clearProperty("aws.endpointUrl");

    StreamsEventResponse answer =
        handler.handleRequest(LambdaJson.event("expired-marker"), log.context());

    assertThat(LambdaJson.of(answer)).isEqualTo("{\"batchItemFailures\":[]}");
  }

  @Test
  void tableName_whenVariableIsMissing_isRefused() {
    assertThatThrownBy(() -> ProjectorHandler.tableName(Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("TABLE_NAME");
  }

  /** The answer to an event whose messages are in the table, as JSON. */
  private String handle(String eventName) {
    DynamodbEvent event = LambdaJson.event(eventName);
    table.putMessagesOf(event);
    StreamsEventResponse answer =
        new ProjectorHandler(table.projector(faults)).handleRequest(event, log.context());
    return LambdaJson.of(answer);
  }

  private void failWritesTo(String groupId) {
    faults
        .on("TransactWriteItems")
        .item(Map.of("pk", AttributeValue.fromS("MSG#" + groupId)))
        .internalServerError();
  }
}
