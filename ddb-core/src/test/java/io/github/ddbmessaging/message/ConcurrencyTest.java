package io.github.ddbmessaging.message;

import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.store.Messaging;
import io.github.ddbmessaging.store.StoreTest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Promises 1 to 3 while many write at once, by clocks that are minutes apart. */
@Tag("long")
class ConcurrencyTest extends StoreTest {
  private static final int SENDERS = 16;
  private static final int EACH = 4;

  /** An attempt fails only because another succeeds, so that this many are always enough. */
  private static final int ATTEMPTS = SENDERS * EACH + 1;

  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** What one of the senders does. */
  private interface Sender {
    List<Sent> send(int number, Messaging own);
  }

  @AfterEach
  void endThreads() throws InterruptedException {
    threads.shutdown();
    assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void createMessage_byManyIntoOneGroup_keepsEveryMessageOnceInTheOrderOfCommits() {
    Sent first = direct(ANN, BOB, "First");

    List<Sent> sent = atOnce(sendingInto(sender -> first.group()));

    assertThat(sent).hasSize(SENDERS * EACH);
    sent.add(first);
    assertThat(listed(first)).isEqualTo(inOrderOfCommits(sent));
  }

  @Test
  void createMessage_byManyIntoGroupsOfTheirOwn_keepsEachGroupApart() {
    List<Sent> firsts =
        IntStream.range(0, SENDERS)
            .mapToObj(n -> NewGroup.titled("Group " + n, List.of(ANN, BOB)))
            .map(group -> store.createGroup(group, NewMessage.from("ann", "First")))
            .toList();

    atOnce(sendingInto(sender -> firsts.get(sender).group()));

    assertThat(firsts).allSatisfy(first -> assertThat(listed(first)).hasSize(EACH + 1));
    assertThat(store.listMessageGroups("ann", oldestFirst(100)).items())
        .extracting(MessageGroupRow::groupId)
        .containsExactlyInAnyOrderElementsOf(
            firsts.stream().map(first -> first.group().id()).toList());
  }

  @Test
  void createGroup_byBothAtOnce_makesOneGroupWithEveryMessage() {
    List<Sent> sent =
        atOnce(
            (number, own) ->
                List.of(
                    own.createGroup(
                        NewGroup.direct(ANN, BOB), NewMessage.from(member(number), "Hi"))));

    assertThat(sent).hasSize(SENDERS);
    assertThat(listed(sent.get(0))).isEqualTo(inOrderOfCommits(sent));
    assertThat(previews("ann")).hasSize(1);
  }

  @Test
  void createGroup_whileOthersSendIntoTheGroup_losesNeither() {
    Sent first = direct(ANN, BOB, "First");
    NewMessage message = NewMessage.from("bob", "Hi");

    List<Sent> sent =
        atOnce(
            (number, own) ->
                List.of(
                    number % 2 == 0
                        ? own.createGroup(NewGroup.direct(BOB, ANN), message)
                        : own.createMessage(first.group().id(), message)));

    sent.add(first);
    assertThat(listed(first)).isEqualTo(inOrderOfCommits(sent));
  }

  @Test
  void createMessage_withOneKeyByManyAtOnce_sendsOnce() {
    Sent first = direct(ANN, BOB, "First");
    NewMessage keyed = NewMessage.from("ann", "Once").withIdempotencyKey("key");

    List<Sent> sent = atOnce((number, own) -> List.of(own.createMessage(first.group(), keyed)));

    assertThat(sent).extracting(Sent::message).containsOnly(sent.get(0).message());
    assertThat(listed(first)).containsExactly(first.message(), sent.get(0).message());
  }

  @Test
  void listMessages_byOneWhoCatchesUpWhileOthersSend_missesNothingAndRepeatsNothing() {
    Sent first = direct(ANN, BOB, "First");
    Future<?> sending = threads.submit(() -> atOnce(sendingInto(sender -> first.group())));
    List<Message> seen = new ArrayList<>(List.of(first.message()));

    boolean ended;
    do {
      ended = sending.isDone();
      Message last = seen.get(seen.size() - 1);
      store
          .listMessagePages(last.groupId(), oldestFirst(7).after(last.ref()))
          .forEach(page -> seen.addAll(page.items()));
    } while (!ended);

    assertThat(seen).hasSize(SENDERS * EACH + 1).isEqualTo(listed(first));
  }

  /** Sends one message after the other into a group, each into what the last send returned. */
  private static Sender sendingInto(IntFunction<MessageGroup> groupOfSender) {
    return (number, own) -> {
      List<Sent> sent = new ArrayList<>();
      MessageGroup seen = groupOfSender.apply(number);
      for (int n = 0; n < EACH; n++) {
        String text = "Message " + n + " of sender " + number;
        sent.add(own.createMessage(seen, NewMessage.from(member(number), text)));
        seen = sent.get(n).group();
      }
      return sent;
    };
  }

  /**
   * Lets all senders do this at the same time, each with a clock of its own, and waits for them.
   */
  private List<Sent> atOnce(Sender sender) {
    List<Future<List<Sent>>> running = new ArrayList<>();
    for (int n = 0; n < SENDERS; n++) {
      int number = n;
      Messaging own = ofSender(number);
      running.add(threads.submit(() -> sender.send(number, own)));
    }
    List<Sent> all = new ArrayList<>();
    for (Future<List<Sent>> one : running) {
      try {
        all.addAll(one.get());
      } catch (ExecutionException e) {
        throw new AssertionError("A sender failed", e.getCause());
      } catch (InterruptedException e) {
        throw new AssertionError("Interrupted", e);
      }
    }
    return all;
  }

  /** A store whose clock is some minutes ahead of or behind the others'. */
  private Messaging ofSender(int sender) {
    return open(
        settings ->
            settings
                .clock(InstantSource.offset(clock, Duration.ofMinutes(sender - SENDERS / 2)))
                .retries(new RetrySettings(ATTEMPTS, Duration.ZERO, Duration.ZERO)));
  }

  private static String member(int sender) {
    return sender % 2 == 0 ? "ann" : "bob";
  }

  private List<Message> listed(Sent sent) {
    return store.listMessages(sent.group().id(), oldestFirst(1_000)).items();
  }

  /** The head's version says which send was committed as which. */
  private static List<Message> inOrderOfCommits(List<Sent> sent) {
    return sent.stream()
        .sorted(Comparator.comparing(one -> one.group().version()))
        .map(Sent::message)
        .toList();
  }
}
