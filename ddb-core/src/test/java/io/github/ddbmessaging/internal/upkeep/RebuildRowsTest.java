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
import io.github.ddbmessaging.internal.item.Items;
import io.github.ddbmessaging.internal.run.StubClient;
import io.github.ddbmessaging.internal.run.SyncRunner;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.RebuildReport;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

class RebuildRowsTest {
  private static final MessageGroup ONE = Samples.direct();
  private static final MessageGroup OTHER =
      new MessageGroup("g-2", ONE.newest(), ONE.members(), null, ONE.createdAt(), 1);
  private static final Map<String, AttributeValue> LAST_KEY = Items.key("MSG#g-1", Keys.HEAD);

  @Test
  void of_whenBegun_scansStronglyConsistentlyFromTheStart() {
    StubClient stub = new StubClient(page());

    rebuild(stub, null);

    assertThat(stub.requests()).containsExactly(scan().build());
  }

  @Test
  void of_whenGoneOn_scansFromWhereThePageBeforeEnded() {
    ScanResponse first = page().toBuilder().lastEvaluatedKey(LAST_KEY).build();
    Optional<String> next = rebuild(new StubClient(first), null).next();
    StubClient stub = new StubClient(page());

    rebuild(stub, next.orElseThrow());

    assertThat(stub.requests()).containsExactly(scan().exclusiveStartKey(LAST_KEY).build());
  }

  @Test
  void of_whenTheLastPageIsRead_hasNoNext() {
    assertThat(rebuild(new StubClient(page()), null).next()).isEmpty();
  }

  @Test
  void of_whenAGroupIsOvertakenEveryTime_reportsIt() {
    StubClient stub =
        new StubClient(page(ONE), newest(ONE), canceledAt(0, conditionFailed(Map.of())));

    RebuildReport report = rebuild(withAttempts(1), stub, null);

    assertThat(report.groups()).isZero();
    assertThat(report.problems()).singleElement().isInstanceOf(RetriesExhaustedException.class);
  }

  @Test
  void of_whenAWriteFails_reportsItAndGoesOn() {
    StubClient stub =
        new StubClient(
            page(ONE, OTHER),
            newest(ONE),
            error("ValidationException", 400),
            newest(OTHER),
            WRITTEN);

    RebuildReport report = rebuild(stub, null);

    assertThat(report.groups()).isEqualTo(1);
    assertThat(report.problems())
        .singleElement()
        .isInstanceOf(DynamoDbFailureException.class)
        .asString()
        .contains("TransactWriteItems failed");
  }

  @Test
  void of_whenTheTableCannotBeRead_fails() {
    StubClient stub = new StubClient(error("ResourceNotFoundException", 400));

    assertThatExceptionOfType(DynamoDbFailureException.class)
        .isThrownBy(() -> rebuild(stub, null))
        .withMessageStartingWith("Scan failed");
  }

  private static RebuildReport rebuild(StubClient stub, @Nullable String position) {
    return rebuild(settings(), stub, position);
  }

  private static RebuildReport rebuild(
      StoreSettings settings, StubClient stub, @Nullable String position) {
    return new SyncRunner(stub.sync())
        .run("rebuildRows", settings, () -> RebuildRows.of(settings, position, 10));
  }

  private static ScanRequest.Builder scan() {
    return ScanRequest.builder()
        .tableName("t")
        .limit(10)
        .consistentRead(true)
        .returnConsumedCapacity(ReturnConsumedCapacity.NONE);
  }

  private static ScanResponse page(MessageGroup... heads) {
    return ScanResponse.builder()
        .items(List.of(heads).stream().map(head -> Schemas.HEADS.itemToMap(head, true)).toList())
        .count(heads.length)
        .build();
  }

  private static QueryResponse newest(MessageGroup group) {
    Message message = new Message(group.id(), group.newest(), "m-1", Samples.ANN, "Hi");
    return lastItems(List.of(Schemas.MESSAGES.itemToMap(message, true)));
  }
}
