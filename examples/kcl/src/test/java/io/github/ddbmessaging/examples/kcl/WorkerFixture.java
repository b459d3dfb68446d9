package io.github.ddbmessaging.examples.kcl;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.model.CallListener;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import io.github.ddbmessaging.testing.fault.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.kinesis.metrics.MetricsConfig;
import software.amazon.kinesis.metrics.NullMetricsFactory;

/** A table with 20 groups of 5 people, and workers on its stream. */
final class WorkerFixture implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofMinutes(3);
  private static final Timings QUICK =
      new Timings(
          Duration.ofSeconds(2),
          Duration.ofMillis(250),
          Duration.ofMillis(500),
          Duration.ofMillis(100),
          new RetrySettings(2, Duration.ofMillis(10), Duration.ofMillis(10)));
  private static final List<User> PEOPLE =
      IntStream.range(0, 5).mapToObj(i -> new User("u" + i, "User " + i, "user" + i)).toList();

  private final LocalDynamoDb dynamoDb = LocalDynamoDb.start();
  private final CloudWatchAsyncClient cloudWatch = CloudWatchAsyncClient.create();
  private final MessagingTable table = MessagingTable.of(dynamoDb.client(), "messages");
  private final MessagingStore store =
      MessagingStore.builder()
          .client(dynamoDb.client())
          .tableName("messages")
          .sendMode(SendMode.STREAMED)
          .build()
          .withConsistentReads();
  private final List<MessageGroup> groups = new ArrayList<>();
  private final List<ProjectorWorker> workers = new ArrayList<>();
  private final Map<String, RuntimeException> failures = new ConcurrentHashMap<>();
  private final Signal signal = new Signal();

  WorkerFixture() {
    table.create(TableSettings.onDemand());
    IntStream.range(0, 20).forEach(i -> groups.add(createGroup(i)));
  }

  /** Starts a worker that meets faults where it reads and writes rows. */
  void start(String workerId, Faults faults) {
    MessagingStore ofWorker =
        MessagingStore.builder()
            .client(faults.wrap(dynamoDb.client()))
            .tableName("messages")
            .retries(new RetrySettings(1, Duration.ZERO, Duration.ZERO))
            .listener(CallListener.atEnd(report -> signal.raise()))
            .build();
    ProjectorWorker worker =
        new ProjectorWorker(
            new WorkerSettings(
                RegionalStreams.arn(table.streamArn().orElseThrow()), "projector", workerId, QUICK),
            ofWorker.projector(),
            RegionalStreams.client(dynamoDb.streamsClient()),
            dynamoDb.asyncClient(),
            new MetricsConfig(cloudWatch, "projector").metricsFactory(new NullMetricsFactory()));
    workers.add(worker);
    Thread thread = new Thread(() -> run(workerId, worker), "worker-" + workerId);
    thread.setDaemon(true);
    thread.start();
  }

  /** Sends messages into every group in turn. */
  void send(String text, int messagesEach) {
    for (int i = 0; i < messagesEach; i++) {
      for (MessageGroup group : groups) {
        store.createMessage(
            group,
            NewMessage.from(group.members().get(i % 3).id(), group.title() + " " + text + " " + i));
      }
    }
  }

  /** Closes the stream's open shard and opens its child. */
  void rollOver() {
    dynamoDb.triggerShardRollovers();
  }

  /** What the workers ended with that ended by an exception, by their ids. */
  Map<String, RuntimeException> failures() {
    return Map.copyOf(failures);
  }

  /** Waits until the condition holds, which depends on what the workers do; in vain if too long. */
  void await(BooleanSupplier condition) throws InterruptedException {
    signal.await(condition, DEADLINE);
  }

  void awaitRows() throws InterruptedException {
    await(() -> rows().equals(newestMessages()));
  }

  /** What each user's list of groups shows, by user. */
  Map<String, List<String>> rows() {
    Map<String, List<String>> rows = new TreeMap<>();
    for (User user : PEOPLE) {
      rows.put(
          user.id(),
          store.listMessageGroups(user.id(), newestFirst(100)).items().stream()
              .map(row -> row.groupId() + ": " + row.preview())
              .sorted()
              .toList());
    }
    return rows;
  }

  /** What these lists must show: the newest message of each group that the user is in. */
  Map<String, List<String>> newestMessages() {
    Map<String, List<String>> newest = new TreeMap<>();
    PEOPLE.forEach(user -> newest.put(user.id(), new ArrayList<>()));
    for (MessageGroup group : groups) {
      String text = store.listMessages(group.id(), newestFirst(1)).items().get(0).text();
      for (User member : group.members()) {
        requireNonNull(newest.get(member.id())).add(group.id() + ": " + text);
      }
    }
    newest.values().forEach(rows -> rows.sort(null));
    return newest;
  }

  @Override
  public void close() {
    workers.forEach(ProjectorWorker::close);
    cloudWatch.close();
    dynamoDb.close();
  }

  private MessageGroup createGroup(int number) {
    List<User> members = IntStream.range(0, 3).mapToObj(i -> PEOPLE.get((number + i) % 5)).toList();
    return store
        .createGroup(
            NewGroup.titled("Group " + number, members),
            NewMessage.from(members.get(0).id(), "Hello"))
        .group();
  }

  private void run(String workerId, ProjectorWorker worker) {
    try {
      worker.run();
    } catch (RuntimeException e) {
      failures.put(workerId, e);
      signal.raise();
    }
  }
}
