package io.github.ddbmessaging.examples.kcl;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.dynamodbv2.streamsadapter.adapter.DynamoDBStreamsClientRecord;
import com.amazonaws.services.dynamodbv2.streamsadapter.model.DynamoDBStreamsProcessRecordsInput;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.Projector;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.stream.StreamPoller;
import io.github.ddbmessaging.testing.DynamoDbExtension;
import io.github.ddbmessaging.testing.TestTable;
import io.github.ddbmessaging.testing.fault.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

class ProjectorProcessorTest {
  private static final User ANN = new User("ann", "Ann Ekström", "annek");
  private static final User BOB = new User("bob", "Bob Okafor", "bob");
  private static final RetrySettings FOUR_ATTEMPTS =
      new RetrySettings(4, Duration.ofSeconds(1), Duration.ofSeconds(3));

  @RegisterExtension
  static final DynamoDbExtension local =
      DynamoDbExtension.builder()
          .table((client, name) -> MessagingTable.of(client, name).create(TableSettings.onDemand()))
          .build();

  private final Faults faults = Faults.withRandomSeed();
  private final Checkpoints checkpoints = new Checkpoints();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<IllegalStateException> givenUp = new ArrayList<>();
  private TestTable table;
  private MessagingStore store;
  private MessageGroup garden;
  private MessageGroup kitchen;

  @BeforeEach
  void createGroups(TestTable testTable) {
    table = testTable;
    store =
        MessagingStore.builder()
            .client(table.client())
            .tableName(table.name())
            .sendMode(SendMode.STREAMED)
            .build();
    garden = group("Garden");
    kitchen = group("Kitchen");
  }

  @Test
  void processRecords_whenAllIsDone_showsMessagesInRows() {
    List<Record> records = streamed(garden, kitchen);

    process(processor(), records);

    assertThat(previews()).containsExactlyInAnyOrder("Into Garden", "Into Kitchen");
  }

  @Test
  void processRecords_whenAllIsDone_setsCheckpointAtLastRecord() {
    List<Record> records = streamed(garden, kitchen);

    process(processor(), records);

    assertThat(checkpoints.set()).containsExactly(sequenceNumber(records, 1));
  }

  @Test
  void processRecords_whenBatchIsEmpty_setsNoCheckpoint() {
    process(processor(), List.of());

    assertThat(checkpoints.set()).isEmpty();
  }

  @Test
  void processRecords_whenGroupFailsTwice_setsCheckpointBeforeItThenBehindIt() {
    List<Record> records = streamed(garden, kitchen);

    failWritesTo(kitchen, 2);

    process(processor(), records);

    assertThat(checkpoints.set())
        .containsExactly(sequenceNumber(records, 0), sequenceNumber(records, 1));
  }

  @Test
  void processRecords_whenGroupFailsThrice_pausesLongerUpToLongestDelay() {
    failWritesTo(kitchen, 3);

    process(processor(), streamed(garden, kitchen));

    assertThat(pauses)
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
  }

  @Test
  void processRecords_whenHeadsCannotBeReadOnce_triesAgain() {
    List<Record> records = streamed(garden);

    faults.on("BatchGetItem").firstCalls(1).internalServerError();

    process(processor(), records);

    assertThat(checkpoints.set()).containsExactly(sequenceNumber(records, 0));
  }

  @Test
  void processRecords_whenGroupKeepsFailing_givesUpAtItsFirstRecord() {
    List<Record> records = streamed(garden, kitchen);

    failWritesTo(kitchen, 4);

    process(processor(), records);

    assertThat(givenUp)
        .singleElement()
        .asString()
        .contains("record " + sequenceNumber(records, 1) + ": gave up after 4 attempts");
  }

  @Test
  void processRecords_whenGroupKeepsFailing_leavesCheckpointBeforeIt() {
    List<Record> records = streamed(garden, kitchen, garden);

    failWritesTo(kitchen, 4);

    process(processor(), records);

    assertThat(checkpoints.set()).containsExactly(sequenceNumber(records, 0));
  }

  @Test
  void processRecords_whenGivenUp_takesNoFurtherBatch() {
    failWritesTo(kitchen, 4);
    ProjectorProcessor processor = processor();
    process(processor, streamed(kitchen));

    process(processor, streamed(garden));

    assertThat(checkpoints.set()).isEmpty();
  }

  @Test
  void processRecords_whenInterruptedInPause_givesUp() {
    failWritesTo(kitchen, 4);
    ProjectorProcessor processor =
        new ProjectorProcessor(
            projector(),
            FOUR_ATTEMPTS,
            time -> {
              throw new InterruptedException("Injected");
            },
            givenUp::add);

    process(processor, streamed(kitchen));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(givenUp).singleElement().asString().contains("the worker was interrupted");
  }

  @Test
  void processRecords_whenCheckpointFails_goesOn() {
    checkpoints.fail(1);
    ProjectorProcessor processor = processor();

    assertThatCode(() -> process(processor, streamed(garden))).doesNotThrowAnyException();
  }

  @Test
  void shutdownRequested_afterABatch_leavesCheckpointBehindIt() {
    List<Record> records = streamed(garden);
    ProjectorProcessor processor = processor();
    processor.initialize(shardBegin());
    process(processor, records);

    processor.shutdownRequested(
        ShutdownRequestedInput.builder().checkpointer(checkpoints.checkpointer()).build());

    assertThat(checkpoints.set()).containsExactly(sequenceNumber(records, 0));
  }

  @Test
  void leaseLost_afterGroupFailed_leavesCheckpointBeforeIt() {
    List<Record> records = streamed(garden, kitchen);
    failWritesTo(kitchen, 4);
    ProjectorProcessor processor = processor();
    processor.initialize(shardBegin());
    process(processor, records);

    processor.leaseLost(LeaseLostInput.builder().build());

    assertThat(checkpoints.set()).containsExactly(sequenceNumber(records, 0));
  }

  @Test
  void shardEnded_whenAllIsDone_marksEnd() {
    processor().shardEnded(shardEnd());

    assertThat(checkpoints.set()).containsExactly(Checkpoints.SHARD_END);
  }

  @Test
  void shardEnded_whenGivenUp_doesNotMarkEnd() {
    failWritesTo(kitchen, 4);
    ProjectorProcessor processor = processor();
    process(processor, streamed(kitchen));

    assertThatThrownBy(() -> processor.shardEnded(shardEnd()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not finished");
  }

  @Test
  void shardEnded_whenEndCannotBeMarked_throwsSoThatItIsTriedAgain() {
    checkpoints.fail(1);
    ProjectorProcessor processor = processor();

    assertThatThrownBy(() -> processor.shardEnded(shardEnd()))
        .isInstanceOf(IllegalStateException.class);
  }

  private MessageGroup group(String title) {
    return store
        .createGroup(NewGroup.titled(title, List.of(ANN, BOB)), NewMessage.from("ann", "Hello"))
        .group();
  }

  /** Sends one message into each group, in this order, and returns their records. */
  private List<Record> streamed(MessageGroup... groups) {
    readRecords();
    for (MessageGroup group : groups) {
      store.createMessage(group, NewMessage.from("bob", "Into " + group.title()));
    }
    List<Record> records = readRecords();
    return records.subList(records.size() - groups.length, records.size());
  }

  private List<Record> readRecords() {
    List<Record> records = new ArrayList<>();
    StreamPoller.builder()
        .client(table.streamsClient())
        .streamArn(MessagingTable.of(table.client(), table.name()).streamArn().orElseThrow())
        .handler(
            batch -> {
              records.addAll(batch);
              return Optional.empty();
            })
        .build()
        .drain();
    return records;
  }

  private List<String> previews() {
    return store.withConsistentReads().listMessageGroups("ann", newestFirst(10)).items().stream()
        .map(MessageGroupRow::preview)
        .toList();
  }

  private Projector projector() {
    return MessagingStore.builder()
        .client(faults.wrap(table.client()))
        .tableName(table.name())
        .retries(new RetrySettings(1, Duration.ZERO, Duration.ZERO))
        .build()
        .projector();
  }

  private ProjectorProcessor processor() {
    return new ProjectorProcessor(projector(), FOUR_ATTEMPTS, pauses::add, givenUp::add);
  }

  private void process(ProjectorProcessor processor, List<Record> records) {
    processor.processRecords(
        DynamoDBStreamsProcessRecordsInput.builder()
            .records(records.stream().map(DynamoDBStreamsClientRecord::fromRecord).toList())
            .checkpointer(checkpoints.checkpointer())
            .build());
  }

  private static InitializationInput shardBegin() {
    return InitializationInput.builder()
        .shardId("shard")
        .extendedSequenceNumber(ExtendedSequenceNumber.TRIM_HORIZON)
        .build();
  }

  private ShardEndedInput shardEnd() {
    return ShardEndedInput.builder().checkpointer(checkpoints.checkpointer()).build();
  }

  private static String sequenceNumber(List<Record> records, int index) {
    return records.get(index).dynamodb().sequenceNumber();
  }

  private void failWritesTo(MessageGroup group, int times) {
    faults
        .on("TransactWriteItems")
        .item(Map.of("pk", AttributeValue.fromS("MSG#" + group.id())))
        .firstCalls(times)
        .internalServerError();
  }
}
