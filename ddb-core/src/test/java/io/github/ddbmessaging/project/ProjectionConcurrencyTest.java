package io.github.ddbmessaging.project;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.stream.InMemoryCheckpoints;
import io.github.ddbmessaging.stream.StreamPoller;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Many projectors and senders at once. */
@Tag("long")
class ProjectionConcurrencyTest extends ProjectionTest {
  private static final int PROJECTORS = 8;
  private static final int LARGEST_BATCH = 12;

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  /** What edits, deletions and repeats make of ten groups, in random batches. */
  @ParameterizedTest
  @ValueSource(strings = {"one by one", "parallel", "async"})
  void project_whenEightDeliverTheSameShuffled_endsInTheNewestMessageLeft(String kind)
      throws Exception {
    for (MessageGroup group : groups(Story.values().length, ANN, BOB)) {
      for (Story story : Story.values()) {
        story.writes(this, group).forEach(Runnable::run);
      }
    }
    List<Record> records = stream.next();
    Function<Collection<Record>, ProjectionResult> projector = projector(kind);
    long seed = new Random().nextLong();
    System.out.println("Shuffled with seed " + seed);

    Runnable[] projectors = new Runnable[PROJECTORS];
    for (int n = 0; n < PROJECTORS; n++) {
      Random random = new Random(seed + n);
      projectors[n] = () -> deliverShuffled(records, random, projector);
    }
    allAtOnce(projectors);
  }

  private Function<Collection<Record>, ProjectionResult> projector(String kind) {
    return switch (kind) {
      case "parallel" -> store.projector().parallel(threads, 4)::project;
      case "async" -> records -> async().projector().project(records).join();
      default -> store.projector()::project;
    };
  }

  @Test
  void project_whileBothKindsOfSendersSend_losesAndDoublesNothing() throws Exception {
    List<MessageGroup> groups = groups(5, ANN, BOB);
    Collection<Message> sent = new ConcurrentLinkedQueue<>();
    StreamPoller poller = poller(new InMemoryCheckpoints());
    Future<?> polling = threads.submit(poller::run);

    allAtOnce(
        sender(groups, store, sent),
        sender(groups, store, sent),
        sender(groups, transactional, sent),
        sender(groups, transactional, sent));

    poller.close();
    polling.get();
    drain();
    for (MessageGroup group : groups) {
      assertThat(listed(group))
          .containsExactlyInAnyOrderElementsOf(
              sent.stream().filter(message -> message.groupId().equals(group.id())).toList());
    }
  }

  private static void deliverShuffled(
      List<Record> records,
      Random random,
      Function<Collection<Record>, ProjectionResult> projector) {
    List<Record> left = new ArrayList<>(records);
    Collections.shuffle(left, random);
    while (!left.isEmpty()) {
      List<Record> batch =
          left.subList(0, Math.min(1 + random.nextInt(LARGEST_BATCH), left.size()));
      List<Record> notDone = projector.apply(List.copyOf(batch)).notDone();
      batch.clear();
      left.addAll(notDone);
    }
  }

  private Runnable sender(List<MessageGroup> groups, MessagingStore way, Collection<Message> sent) {
    return () -> {
      for (int n = 0; n < 10; n++) {
        for (MessageGroup group : groups) {
          NewMessage next = NewMessage.from("ann", "Message " + n);
          sent.add(way.createMessage(group.id(), next).message());
        }
      }
    };
  }

  private List<Message> listed(MessageGroup group) {
    List<Message> listed =
        store
            .withConsistentReads()
            .listMessages(group.id(), PageRequest.oldestFirst(1_000))
            .items();
    return listed.subList(1, listed.size());
  }

  private void allAtOnce(Runnable... tasks) throws InterruptedException, ExecutionException {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<?>> running = new ArrayList<>();
    for (Runnable task : tasks) {
      running.add(
          threads.submit(
              () -> {
                start.await();
                task.run();
                return null;
              }));
    }
    start.countDown();
    for (Future<?> one : running) {
      one.get();
    }
  }
}
