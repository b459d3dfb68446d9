package io.github.ddbmessaging.inbox;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.InboxEntry;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageContent;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.OtherUserException;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.UnreadableItem;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.table.Keys;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** A user's list with what they have read, muted, pinned and hidden. */
class ListInboxTest extends StoreTest {
  private static final GroupStateUpdate BEGUN = GroupStateUpdate.begin();

  private InboxEntry entryOf(String userId) {
    return store.listInbox(userId, newestFirst(1)).items().get(0);
  }

  private List<String> inbox(String userId) {
    return store.listInbox(userId, newestFirst(100)).items().stream()
        .map(entry -> entry.row().preview())
        .toList();
  }

  /** So many groups of Bob, the one with the highest number last. */
  private List<MessageGroup> groups(int number) {
    return IntStream.rangeClosed(1, number)
        .mapToObj(
            n ->
                store
                    .createGroup(
                        NewGroup.titled("Group " + n, List.of(ANN, BOB)),
                        NewMessage.from("ann", "Text " + n))
                    .group())
        .toList();
  }

  private void hide(String userId, String groupId) {
    MessageGroupRow row =
        store.listMessageGroups(userId, newestFirst(100)).items().stream()
            .filter(found -> found.groupId().equals(groupId))
            .findFirst()
            .orElseThrow();
    store.updateGroupState(userId, groupId, BEGUN.hideUpTo(row.lastMessageAt()));
  }

  @Test
  void listInbox_hasTheRowsOfTheListAndNoStateWhereNoneIs() {
    String group = direct(ANN, BOB, "Hi").group().id();

    Page<InboxEntry> page = store.actingAs("bob").listInbox("bob", newestFirst(5));

    assertThat(page.items())
        .containsExactly(
            new InboxEntry(
                store.listMessageGroups("bob", newestFirst(5)).items().get(0),
                GroupState.none("bob", group),
                true,
                false));
    assertThat(page.next()).isEmpty();
  }

  @Test
  void listInbox_ofWhoWroteLast_isNotUnread() {
    MessageGroup group = direct(ANN, BOB, "Hi").group();
    assertThat(entryOf("ann").unread()).isFalse();
    assertThat(entryOf("bob").unread()).isTrue();

    store.createMessage(group, NewMessage.from("bob", "Hi Ann"));

    assertThat(entryOf("ann").unread()).isTrue();
    assertThat(entryOf("bob").unread()).isFalse();
  }

  @Test
  void listInbox_onceAllIsRead_isNotUnreadUntilTheNextMessageOrMark() {
    Sent hi = direct(ANN, BOB, "Hi");
    GroupState read = store.markRead("bob", hi.message().ref(), 0);
    assertThat(entryOf("bob")).returns(false, InboxEntry::unread).returns(read, InboxEntry::state);

    Sent next = store.createMessage(hi.group(), NewMessage.from("ann", "Next"));
    assertThat(entryOf("bob").unread()).isTrue();

    store.markRead("bob", next.message().ref(), 0);
    assertThat(entryOf("bob").unread()).isFalse();
    store.markUnread("bob", next.message().ref());
    assertThat(entryOf("bob").unread()).isTrue();
  }

  @Test
  void listInbox_ofAMention_tellsItWhileItIsUnread() {
    Message hi =
        store
            .createGroup(
                NewGroup.direct(ANN, BOB),
                NewMessage.from(
                    "ann", MessageContent.ofText("Hi @bob").withMentions(List.of("bob"))))
            .message();
    assertThat(entryOf("bob").mentioned()).isTrue();
    assertThat(entryOf("ann").mentioned()).isFalse();

    store.markRead("bob", hi.ref(), 0);

    assertThat(entryOf("bob").mentioned()).isFalse();
    assertThat(entryOf("bob").row().mentioned()).isTrue();
  }

  @Test
  void listInbox_afterTheOnlyUnreadMessageIsDeleted_isNotUnread() {
    Sent hi = direct(ANN, BOB, "Hi");
    Sent next = store.createMessage(hi.group(), NewMessage.from("ann", "Next"));
    store.markRead("bob", hi.message().ref(), 0);

    store.deleteMessage(next.message().ref());

    assertThat(entryOf("bob").unread()).isFalse();
    store.deleteMessage(hi.message().ref());
    assertThat(entryOf("bob").row().lastMessage()).isNull();
    assertThat(entryOf("bob").unread()).isFalse();
  }

  @Test
  void listInbox_whereTheShownMessageHasExpired_looksAtTheOneBelow() {
    MessageGroup group = direct(ANN, BOB, "Stays").group();
    Message soon =
        store
            .createMessage(
                group, NewMessage.from("ann", "Soon gone").withLifetime(Duration.ofHours(1)))
            .message();
    clock.set(soon.status().expiresAt());
    wire.clear();

    assertThat(entryOf("bob").unread()).isTrue();
    assertThat(entryOf("bob").row().preview()).isEmpty();
    assertThat(wire.requests(QueryRequest.class)).hasSize(6);
    assertThat(entryOf("ann").unread()).isFalse();
    store.markRead("bob", soon.ref(), 0);
    wire.clear();
    assertThat(entryOf("bob").unread()).isFalse();
    admin.rebuild(WHOLE_TABLE);
  }

  @Test
  void listInbox_ofRowsOfTheFirstVersion_looksWhereTheyAreNewerThanWhatIsRead() {
    Sent hi = direct(ANN, BOB, "Hi");
    ofTheFirstVersion("bob", hi.group());
    ofTheFirstVersion("ann", hi.group());
    wire.clear();

    assertThat(entryOf("bob").unread()).isTrue();
    assertThat(entryOf("ann").unread()).isFalse();
    assertThat(wire.requests(QueryRequest.class)).hasSize(6);

    store.markRead("bob", hi.message().ref(), 0);
    assertThat(entryOf("bob").unread()).isFalse();
    admin.rebuild(WHOLE_TABLE);
  }

  private void ofTheFirstVersion(String userId, MessageGroup group) {
    Map<String, AttributeValue> row =
        new HashMap<>(
            table.item(Keys.groupsPartition(userId), Keys.row(group.newest(), group.id()).value()));
    row.keySet().removeAll(List.of("direct", "last_user_uuid", "message_uuid"));
    table.put(row);
  }

  @Test
  void listInbox_ofOneWithoutSpecialRows_isTwoQueries() {
    groups(3);
    wire.clear();

    store.listInbox("bob", newestFirst(2));

    assertThat(wire.requests()).hasSize(2).allMatch(QueryRequest.class::isInstance);
  }

  @Test
  void listInbox_ofMutedAndPinnedGroups_saysSo() {
    String group = direct(ANN, BOB, "Hi").group().id();
    store.updateGroupState(
        "bob", group, BEGUN.pin().muteUntil(clock.instant().plus(Duration.ofHours(1))));

    assertThat(entryOf("bob").isPinned()).isTrue();
    assertThat(entryOf("bob").isMuted(clock.instant())).isTrue();
    assertThat(entryOf("bob").isMuted(clock.instant().plus(Duration.ofHours(2)))).isFalse();
    assertThat(entryOf("ann").isPinned()).isFalse();
  }

  @Test
  void listInbox_withoutWhatIsHidden_untilANewerMessageComes() {
    List<MessageGroup> groups = groups(3);
    hide("bob", groups.get(1).id());

    assertThat(inbox("bob")).containsExactly("Text 3", "Text 1");
    assertThat(inbox("ann")).containsExactly("Text 3", "Text 2", "Text 1");

    store.createMessage(groups.get(1), NewMessage.from("ann", "News"));
    assertThat(inbox("bob")).containsExactly("News", "Text 3", "Text 1");
  }

  @Test
  void listInbox_ofAHiddenGroupWhoseNewestMessageIsDeletedOrShownAgain_staysOrComesBack() {
    MessageGroup group = direct(ANN, BOB, "First").group();
    Sent second = store.createMessage(group, NewMessage.from("ann", "Second"));
    hide("bob", group.id());

    store.deleteMessage(second.message().ref());
    assertThat(inbox("bob")).isEmpty();

    store.updateGroupState("bob", group.id(), BEGUN.unhide());
    assertThat(inbox("bob")).containsExactly("First");
  }

  @Test
  void listInbox_whereAPageMeetsHiddenGroups_isFullAndGoesOn() {
    List<MessageGroup> groups = groups(6);
    List.of(5, 4, 2).forEach(n -> hide("bob", groups.get(n - 1).id()));

    List<Page<InboxEntry>> pages = store.listInboxPages("bob", newestFirst(2));

    assertThat(pages)
        .extracting(page -> page.items().stream().map(entry -> entry.row().preview()).toList())
        .containsExactly(List.of("Text 6", "Text 3"), List.of("Text 1"));
    assertThat(store.listInboxPages("bob", oldestFirst(1)))
        .flatExtracting(Page::items)
        .extracting(entry -> entry.row().preview())
        .containsExactly("Text 1", "Text 3", "Text 6");
  }

  @Test
  void listInbox_whereNearlyAllIsHidden_endsEarlyWithACursor() {
    List<MessageGroup> groups = groups(10);
    groups.subList(1, 10).forEach(group -> hide("bob", group.id()));
    wire.clear();

    Page<InboxEntry> first = store.listInbox("bob", newestFirst(1));

    assertThat(wire.requests(QueryRequest.class)).hasSizeLessThanOrEqualTo(5);
    assertThat(first.items()).isEmpty();
    assertThat(first.next()).isPresent();
    assertThat(store.listInboxPages("bob", newestFirst(1)))
        .flatExtracting(Page::items)
        .extracting(entry -> entry.row().preview())
        .containsExactly("Text 1");
  }

  @Test
  void listInbox_andTheListOfGroups_haveTheSameCursors() {
    groups(4);
    Page<InboxEntry> inbox = store.listInbox("bob", newestFirst(2));
    Page<MessageGroupRow> list = store.listMessageGroups("bob", newestFirst(2));

    assertThat(inbox.next()).isEqualTo(list.next());
    assertThat(
            store
                .listInbox("bob", newestFirst(2).continuedAt(list.next().orElseThrow()))
                .items()
                .get(0)
                .row()
                .preview())
        .isEqualTo("Text 2");
  }

  @Test
  void listInbox_ofADamagedState_saysSoAndListsTheGroup() {
    String group = direct(ANN, BOB, "Hi").group().id();
    Map<String, AttributeValue> state =
        Map.of(
            "pk", AttributeValue.fromS("GRP#bob"),
            "sk", AttributeValue.fromS("ST#" + group),
            "read_sk", AttributeValue.fromS("confidential"));
    table.put(state);

    Page<InboxEntry> page = store.listInbox("bob", newestFirst(5));

    assertThat(page.items()).extracting(InboxEntry::unread).containsExactly(true);
    assertThat(page.unreadable())
        .containsExactly(
            new UnreadableItem(
                "GRP#bob",
                "ST#" + group,
                "attribute 'read_sk' is no sort key of a message or row"));
    assertThatThrownBy(() -> store.withStrictReads().listInbox("bob", newestFirst(5)))
        .isInstanceOf(DamagedItemException.class);
    table.delete("GRP#bob", "ST#" + group);
  }

  @Test
  void listInbox_asAnotherUser_isRefused() {
    assertThatThrownBy(() -> store.actingAs("ann").listInbox("bob", newestFirst(5)))
        .isInstanceOf(OtherUserException.class);
    assertThatThrownBy(() -> store.actingAs("ann").listPinned("bob"))
        .isInstanceOf(OtherUserException.class);
    assertThat(wire.requests()).isEmpty();
  }

  @Test
  void listPinned_hasWhatWasPinnedLastFirst_whereverItIsInTheList() {
    List<MessageGroup> groups = groups(5);
    List.of(2, 5, 1)
        .forEach(n -> store.updateGroupState("bob", groups.get(n - 1).id(), BEGUN.pin()));
    wire.clear();

    List<InboxEntry> pinned = store.actingAs("bob").listPinned("bob");

    assertThat(pinned)
        .extracting(entry -> entry.row().preview())
        .containsExactly("Text 1", "Text 5", "Text 2");
    assertThat(pinned).allMatch(InboxEntry::unread).allMatch(InboxEntry::isPinned);
    assertThat(wire.requests()).hasSize(3);
    assertThat(wire.requests(BatchGetItemRequest.class)).hasSize(2);
    assertThat(store.listPinned("ann")).isEmpty();
  }

  @Test
  void listPinned_whenAGroupMovesBetweenTheReads_findsItsRow() {
    MessageGroup group = groups(1).get(0);
    store.updateGroupState("bob", group.id(), BEGUN.pin());
    wire.fail(
        number ->
            (request, service) -> {
              if (number == 3) {
                openElsewhere().createMessage(group, NewMessage.from("ann", "Moved"));
              }
              return service.send(request);
            });

    assertThat(store.listPinned("bob"))
        .extracting(entry -> entry.row().preview())
        .containsExactly("Moved");
    assertThat(wire.requests()).hasSize(5);
  }

  @Test
  void listPinned_withoutGroupsOfOthersAndHiddenAndGoneOnes() {
    String hidden = direct(ANN, BOB, "Hidden").group().id();
    store.updateGroupState("bob", hidden, BEGUN.pin());
    hide("bob", hidden);
    String foreign = direct(ANN, CAT, "Foreign").group().id();
    store.updateGroupState("bob", foreign, BEGUN.pin());
    store.updateGroupState("bob", "nowhere", BEGUN.pin());

    assertThat(store.listPinned("bob")).isEmpty();
    admin.rebuild(WHOLE_TABLE);
  }

  @Test
  void listPinned_withGroupsThatAreNotThere_takesTwoRequestsMoreHoweverMany() {
    MessageGroup group = groups(1).get(0);
    List.of(group.id(), "nowhere", "soon", "never")
        .forEach(id -> store.updateGroupState("bob", id, BEGUN.pin()));
    wire.clear();

    assertThat(store.listPinned("bob"))
        .extracting(entry -> entry.row().preview())
        .containsExactly("Text 1");
    assertThat(wire.requests(BatchGetItemRequest.class)).hasSize(3);
    assertThat(wire.requests(QueryRequest.class)).hasSize(2);
  }

  @Test
  void listPinned_ofMoreThanOneRequestHolds_hasAll() {
    List<MessageGroup> groups = groups(101);
    groups.forEach(group -> store.updateGroupState("bob", group.id(), BEGUN.pin()));

    assertThat(store.listPinned("bob")).hasSize(101);
    assertThat(store.listInbox("bob", newestFirst(Limits.PAGE_SIZE)).items()).hasSize(101);
  }
}
