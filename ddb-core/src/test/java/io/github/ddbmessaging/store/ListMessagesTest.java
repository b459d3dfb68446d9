package io.github.ddbmessaging.store;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Schemas;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Pattern A: the messages of a group. */
class ListMessagesTest extends StoreTest {
  private static final int MESSAGES = 7;

  @Test
  void listMessages_whenGroupDoesNotExist_isEmptyAndEnds() {
    Page<Message> page = store.listMessages("nowhere", newestFirst(10));

    assertThat(page).isEqualTo(new Page<>(List.of(), Optional.empty()));
  }

  @Test
  void listMessages_whenAllFit_returnsThemNewestFirstAndEnds() {
    MessageGroup group = conversation(ANN, BOB, 3).group();

    Page<Message> page = store.listMessages(group.id(), newestFirst(10));

    assertThat(page.items())
        .extracting(Message::text)
        .containsExactly("Message 3", "Message 2", "Message 1");
    assertThat(page.next()).isEmpty();
  }

  @Test
  void listMessages_whenOldestFirst_returnsThemInTheOrderOfSending() {
    MessageGroup group = conversation(ANN, BOB, 3).group();

    assertThat(store.listMessages(group.id(), oldestFirst(10)).items())
        .extracting(Message::text)
        .containsExactly("Message 1", "Message 2", "Message 3");
  }

  @Test
  void listMessages_whenMessageWasSent_returnsItAsTheSendDid() {
    Sent sent = direct(ANN, BOB, "Hi Bob \uD83D\uDC4B\nhow are you?");

    assertThat(store.listMessages(sent.group().id(), newestFirst(1)).items())
        .containsExactly(sent.message());
  }

  @Test
  void listMessages_inPagesOfAnySizeInBothDirections_putTogetherIsTheWholeList() {
    String group = conversation(ANN, BOB, MESSAGES).group().id();
    List<Message> oldestFirst = store.listMessages(group, oldestFirst(100)).items();
    List<Message> newestFirst = new ArrayList<>(oldestFirst);
    Collections.reverse(newestFirst);

    for (int size = 1; size <= MESSAGES + 1; size++) {
      assertThat(listAll(group, oldestFirst(size))).isEqualTo(oldestFirst);
      assertThat(listAll(group, newestFirst(size))).isEqualTo(newestFirst);
    }
  }

  @Test
  void listMessages_whenListEndsWithThePage_saysSo() {
    String group = conversation(ANN, BOB, MESSAGES).group().id();

    assertThat(store.listMessages(group, newestFirst(MESSAGES)).next()).isEmpty();
    assertThat(store.listMessages(group, oldestFirst(MESSAGES)).next()).isEmpty();
  }

  @Test
  void listMessages_whenOneIsLeftAfterThePage_saysSo() {
    String group = conversation(ANN, BOB, MESSAGES).group().id();

    assertThat(store.listMessages(group, newestFirst(MESSAGES - 1)).next()).isPresent();
    assertThat(store.listMessages(group, oldestFirst(MESSAGES - 1)).next()).isPresent();
  }

  @Test
  void listMessages_whenMessagesArriveBetweenPages_neitherMissesNorRepeatsAnOldOne() {
    MessageGroup group = conversation(ANN, BOB, 4).group();
    Page<Message> first = store.listMessages(group.id(), newestFirst(2));

    store.createMessage(group, NewMessage.from("bob", "In between"));
    Page<Message> second =
        store.listMessages(group.id(), newestFirst(2).before(first.next().orElseThrow()));

    assertThat(first.items()).extracting(Message::text).containsExactly("Message 4", "Message 3");
    assertThat(second.items()).extracting(Message::text).containsExactly("Message 2", "Message 1");
  }

  @Test
  void listMessages_afterTheCursorOfAMessage_returnsWhatWasMissed() {
    MessageGroup group = conversation(ANN, BOB, 2).group();
    Message lastSeen = store.listMessages(group.id(), newestFirst(1)).items().get(0);
    Sent missed = store.createMessage(group, NewMessage.from("bob", "Missed"));

    Page<Message> news = store.listMessages(group.id(), oldestFirst(10).after(lastSeen.cursor()));

    assertThat(news.items()).containsExactly(missed.message());
  }

  @Test
  void listMessages_afterTheNewestMessage_isEmpty() {
    Sent newest = conversation(ANN, BOB, 2);

    Page<Message> news =
        store.listMessages(newest.group().id(), oldestFirst(10).after(newest.message().cursor()));

    assertThat(news.items()).isEmpty();
  }

  @Test
  void listMessages_beforeTheCursorOfAMessage_returnsWhatIsOlder() {
    Sent newest = conversation(ANN, BOB, 3);

    Page<Message> older =
        store.listMessages(newest.group().id(), newestFirst(10).before(newest.message().cursor()));

    assertThat(older.items()).extracting(Message::text).containsExactly("Message 2", "Message 1");
  }

  @Test
  void listMessages_beforeTheOldestMessage_isEmpty() {
    Sent oldest = direct(ANN, BOB, "First");

    Page<Message> older =
        store.listMessages(oldest.group().id(), newestFirst(10).before(oldest.message().cursor()));

    assertThat(older.items()).isEmpty();
  }

  @Test
  void listMessages_betweenTwoTimes_includesTheFirstAndExcludesTheLast() {
    String group = conversation(ANN, BOB, 5).group().id();
    Instant second = TestClock.START.plusSeconds(1);

    Page<Message> page =
        store.listMessages(group, oldestFirst(10).between(second, second.plusSeconds(2)));

    assertThat(page.items()).extracting(Message::text).containsExactly("Message 2", "Message 3");
  }

  @Test
  void listMessages_betweenTwoTimesInPagesOfAnySize_putTogetherIsTheSpan() {
    String group = conversation(ANN, BOB, MESSAGES).group().id();
    Instant from = TestClock.START.plusSeconds(1);
    Instant until = TestClock.START.plusSeconds(MESSAGES - 1);

    for (int size = 1; size <= MESSAGES; size++) {
      assertThat(listAll(group, newestFirst(size).between(from, until)))
          .extracting(Message::text)
          .containsExactly("Message 6", "Message 5", "Message 4", "Message 3", "Message 2");
      assertThat(listAll(group, oldestFirst(size).between(from, until)))
          .extracting(Message::text)
          .containsExactly("Message 2", "Message 3", "Message 4", "Message 5", "Message 6");
    }
  }

  @Test
  void listMessages_betweenTwoTimesToTheMicrosecond_includesNoNeighbour() {
    String group = conversation(ANN, BOB, 3).group().id();
    Instant second = TestClock.START.plusSeconds(1);
    Duration micro = Duration.ofNanos(1_000);

    assertThat(listAll(group, oldestFirst(1).between(second, second.plus(micro))))
        .extracting(Message::text)
        .containsExactly("Message 2");
    assertThat(listAll(group, oldestFirst(1).between(second.plus(micro), second.plusSeconds(1))))
        .isEmpty();
  }

  @Test
  void listMessages_betweenTwoTimesFromAMessageOutside_beginsAtTheSpan() {
    Sent newest = conversation(ANN, BOB, 5);
    String group = newest.group().id();
    Instant until = TestClock.START.plusSeconds(2);

    Page<Message> page =
        store.listMessages(
            group,
            newestFirst(10).before(newest.message().cursor()).between(TestClock.START, until));

    assertThat(page.items()).extracting(Message::text).containsExactly("Message 2", "Message 1");
  }

  @Test
  void listMessages_betweenTwoTimesBehindAMessageBeyond_isEmpty() {
    Sent newest = conversation(ANN, BOB, 5);

    Page<Message> page =
        store.listMessages(
            newest.group().id(),
            oldestFirst(10)
                .after(newest.message().cursor())
                .between(TestClock.START, TestClock.START.plusSeconds(2)));

    assertThat(page.items()).isEmpty();
  }

  @Test
  void listMessages_withTheCursorOfAMessageOfAnotherGroup_isRefused() {
    Sent ours = direct(ANN, BOB, "Ours");
    Sent theirs = direct(CAT, BOB, "Theirs");

    assertThatThrownBy(
            () ->
                store.listMessages(
                    ours.group().id(), newestFirst(1).before(theirs.message().cursor())))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void listMessages_withTheContinuationOfAnotherGroup_isRefused() {
    Cursor theirs = continuationOf(conversation(CAT, BOB, 3).group().id(), newestFirst(1));
    String ours = conversation(ANN, BOB, 3).group().id();

    assertThatThrownBy(() -> store.listMessages(ours, newestFirst(1).before(theirs)))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void listMessages_withTheContinuationOfTheOtherDirection_isRefused() {
    String group = conversation(ANN, BOB, 3).group().id();
    Cursor upwards = continuationOf(group, oldestFirst(1));

    assertThatThrownBy(() -> store.listMessages(group, newestFirst(1).before(upwards)))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void listMessages_withTheContinuationOfAnotherSpan_isRefused() {
    String group = conversation(ANN, BOB, 3).group().id();
    Cursor unbounded = continuationOf(group, newestFirst(1));

    assertThatThrownBy(
            () ->
                store.listMessages(
                    group,
                    newestFirst(1)
                        .before(unbounded)
                        .between(TestClock.START, TestClock.START.plusSeconds(9))))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void listMessages_withTheContinuationOfAUsersGroups_isRefused() {
    String group = conversation(ANN, BOB, 3).group().id();
    conversation(CAT, BOB, 1);
    Cursor ofGroups = store.listMessageGroups("bob", newestFirst(1)).next().orElseThrow();

    assertThatThrownBy(() -> store.listMessages(group, newestFirst(1).before(ofGroups)))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void listMessages_whenPageSizeChangesOnTheWay_goesOn() {
    String group = conversation(ANN, BOB, 4).group().id();
    Cursor next = continuationOf(group, newestFirst(1));

    assertThat(store.listMessages(group, newestFirst(2).before(next)).items())
        .extracting(Message::text)
        .containsExactly("Message 3", "Message 2");
  }

  @Test
  void listMessages_byDefault_readsEventuallyConsistently() {
    store.listMessages("any", newestFirst(1));

    assertThat(wire.requests(QueryRequest.class))
        .extracting(QueryRequest::consistentRead)
        .containsExactly(false);
  }

  @Test
  void listMessages_withConsistentReads_readsStronglyConsistently() {
    store.withConsistentReads().listMessages("any", newestFirst(1));

    assertThat(wire.requests(QueryRequest.class))
        .extracting(QueryRequest::consistentRead)
        .containsExactly(true);
  }

  @Test
  void listMessages_whenAllFitIntoOneQuery_makesOneRequest() {
    String group = conversation(ANN, BOB, 5).group().id();

    store.listMessages(group, newestFirst(5));

    assertThat(wire.requests()).hasSize(1);
  }

  @Test
  void listMessages_whenPageHoldsTheMost_returnsAll() {
    List<Message> stored =
        IntStream.rangeClosed(0, Limits.PAGE_SIZE)
            .mapToObj(n -> SortKey.of(TestClock.START.plusSeconds(n), "m-" + n))
            .map(key -> new Message("g-1", key, "m", ANN, "Hi"))
            .toList();
    stored.forEach(message -> table.put(Schemas.MESSAGES.itemToMap(message, true)));

    Page<Message> page = store.listMessages("g-1", oldestFirst(Limits.PAGE_SIZE));

    assertThat(page.items()).isEqualTo(stored.subList(0, Limits.PAGE_SIZE));
    assertThat(page.next()).isPresent();
  }

  private Cursor continuationOf(String group, PageRequest request) {
    return store.listMessages(group, request).next().orElseThrow();
  }

  private List<Message> listAll(String group, PageRequest first) {
    return store.listMessagePages(group, first).stream()
        .flatMap(page -> page.items().stream())
        .toList();
  }
}
