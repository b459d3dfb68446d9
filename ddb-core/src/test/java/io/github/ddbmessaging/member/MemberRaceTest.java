package io.github.ddbmessaging.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.project.ProjectionTest;
import io.github.ddbmessaging.store.People;
import io.github.ddbmessaging.testing.fault.Faults;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Many send into one group while others add, remove, promote and rename. All end at random between
 * two requests and repeat what they were at. Half of the senders share a store, the others have one
 * each, as other processes would. The table must be whole at the end, and no call may give up.
 */
class MemberRaceTest extends ProjectionTest {
  private static final long SEED = Long.getLong("members.seed", new Random().nextLong());

  /** The engine is slow, and all write to one group. */
  private static final RetrySettings PATIENT =
      RetrySettings.DEFAULT.withCallTimeout(Duration.ofMinutes(2));

  private String trip;
  private MessagingStore shared;

  @Test
  void group_whileFewSendAndChangeIt_losesNothingAndNobody() throws Exception {
    race(4, 4, 2, 3);
  }

  @Test
  @Tag("long")
  void group_whileManySendAndChangeIt_losesNothingAndNobody() throws Exception {
    race(24, 16, 3, 6);
  }

  private void race(int members, int senders, int messages, int changes) throws Exception {
    List<User> crowd = People.crowd(members);
    trip =
        transactional
            .createGroup(NewGroup.titled("Title", crowd), NewMessage.from("user-1", "First"))
            .group()
            .id();
    shared = open(table.client());
    ExecutorService threads = Executors.newFixedThreadPool(senders + 4);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int n = 0; n < senders; n++) {
        Sender sender = new Sender(n, n % 2 == 0);
        all.add(threads.submit(() -> sender.send(messages)));
      }
      for (Change change : changers()) {
        long seed = SEED - all.size();
        all.add(threads.submit(() -> change(change, seed, changes)));
      }
      for (Future<?> one : all) {
        one.get(5, TimeUnit.MINUTES);
      }
    } catch (ExecutionException e) {
      throw new AssertionError("-Dmembers.seed=" + SEED, e);
    } finally {
      threads.shutdownNow();
    }
    assertThat(texts())
        .as("-Dmembers.seed=%s", SEED)
        .containsExactlyInAnyOrderElementsOf(textsOf(senders, messages));
    assertIsWanted(crowd, changes);
  }

  private static List<String> textsOf(int senders, int messages) {
    List<String> texts = new ArrayList<>(List.of("First"));
    for (int sender = 0; sender < senders; sender++) {
      for (int n = 0; n < messages; n++) {
        texts.add(textOf(sender, n));
      }
    }
    return texts;
  }

  private static String textOf(int sender, int number) {
    return "Text " + number + " of " + sender;
  }

  private void assertIsWanted(List<User> crowd, int changes) {
    MessageGroup group = store.withConsistentReads().findGroup(trip).orElseThrow();
    List<User> members = new ArrayList<>(crowd);
    if (changes % 2 == 1) {
      members.addAll(guests(0));
      members.addAll(guests(1));
    }
    assertThat(group.members())
        .as("-Dmembers.seed=%s", SEED)
        .containsExactlyInAnyOrderElementsOf(members);
    assertThat(group.title()).isEqualTo("Title " + (changes - 1));
    assertThat(group.ownerIds())
        .isEqualTo(changes % 2 == 1 ? List.of("user-1", "user-2") : List.of("user-1"));
  }

  private List<String> texts() {
    return store
        .withConsistentReads()
        .listMessages(trip, PageRequest.oldestFirst(Limits.PAGE_SIZE))
        .items()
        .stream()
        .map(Message::text)
        .toList();
  }

  private MessagingStore open(DynamoDbClient client) {
    return MessagingStore.builder()
        .client(client)
        .tableName(table.name())
        .clock(Clock.systemUTC())
        .retries(PATIENT)
        .build();
  }

  /** Repeats it, each time with another client, until one has come to its end. */
  private void untilDone(Random random, Consumer<MessagingStore> action) {
    boolean crashed;
    do {
      Faults faults = Faults.withSeed(random.nextLong());
      faults.onAnyCall().probability(0.05).crashBefore();
      faults.onAnyCall().probability(0.05).crashAfter();
      crashed = faults.runUntilCrash(() -> action.accept(open(faults.wrap(table.client()))));
    } while (crashed);
  }

  private final class Sender {
    private final int number;
    private final boolean shares;
    private final Random random;

    Sender(int number, boolean shares) {
      this.number = number;
      this.shares = shares;
      this.random = new Random(SEED + number);
    }

    void send(int messages) {
      for (int n = 0; n < messages; n++) {
        NewMessage message =
            NewMessage.from("user-" + (number % 4 + 1), textOf(number, n))
                .withIdempotencyKey("key-" + number + "-" + n);
        if (shares) {
          shared.createMessage(trip, message);
        } else {
          untilDone(random, own -> own.createMessage(trip, message));
        }
      }
    }
  }

  /** What a changer does: something, and the next time the opposite. */
  private interface Change {
    void by(MessagingStore own, int number);
  }

  private void change(Change change, long seed, int times) {
    Random random = new Random(seed);
    for (int n = 0; n < times; n++) {
      int number = n;
      untilDone(random, own -> change.by(own, number));
    }
  }

  private List<Change> changers() {
    return List.of(
        (own, n) -> addOrRemove(own, guests(0), n),
        (own, n) -> addOrRemove(own, guests(1), n),
        (own, n) -> own.changeRole(trip, "user-2", n % 2 == 0 ? Role.OWNER : Role.MEMBER),
        (own, n) -> own.renameGroup(trip, "Title " + n));
  }

  private void addOrRemove(MessagingStore own, List<User> guests, int number) {
    if (number % 2 == 0) {
      own.addMembers(trip, guests, History.FROM_JOINING);
    } else {
      guests.forEach(guest -> own.removeMember(trip, guest.id()));
    }
  }

  private static List<User> guests(int number) {
    return Stream.of("guest-" + number + "-1", "guest-" + number + "-2")
        .map(id -> new User(id, id, id))
        .toList();
  }
}
