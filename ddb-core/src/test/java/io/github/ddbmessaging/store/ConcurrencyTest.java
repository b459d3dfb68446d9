package io.github.ddbmessaging.store;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.User;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Promises 1 to 3 while many write at once, by clocks that are minutes apart. */
class ConcurrencyTest extends StoreTest {
  private static final int SENDERS = 16;
  private static final int EACH = 4;

  /** An attempt fails only because another succeeds, so that this many are always enough. */
  private static final int ATTEMPTS = SENDERS * EACH + 1;

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void endThreads() throws InterruptedException {
    threads.shutdown();
    assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void createMessage_byManyIntoOneGroup_keepsEveryMessageOnceInTheOrderOfCommits() {
    Sent first = direct(ANN, BOB, "First");

    List<Sent> sent = sendAtOnce(sender -> first.group());

    assertThat(sent).hasSize(SENDERS * EACH);
    sent.add(first);
    assertThat(store.listMessages(first.group().id(), oldestFirst(1_000)).items())
        .isEqualTo(inOrderOfCommits(sent));
  }

  @Test
  void createMessage_byManyIntoOneGroup_leavesOneRowPerMemberWithTheNewest() {
    Sent first = direct(ANN, BOB, "First");

    List<Message> sent = inOrderOfCommits(sendAtOnce(sender -> first.group()));

    Message newest = sent.get(sent.size() - 1);
    for (User member : List.of(ANN, BOB)) {
      assertThat(store.listMessageGroups(member.id(), newestFirst(10)).items())
          .singleElement()
          .satisfies(row -> assertThat(row.lastMessageAt()).isEqualTo(newest.createdAt()))
          .satisfies(row -> assertThat(row.preview()).isEqualTo(newest.text()));
    }
  }

  @Test
  void createMessage_byManyIntoGroupsOfTheirOwn_keepsEachGroupApart() {
    List<MessageGroup> groups =
        IntStream.range(0, SENDERS)
            .mapToObj(n -> NewGroup.titled("Group " + n, List.of(ANN, BOB)))
            .map(group -> store.createGroup(group, NewMessage.from("ann", "First")).group())
            .toList();

    sendAtOnce(groups::get);

    for (MessageGroup group : groups) {
      assertThat(store.listMessages(group.id(), newestFirst(100)).items()).hasSize(EACH + 1);
    }
    assertThat(store.listMessageGroups("ann", newestFirst(100)).items())
        .extracting(MessageGroupRow::groupId)
        .containsExactlyInAnyOrderElementsOf(groups.stream().map(MessageGroup::id).toList());
  }

  @Test
  void createGroup_byBothAtOnce_makesOneGroupWithEveryMessage() {
    List<Future<List<Sent>>> running = new ArrayList<>();
    for (int sender = 0; sender < SENDERS; sender++) {
      User one = sender % 2 == 0 ? ANN : BOB;
      User other = sender % 2 == 0 ? BOB : ANN;
      String text = "From sender " + sender;
      Messaging own = ofSender(sender);
      running.add(
          threads.submit(
              () ->
                  List.of(
                      own.createGroup(
                          NewGroup.direct(one, other), NewMessage.from(one.id(), text)))));
    }

    List<Sent> sent = outcomes(running);

    assertThat(store.listMessages(sent.get(0).group().id(), oldestFirst(100)).items())
        .isEqualTo(inOrderOfCommits(sent));
    assertThat(store.listMessageGroups("ann", newestFirst(10)).items()).hasSize(1);
    assertThat(store.listMessageGroups("bob", newestFirst(10)).items()).hasSize(1);
  }

  @Test
  void createGroup_whileOthersSendIntoTheGroup_losesNeither() {
    Sent first = direct(ANN, BOB, "First");
    List<Future<List<Sent>>> running = new ArrayList<>();
    for (int sender = 0; sender < SENDERS; sender++) {
      Messaging own = ofSender(sender);
      NewMessage message = NewMessage.from("bob", "From sender " + sender);
      Callable<Sent> send =
          sender % 2 == 0
              ? () -> own.createGroup(NewGroup.direct(BOB, ANN), message)
              : () -> own.createMessage(first.group().id(), message);
      running.add(threads.submit(() -> List.of(send.call())));
    }

    List<Sent> sent = outcomes(running);

    sent.add(first);
    assertThat(store.listMessages(first.group().id(), oldestFirst(100)).items())
        .isEqualTo(inOrderOfCommits(sent));
  }

  @Test
  void createMessage_withOneKeyByManyAtOnce_sendsOnce() {
    Sent first = direct(ANN, BOB, "First");
    NewMessage keyed = NewMessage.from("ann", "Once").withIdempotencyKey("key");
    List<Future<List<Sent>>> running = new ArrayList<>();
    for (int sender = 0; sender < SENDERS; sender++) {
      Messaging own = ofSender(sender);
      running.add(threads.submit(() -> List.of(own.createMessage(first.group(), keyed))));
    }

    List<Sent> sent = outcomes(running);

    assertThat(sent).extracting(Sent::message).containsOnly(sent.get(0).message());
    assertThat(store.listMessages(first.group().id(), oldestFirst(100)).items())
        .containsExactly(first.message(), sent.get(0).message());
  }

  @Test
  void listMessages_byOneWhoCatchesUpWhileOthersSend_missesNothingAndRepeatsNothing() {
    Sent first = direct(ANN, BOB, "First");
    Future<List<Sent>> sending = threads.submit(() -> sendAtOnce(sender -> first.group()));
    List<Message> seen = new ArrayList<>(List.of(first.message()));

    boolean ended;
    do {
      ended = sending.isDone();
      catchUp(seen);
    } while (!ended);

    assertThat(seen)
        .hasSize(SENDERS * EACH + 1)
        .isEqualTo(store.listMessages(first.group().id(), oldestFirst(1_000)).items());
  }

  private void catchUp(List<Message> seen) {
    Message last = seen.get(seen.size() - 1);
    Cursor position = last.cursor();
    Page<Message> news = store.listMessages(last.groupId(), oldestFirst(7).after(position));
    seen.addAll(news.items());
    if (news.next().isPresent()) {
      catchUp(seen);
    }
  }

  /** Lets all senders send their messages at the same time, and waits for them. */
  private List<Sent> sendAtOnce(IntFunction<MessageGroup> groupOfSender) {
    List<Future<List<Sent>>> running = new ArrayList<>();
    for (int sender = 0; sender < SENDERS; sender++) {
      int number = sender;
      running.add(threads.submit(() -> send(number, groupOfSender.apply(number))));
    }
    return outcomes(running);
  }

  private List<Sent> send(int sender, MessageGroup group) {
    Messaging own = ofSender(sender);
    String member = sender % 2 == 0 ? "ann" : "bob";
    List<Sent> sent = new ArrayList<>();
    MessageGroup seen = group;
    for (int n = 0; n < EACH; n++) {
      NewMessage message = NewMessage.from(member, "Message " + n + " of sender " + sender);
      sent.add(own.createMessage(seen, message));
      seen = sent.get(n).group();
    }
    return sent;
  }

  /** A store whose clock is some minutes ahead of or behind the others'. */
  private Messaging ofSender(int sender) {
    return open(
        settings ->
            settings
                .clock(InstantSource.offset(clock, Duration.ofMinutes(sender - SENDERS / 2)))
                .retries(new RetrySettings(ATTEMPTS, Duration.ZERO, Duration.ZERO)));
  }

  private static List<Sent> outcomes(List<Future<List<Sent>>> running) {
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

  /** The head's version says which send was committed as which. */
  private static List<Message> inOrderOfCommits(List<Sent> sent) {
    return sent.stream()
        .sorted(Comparator.comparing(one -> one.group().version()))
        .map(Sent::message)
        .toList();
  }
}
