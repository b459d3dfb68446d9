package io.github.ddbmessaging.message;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.store.TestClock;
import io.github.ddbmessaging.table.Schemas;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Pattern A: the messages of a group. */
class ListMessagesTest extends StoreTest {
  private static final int MESSAGES = 7;
  private static final Instant FIRST = TestClock.START;

  @Test
  void listMessages_whenGroupDoesNotExist_isEmptyAndEnds() {
    assertThat(store.listMessages("nowhere", newestFirst(10)))
        .isEqualTo(new Page<>(List.of(), Optional.empty()));
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

    assertThat(oldestFirst).extracting(Message::text).isEqualTo(numbered(1, MESSAGES));
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
    assertThat(store.listMessages(group, newestFirst(MESSAGES - 1)).next()).isPresent();
    assertThat(store.listMessages(group, oldestFirst(MESSAGES - 1)).next()).isPresent();
  }

  @Test
  void listMessages_whenMessagesArriveBetweenPages_neitherMissesNorRepeatsAnOldOne() {
    MessageGroup group = conversation(ANN, BOB, 4).group();
    Page<Message> first = store.listMessages(group.id(), newestFirst(2));

    store.createMessage(group, NewMessage.from("bob", "In between"));
    Page<Message> second =
        store.listMessages(group.id(), newestFirst(2).continuedAt(first.next().orElseThrow()));

    assertThat(second.items()).extracting(Message::text).containsExactly("Message 2", "Message 1");
  }

  /** What is listed around the third of five messages. */
  static Stream<Arguments> positions() {
    return Stream.of(
        position("after", ref -> oldestFirst(10).after(ref), 4, 5),
        position("before", ref -> newestFirst(10).before(ref), 2, 1),
        position(
            "after, in a span", ref -> oldestFirst(10).after(ref).between(FIRST, seconds(4)), 4),
        position(
            "after, in a span before it",
            ref -> oldestFirst(10).after(ref).between(FIRST, seconds(2))),
        position(
            "before, in a span before it",
            ref -> newestFirst(10).before(ref).between(FIRST, seconds(1)),
            1));
  }

  private static Arguments position(
      String name, Function<MessageRef, PageRequest> request, Integer... listed) {
    return argumentSet(name, request, Stream.of(listed).map(n -> "Message " + n).toList());
  }

  @ParameterizedTest
  @MethodSource("positions")
  void listMessages_fromAMessageOn_listsWhatIsBehindIt(
      Function<MessageRef, PageRequest> request, List<String> listed) {
    String group = conversation(ANN, BOB, 5).group().id();
    MessageRef third = store.listMessages(group, oldestFirst(3)).items().get(2).ref();

    assertThat(store.listMessages(group, request.apply(third)).items())
        .extracting(Message::text)
        .isEqualTo(listed);
  }

  @Test
  void listMessages_fromTheLastMessageOn_isEmpty() {
    Sent sent = direct(ANN, BOB, "First");
    MessageRef only = sent.message().ref();

    assertThat(store.listMessages(sent.group().id(), oldestFirst(10).after(only))).isEmpty();
    assertThat(store.listMessages(sent.group().id(), newestFirst(10).before(only))).isEmpty();
  }

  @Test
  void listMessages_fromAMessageOnInPagesOfAnySize_listsTheRest() {
    String group = conversation(ANN, BOB, MESSAGES).group().id();
    MessageRef first = store.listMessages(group, oldestFirst(1)).items().get(0).ref();

    for (int size = 1; size <= MESSAGES; size++) {
      assertThat(listAll(group, oldestFirst(size).after(first)))
          .extracting(Message::text)
          .isEqualTo(numbered(2, MESSAGES));
    }
  }

  @Test
  void listMessages_betweenTwoTimesInPagesOfAnySize_includesTheFirstAndExcludesTheLast() {
    String group = conversation(ANN, BOB, MESSAGES).group().id();
    List<String> newestFirst = new ArrayList<>(numbered(2, MESSAGES - 1));
    Collections.reverse(newestFirst);

    for (int size = 1; size <= MESSAGES; size++) {
      assertThat(listAll(group, oldestFirst(size).between(seconds(1), seconds(MESSAGES - 1))))
          .extracting(Message::text)
          .isEqualTo(numbered(2, MESSAGES - 1));
      assertThat(listAll(group, newestFirst(size).between(seconds(1), seconds(MESSAGES - 1))))
          .extracting(Message::text)
          .isEqualTo(newestFirst);
    }
  }

  @Test
  void listMessages_betweenTwoTimesToTheMicrosecond_includesNoNeighbour() {
    String group = conversation(ANN, BOB, 3).group().id();
    Instant micro = seconds(1).plus(Duration.ofNanos(1_000));

    assertThat(listAll(group, oldestFirst(1).between(seconds(1), micro)))
        .extracting(Message::text)
        .containsExactly("Message 2");
    assertThat(listAll(group, oldestFirst(1).between(micro, seconds(2)))).isEmpty();
  }

  @Test
  void listMessages_fromAMessageOfAnotherGroup_isRefused() {
    String ours = direct(ANN, BOB, "Ours").group().id();
    MessageRef theirs = direct(CAT, BOB, "Theirs").message().ref();

    assertThatThrownBy(() -> store.listMessages(ours, newestFirst(1).before(theirs)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(ours);
  }

  @Test
  void listMessages_withTheCursorOfAnotherListing_isRefused() {
    String group = conversation(ANN, BOB, 3).group().id();
    String other = conversation(CAT, BOB, 3).group().id();
    PageRequest inSpan = newestFirst(1).between(FIRST, seconds(9));
    List<Cursor> ofOthers =
        List.of(
            store.listMessages(other, newestFirst(1)).next().orElseThrow(),
            store.listMessages(group, oldestFirst(1)).next().orElseThrow(),
            store.listMessages(group, inSpan).next().orElseThrow(),
            store.listMessageGroups("bob", newestFirst(1)).next().orElseThrow());

    for (Cursor cursor : ofOthers) {
      assertThatThrownBy(() -> store.listMessages(group, newestFirst(1).continuedAt(cursor)))
          .isInstanceOf(InvalidInputException.class);
    }
  }

  @Test
  void listMessages_whenPageSizeChangesOnTheWay_continues() {
    String group = conversation(ANN, BOB, 4).group().id();
    Cursor next = store.listMessages(group, newestFirst(1)).next().orElseThrow();

    assertThat(store.listMessages(group, newestFirst(2).continuedAt(next)).items())
        .extracting(Message::text)
        .containsExactly("Message 3", "Message 2");
  }

  @Test
  void listMessages_withConsistentReads_readsStronglyConsistentlyInOneRequest() {
    String group = conversation(ANN, BOB, 5).group().id();

    store.listMessages(group, newestFirst(5));
    store.withConsistentReads().listMessages(group, newestFirst(5));

    assertThat(wire.requests()).hasSize(2);
    assertThat(wire.requests(QueryRequest.class))
        .extracting(QueryRequest::consistentRead)
        .containsExactly(false, true);
  }

  @Test
  void listMessages_whenPageHoldsTheMost_returnsAll() {
    List<Message> stored =
        IntStream.rangeClosed(0, Limits.PAGE_SIZE)
            .mapToObj(n -> SortKey.of(seconds(n), "m-" + n))
            .map(key -> new Message("g-1", key, "m", ANN, "Hi"))
            .toList();
    stored.forEach(message -> table.put(Schemas.MESSAGES.itemToMap(message, true)));

    Page<Message> page = store.listMessages("g-1", oldestFirst(Limits.PAGE_SIZE));

    assertThat(page.items()).isEqualTo(stored.subList(0, Limits.PAGE_SIZE));
    assertThat(page.next()).isPresent();
  }

  private List<Message> listAll(String group, PageRequest first) {
    return store.listMessagePages(group, first).stream()
        .flatMap(page -> page.items().stream())
        .toList();
  }

  private static List<String> numbered(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(n -> "Message " + n).toList();
  }

  private static Instant seconds(int n) {
    return FIRST.plusSeconds(n);
  }
}
