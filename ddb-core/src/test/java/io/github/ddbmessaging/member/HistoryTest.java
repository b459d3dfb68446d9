package io.github.ddbmessaging.member;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static io.github.ddbmessaging.store.People.EVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.ddbmessaging.model.Changes;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageNotFoundException;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.MessagesAround;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.store.Messaging;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.store.TestClock;
import io.github.ddbmessaging.table.Attributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Cat was in the group, was removed, and has joined again behind the fourth message. She sees what
 * came then, whichever way she asks, and nothing of what was before: not even her own.
 */
class HistoryTest extends StoreTest {
  private static final MessageEdit NEW_TEXT = MessageEdit.ofText("New");

  private final List<Message> messages = new ArrayList<>();
  private String trip;
  private ChangesToken beforeAll;
  private Messaging asCat;

  /** A read of messages. */
  private interface Read {
    List<Message> from(Messaging store, HistoryTest test);
  }

  @BeforeEach
  void joinAgain() {
    trip =
        store
            .createGroup(
                NewGroup.titled("Trip", List.of(ANN, BOB, CAT)), NewMessage.from("ann", "0"))
            .group()
            .id();
    beforeAll = store.beginChanges(trip);
    send("ann", "1");
    send("cat", "2");
    send("bob", "3");
    store.removeMember(trip, "cat");
    send("ann", "4");
    store.addMembers(trip, List.of(CAT), History.FROM_JOINING);
    send("bob", "5");
    send("cat", "6");
    asCat = store.actingAs("cat");
  }

  static Stream<Arguments> reads() {
    PageRequest span =
        newestFirst(10).between(TestClock.START, TestClock.START.plus(Duration.ofDays(1)));
    return Stream.of(
        page("newest first", t -> newestFirst(10)),
        page("oldest first", t -> oldestFirst(10)),
        page("newest of a span", t -> span),
        page("oldest of a span", t -> oldestFirst(10).between(span.from(), span.until())),
        page("after an invisible one", t -> oldestFirst(10).after(t.message(1).ref())),
        page("after the last invisible one", t -> oldestFirst(10).after(t.message(4).ref())),
        read("pages newest first", (s, t) -> all(s.listMessagePages(t.trip, newestFirst(1)))),
        read("pages oldest first", (s, t) -> all(s.listMessagePages(t.trip, oldestFirst(1)))),
        read("strict", (s, t) -> s.withStrictReads().listMessages(t.trip, newestFirst(9)).items()),
        read("around an invisible one", (s, t) -> all(s.listMessagesAround(t.message(1).ref(), 9))),
        read("around the last of them", (s, t) -> all(s.listMessagesAround(t.message(4).ref(), 9))),
        read("around a visible one", (s, t) -> all(s.listMessagesAround(t.message(5).ref(), 9))),
        read("by id", HistoryTest::findEach),
        read("changes", (s, t) -> s.listChanges(t.trip, t.beforeAll, 20).messages()),
        read("pages of changes", HistoryTest::changesInPages));
  }

  @ParameterizedTest
  @MethodSource("reads")
  void read_byALaterMember_isOfWhatCameThenAndNothingElse(Read read) {
    assertThat(read.from(asCat, this))
        .extracting(Message::text)
        .containsExactlyInAnyOrder("5", "6");
  }

  /** Pages that hold only what was before. */
  static Stream<Arguments> readsOfBefore() {
    return Stream.of(
        page("before an invisible one", t -> newestFirst(10).before(t.message(2).ref())),
        page("before the last invisible one", t -> newestFirst(10).before(t.message(4).ref())),
        page("before the first visible one", t -> newestFirst(10).before(t.message(5).ref())),
        page(
            "a span of before",
            t -> newestFirst(10).between(TestClock.START, t.message(4).createdAt().plusMillis(1))),
        page("another's cursor, downward", t -> t.continued(newestFirst(3), 2)));
  }

  @ParameterizedTest
  @MethodSource("readsOfBefore")
  void read_ofBeforeByALaterMember_isEmpty(Read read) {
    assertThat(read.from(asCat, this)).isEmpty();
    assertThat(read.from(store.actingAs("bob"), this)).isNotEmpty();
  }

  @Test
  void listMessages_fromAnothersCursorUpward_beginsWithWhatMayBeSeen() {
    PageRequest next = continued(oldestFirst(2), 1);

    assertThat(asCat.listMessages(trip, oldestFirst(10).continuedAt(cursorOf(next))).items())
        .extracting(Message::text)
        .containsExactly("5", "6");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 10})
  void listMessages_downToTheFirstThatMayBeSeen_saysThatThereIsNoMore(int limit) {
    assertThat(asCat.listMessages(trip, newestFirst(limit)).next()).isEmpty();
  }

  static Stream<Arguments> changesOfBefore() {
    return Stream.of(
        change("edit", (s, ref) -> s.editMessage(ref, NEW_TEXT)),
        change("delete", (s, ref) -> s.deleteMessage(ref)),
        change("react", (s, ref) -> s.addReaction(ref, "cat", "+1")),
        change("take a reaction back", (s, ref) -> s.removeReaction(ref, "cat", "+1")));
  }

  /** A change of a message by its ref. */
  private interface Change {
    void by(Messaging store, MessageRef ref);
  }

  /** Owners may delete every message, and she is one now. */
  @ParameterizedTest
  @MethodSource("changesOfBefore")
  void change_ofTheirOwnFromBefore_isRefusedAsIfItWereNotThere(Change change) {
    store.changeRole(trip, "cat", Role.OWNER);
    List<Map<String, AttributeValue>> before = table.items();

    assertThatThrownBy(() -> change.by(asCat, message(2).ref()))
        .isInstanceOf(MessageNotFoundException.class);
    assertThat(table.items()).isEqualTo(before);
  }

  @Test
  void listChanges_byALaterMember_tellsNothingOfChangesOfBefore() {
    ChangesToken token = asCat.beginChanges(trip);
    store.editMessage(message(1).ref(), NEW_TEXT);
    store.deleteMessage(message(3).ref());
    store.purgeMessage(message(4).ref());
    store.editMessage(message(5).ref(), NEW_TEXT);

    Changes changes = asCat.withConsistentReads().listChanges(trip, token, 20);

    assertThat(changes.messages()).extracting(Message::text).containsOnlyOnce("New");
    assertThat(changes.messages())
        .extracting(Message::id)
        .containsExactlyInAnyOrder(message(5).id(), message(6).id());
    assertThat(changes.purged()).isEmpty();
  }

  @Test
  void listChanges_byALaterMember_tellsNothingOfAnUnreadableItemOfBefore() {
    ChangesToken token = asCat.beginChanges(trip);
    Message edited = store.editMessage(message(1).ref(), NEW_TEXT);

    whileDamaged(
        edited,
        () -> {
          assertThat(asCat.listChanges(trip, token, 20).unreadable()).isEmpty();
          assertThat(asCat.listChanges(trip, beforeAll, 20).unreadable()).isEmpty();
          assertThat(store.listChanges(trip, token, 20).unreadable()).hasSize(1);
        });
  }

  @Test
  void listMessages_byALaterMember_tellsNothingOfAnUnreadableItemOfBefore() {
    whileDamaged(
        message(2),
        () -> {
          assertThat(asCat.listMessages(trip, newestFirst(20)).unreadable()).isEmpty();
          assertThat(asCat.listMessages(trip, oldestFirst(20)).unreadable()).isEmpty();
          assertThat(asCat.listMessagesAround(message(1).ref(), 20).newer().unreadable()).isEmpty();
        });
  }

  @Test
  void listMessages_withReactions_tellsThoseOfWhatMayBeSeen() {
    store.addReaction(message(1).ref(), "bob", "+1");
    store.addReaction(message(5).ref(), "bob", "heart");

    Page<Message> page = asCat.withReactions().listMessages(trip, oldestFirst(20));

    assertThat(page.items().stream().flatMap(message -> message.reactions().stream()))
        .extracting(reaction -> reaction.emoji())
        .containsExactly("heart");
  }

  @Test
  void row_ofALaterMember_whenAllThatTheySeeIsDeleted_showsNothing() {
    store.deleteMessage(message(6).ref());
    assertThat(previews("cat")).containsExactly("5");

    store.deleteMessage(message(5).ref());

    assertThat(previews("cat")).containsExactly("");
    assertThat(previews("bob")).containsExactly("4");
  }

  @Test
  void row_ofALaterMember_whenTheShownMessageOfBeforeIsEdited_showsNothing() {
    store.deleteMessage(message(6).ref());
    store.deleteMessage(message(5).ref());

    store.editMessage(message(4).ref(), NEW_TEXT);

    assertThat(previews("cat")).containsExactly("");
    assertThat(previews("bob")).containsExactly("New");
  }

  @Test
  void row_ofALaterMember_whenTheGroupIsRenamed_showsNothingOfBefore() {
    store.deleteMessage(message(6).ref());
    store.deleteMessage(message(5).ref());

    store.renameGroup(trip, "Journey");

    assertThat(previews("cat")).containsExactly("");
  }

  @Test
  void row_ofALaterMember_whenRowsAreRebuilt_showsNothingOfBefore() {
    store.deleteMessage(message(6).ref());
    store.deleteMessage(message(5).ref());

    admin.rebuild(WHOLE_TABLE);

    assertThat(previews("cat")).containsExactly("");
    assertThat(previews("bob")).containsExactly("4");
  }

  /** Their answer names it, and nothing else. */
  @Test
  void createMessage_thatAnswersOneOfBefore_tellsNothingOfIt() {
    NewMessage answer = NewMessage.from("bob", "As I said").withReplyTo(message(1).ref());
    MessageRef named = store.createMessage(trip, answer).message().replyTo();

    assertThat(asCat.findMessage(named)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("reads")
  void read_onceTheyLeft_isRefused(Read read) {
    asCat.leaveGroup(trip, "cat");

    assertThatThrownBy(() -> read.from(asCat, this)).isInstanceOf(NotAMemberException.class);
  }

  @Test
  void addMembers_byALaterMember_passesTheirOwnBoundOn() {
    asCat.addMembers(trip, List.of(EVE), History.FROM_BEGINNING);

    assertThat(store.actingAs("eve").listMessages(trip, oldestFirst(10)).items())
        .extracting(Message::text)
        .containsExactly("5", "6");
  }

  private void send(String userId, String text) {
    if (messages.isEmpty()) {
      messages.addAll(store.listMessages(trip, oldestFirst(1)).items());
    }
    messages.add(store.createMessage(trip, NewMessage.from(userId, text)).message());
  }

  private Message message(int number) {
    return messages.get(number);
  }

  private void whileDamaged(Message message, Runnable reads) {
    Map<String, AttributeValue> item = table.item("MSG#" + trip, message.sortKey().value());
    Map<String, AttributeValue> damaged = new HashMap<>(item);
    damaged.remove(Attributes.USER_HANDLE);
    table.put(damaged);
    reads.run();
    table.put(item);
  }

  /** A page of Bob, who sees all, continued where he would go on. */
  private PageRequest continued(PageRequest page, int pages) {
    PageRequest next = page;
    for (int n = 0; n < pages; n++) {
      next = next.following(store.actingAs("bob").listMessages(trip, next)).orElseThrow();
    }
    return next;
  }

  private static Cursor cursorOf(PageRequest request) {
    Cursor cursor = request.cursor();
    assertThat(cursor).isNotNull();
    return cursor;
  }

  private static List<Message> findEach(Messaging store, HistoryTest test) {
    return test.messages.stream()
        .flatMap(message -> store.findMessage(message.ref()).stream())
        .toList();
  }

  private static List<Message> changesInPages(Messaging store, HistoryTest test) {
    List<Message> told = new ArrayList<>();
    Changes page = store.listChanges(test.trip, test.beforeAll, 1);
    told.addAll(page.messages());
    while (page.more()) {
      page = store.listChanges(test.trip, page.next(), 1);
      told.addAll(page.messages());
    }
    return told.stream().distinct().toList();
  }

  private static List<Message> all(List<Page<Message>> pages) {
    return pages.stream().flatMap(page -> page.items().stream()).toList();
  }

  private static List<Message> all(MessagesAround around) {
    return all(List.of(around.older(), around.newer()));
  }

  private static Arguments page(String name, Function<HistoryTest, PageRequest> request) {
    return read(name, (s, t) -> s.listMessages(t.trip, request.apply(t)).items());
  }

  private static Arguments read(String name, Read read) {
    return argumentSet(name, read);
  }

  private static Arguments change(String name, Change change) {
    return argumentSet(name, change);
  }
}
