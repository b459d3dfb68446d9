package io.github.ddbmessaging.sync;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.model.Changes;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.project.ProjectionTest;
import io.github.ddbmessaging.testing.fault.Faults;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Promise 11, with everything at once: writers send, edit and delete, half of them streamed, with
 * clocks that differ by a second; their clients and those of the followers fail at random, and each
 * then goes on with a client and a store of its own. At the end each follower's copy is the table.
 */
class FollowersTest extends ProjectionTest {
  private static final long SEED = Long.getLong("followers.seed", new Random().nextLong());
  private static final List<String> USERS = List.of("ann", "bob", "cat");

  /** Ahead of all others, so that everything has settled when the followers ask last. */
  private static final Duration LATER = Duration.ofMinutes(3);

  private final AtomicBoolean writing = new AtomicBoolean(true);
  private MessageGroup group;

  @Test
  void listChanges_whileTwoWrite_tellsAFollowerAll() throws Exception {
    follow(2, 10, 1);
  }

  @Test
  @Tag("long")
  void listChanges_whileEightWriteAndAllCrash_tellsEachFollowerAll() throws Exception {
    follow(8, 120, 3);
  }

  private void follow(int writers, int changes, int followers) throws Exception {
    group =
        transactional
            .createGroup(
                NewGroup.titled("Trip", List.of(ANN, BOB, CAT)), NewMessage.from("ann", "First"))
            .group();
    newestWasNeverShown();
    ExecutorService threads = Executors.newFixedThreadPool(writers + followers + 1);
    try {
      List<Future<Follower>> copies = new ArrayList<>();
      for (int n = 0; n < followers; n++) {
        Follower follower = new Follower(new Random(SEED - n));
        copies.add(threads.submit(follower::followToTheEnd));
      }
      Future<?> projector = threads.submit(this::projectAll);
      List<Future<?>> writes = new ArrayList<>();
      for (int n = 0; n < writers; n++) {
        Writer writer = new Writer(n, new Random(SEED + n));
        writes.add(threads.submit(() -> writer.write(changes)));
      }
      for (Future<?> write : writes) {
        write.get(5, TimeUnit.MINUTES);
      }
      writing.set(false);
      projector.get(5, TimeUnit.MINUTES);
      drain();
      for (Future<Follower> copy : copies) {
        assertIsTheTable(copy.get(5, TimeUnit.MINUTES));
      }
    } catch (ExecutionException e) {
      throw new AssertionError("-Dfollowers.seed=" + SEED, e);
    } finally {
      threads.shutdownNow();
    }
  }

  private void projectAll() {
    List<Record> left = List.of();
    while (writing.get() || !left.isEmpty()) {
      List<Record> records = new ArrayList<>(left);
      records.addAll(stream.next());
      ProjectionResult result = project(records);
      assertThat(result.rejected()).isEmpty();
      left = result.notDone();
    }
  }

  private void assertIsTheTable(Follower follower) {
    follower.askOnce(open(table.client(), InstantSource.offset(Clock.systemUTC(), LATER)));
    Map<String, Message> all = new HashMap<>();
    store
        .withConsistentReads()
        .listMessagePages(group.id(), PageRequest.oldestFirst(1_000))
        .forEach(page -> page.items().forEach(message -> all.put(message.id(), message)));
    assertThat(follower.copy)
        .as("-Dfollowers.seed=%s", SEED)
        .containsExactlyInAnyOrderEntriesOf(all);
  }

  private MessagingStore open(DynamoDbClient client, InstantSource source) {
    return MessagingStore.builder().client(client).tableName(table.name()).clock(source).build();
  }

  /** Ends at random, before or after a request, and then goes on with another client. */
  private void untilCrash(InstantSource source, Random random, Consumer<MessagingStore> action) {
    Faults faults = Faults.withSeed(random.nextLong());
    faults.onAnyCall().probability(0.02).crashBefore();
    faults.onAnyCall().probability(0.02).crashAfter();
    faults.runUntilCrash(() -> action.accept(open(faults.wrap(table.client()), source)));
  }

  /** One who keeps a copy and, after a crash, has nothing else but that and the token. */
  private final class Follower {
    private final Random random;
    private final Map<String, Message> copy = new HashMap<>();
    private ChangesToken token;

    Follower(Random random) {
      this.random = random;
      MessagingStore store = open(table.client(), Clock.systemUTC());
      token = store.beginChanges(group.id());
      store
          .withConsistentReads()
          .listMessages(group.id(), PageRequest.newestFirst(100))
          .items()
          .forEach(this::put);
    }

    Follower followToTheEnd() {
      while (writing.get()) {
        untilCrash(Clock.systemUTC(), random, this::askOnce);
      }
      return this;
    }

    void askOnce(MessagingStore store) {
      Changes changes = store.listChanges(group.id(), token, 7 + random.nextInt(50));
      changes.messages().forEach(this::put);
      changes.purged().forEach(ref -> copy.remove(ref.messageId()));
      token = changes.next();
      if (changes.more()) {
        askOnce(store);
      }
    }

    private void put(Message message) {
      copy.merge(
          message.id(),
          message,
          (old, now) -> now.status().revision() >= old.status().revision() ? now : old);
    }
  }

  private final class Writer {
    private final String user;
    private final Random random;
    private final SendMode mode;
    private final InstantSource source;
    private final List<Message> own = new ArrayList<>();

    Writer(int number, Random random) {
      this.user = USERS.get(number % USERS.size());
      this.random = random;
      this.mode = number % 2 == 0 ? SendMode.TRANSACTIONAL : SendMode.STREAMED;
      this.source =
          InstantSource.offset(Clock.systemUTC(), Duration.ofMillis(random.nextInt(1_000)));
    }

    void write(int changes) {
      for (int n = 0; n < changes; n++) {
        untilCrash(source, random, store -> change(store.withSendMode(mode)));
      }
    }

    private void change(MessagingStore store) {
      int choice = own.isEmpty() ? 0 : random.nextInt(10);
      if (choice < 6) {
        own.add(
            store
                .createMessage(group.id(), NewMessage.from(user, "Text " + random.nextInt()))
                .message());
      } else {
        Message message = own.get(random.nextInt(own.size()));
        if (choice < 9) {
          store.editMessage(message.ref(), MessageEdit.ofText("Edited " + random.nextInt()));
        } else {
          own.remove(message);
          store.deleteMessage(message.ref());
        }
      }
    }
  }
}
