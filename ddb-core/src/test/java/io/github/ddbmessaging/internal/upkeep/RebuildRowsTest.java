package io.github.ddbmessaging.internal.upkeep;

import static io.github.ddbmessaging.internal.access.SampleSettings.settings;
import static io.github.ddbmessaging.internal.access.SampleSettings.withAttempts;
import static io.github.ddbmessaging.internal.run.Answers.WRITTEN;
import static io.github.ddbmessaging.internal.run.Answers.canceledAt;
import static io.github.ddbmessaging.internal.run.Answers.conditionFailed;
import static io.github.ddbmessaging.internal.run.Answers.error;
import static io.github.ddbmessaging.internal.run.Answers.lastItems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.Script;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.RebuildReport;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.table.Schemas;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

class RebuildRowsTest {
  private static final TableScan SCAN = TableScan.withPageSize(10);
  private static final MessageGroup ONE = Samples.direct();
  private static final MessageGroup OTHER =
      new MessageGroup("g-2", ONE.newest(), ONE.members(), null, ONE.createdAt(), 1);

  @Test
  void onPage_whenAGroupIsOvertakenEveryTime_reportsIt() {
    Script script = new Script(page(ONE), newest(ONE), canceledAt(0, conditionFailed(head(ONE))));

    RebuildReport report = script.run(rebuild(withAttempts(1)));

    assertThat(report.groups()).isZero();
    assertThat(report.problems()).singleElement().isInstanceOf(RetriesExhaustedException.class);
  }

  @Test
  void onPage_whenAWriteFails_reportsItAndContinues() {
    Script script =
        new Script(
            page(ONE, OTHER),
            newest(ONE),
            error("ValidationException", 400),
            newest(OTHER),
            WRITTEN);

    RebuildReport report = script.run(rebuild(settings()));

    assertThat(report.groups()).isEqualTo(1);
    assertThat(report.problems())
        .singleElement()
        .isInstanceOf(DynamoDbFailureException.class)
        .asString()
        .contains("TransactWriteItems on table t failed");
  }

  @Test
  void onPage_whenTheTableCannotBeRead_fails() {
    Script script = new Script(error("ResourceNotFoundException", 400));

    assertThatExceptionOfType(DynamoDbFailureException.class)
        .isThrownBy(() -> script.run(rebuild(settings())))
        .withMessageStartingWith("Scan on table t failed");
  }

  @Test
  void onPage_whenPageSizeIsOutOfBounds_isRefusedBeforeAnyRequest() {
    Operation<RebuildReport> none = RebuildRows.onPage(settings(), TableScan.withPageSize(0));

    assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> new Script().run(none));
  }

  @Test
  void operation_isNamedAsTheMethodOfTheAdmin() {
    assertThat(rebuild(settings()).name()).isEqualTo("rebuild");
  }

  private static Operation<RebuildReport> rebuild(StoreSettings settings) {
    return RebuildRows.onPage(settings, SCAN);
  }

  private static ScanResponse page(MessageGroup... groups) {
    return ScanResponse.builder()
        .items(Stream.of(groups).map(RebuildRowsTest::head).toList())
        .build();
  }

  private static Map<String, AttributeValue> head(MessageGroup group) {
    return Schemas.HEADS.itemToMap(new GroupHead(group, null), true);
  }

  private static QueryResponse newest(MessageGroup group) {
    Message message = new Message(group.id(), group.newest(), "m-1", Samples.ANN, "Hi");
    return lastItems(List.of(Schemas.MESSAGES.itemToMap(message, true)));
  }
}
