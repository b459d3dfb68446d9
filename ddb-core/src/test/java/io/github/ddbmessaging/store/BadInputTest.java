package io.github.ddbmessaging.store;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.RenameScope;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.model.User;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Promise 8: each method refuses bad input with the library's own exception before any request.
 * What is bad is stated in {@code ValidationTest}; here is one example for each argument.
 */
class BadInputTest extends StoreTest {
  private static final String BAD = "a#b";
  private static final NewMessage HI = NewMessage.from("ann", "Hi");
  private static final NewMessage BLANK = NewMessage.from("ann", " ");
  private static final NewMessage FROM_NOBODY = NewMessage.from(BAD, "Hi");
  private static final NewMessage BADLY_KEYED = HI.withIdempotencyKey("a\nb");
  private static final User BAD_USER = new User("cat", "", "cat");
  private static final PageRequest PAGE = newestFirst(1);
  private static final PageRequest NO_PAGE = newestFirst(0);
  private static final PageRequest NO_SPAN = PAGE.between(TestClock.START, TestClock.START);
  private static final PageRequest BAD_CURSOR = PAGE.continuedAt(new Cursor("AQ"));
  private static final MessageRef OTHER_GROUPS =
      new MessageRef("other", SortKey.of(TestClock.START, "m"), "m");

  private MessageGroup group;

  /** A call of a store or an admin. */
  private interface Call {
    Object on(BadInputTest test);
  }

  @BeforeEach
  void startConversation() {
    group = conversation(ANN, BOB, 2).group();
  }

  private static final GroupStateUpdate PIN = GroupStateUpdate.begin().pin();
  private static final MessageRef LONG_REF =
      new MessageRef(
          "g", SortKey.of(OTHER_GROUPS.sortKey().instant(), "x".repeat(65)), "x".repeat(65));
  private static final MessageRef BAD_REF = new MessageRef(BAD, OTHER_GROUPS.sortKey(), "m");

  static Stream<Arguments> callsOfStores() {
    return Stream.of(
        call("listMessages, group", t -> t.store.listMessages(BAD, PAGE)),
        call("listMessages, page", t -> t.store.listMessages(t.group.id(), NO_PAGE)),
        call("listMessages, span", t -> t.store.listMessages(t.group.id(), NO_SPAN)),
        call("listMessages, cursor", t -> t.store.listMessages(t.group.id(), BAD_CURSOR)),
        call(
            "listMessages, position",
            t -> t.store.listMessages(t.group.id(), PAGE.before(OTHER_GROUPS))),
        call(
            "listMessages as a member",
            t -> t.store.actingAs("ann").listMessages(t.group.id(), NO_PAGE)),
        call("listMessagePages", t -> t.store.listMessagePages(BAD, PAGE)),
        call("listMessageGroups, user", t -> t.store.listMessageGroups(BAD, PAGE)),
        call("listMessageGroups, page", t -> t.store.listMessageGroups("ann", NO_PAGE)),
        call("listMessageGroups, span", t -> t.store.listMessageGroups("ann", NO_SPAN)),
        call("listMessageGroups, cursor", t -> t.store.listMessageGroups("ann", BAD_CURSOR)),
        call("listMessageGroupPages", t -> t.store.listMessageGroupPages(BAD, PAGE)),
        call("createMessage by id, group", t -> t.store.createMessage(BAD, HI)),
        call("createMessage by id, text", t -> t.store.createMessage(t.group.id(), BLANK)),
        call("createMessage, text", t -> t.store.createMessage(t.group, BLANK)),
        call("createMessage, sender", t -> t.store.createMessage(t.group, FROM_NOBODY)),
        call(
            "createMessage, answered message",
            t ->
                t.store.createMessage(
                    t.group,
                    HI.withReplyTo(new MessageRef(t.group.id(), t.group.newest(), "\uD83D")))),
        call("createMessage, key", t -> t.store.createMessage(t.group, BADLY_KEYED)),
        call(
            "createMessage, own id",
            t -> t.open(settings -> settings.ids(() -> BAD)).createMessage(t.group, HI)),
        call("createGroup, text", t -> t.store.createGroup(NewGroup.direct(ANN, CAT), BLANK)),
        call("createGroup, user", t -> t.store.createGroup(NewGroup.direct(ANN, BAD_USER), HI)),
        call("createGroup, one twice", t -> t.store.createGroup(NewGroup.direct(ANN, ANN), HI)),
        call("createGroup, title", t -> t.createTitled(" ", List.of(ANN, BOB))),
        call("createGroup, nobody", t -> t.createTitled("Trip", List.of())),
        call("createGroup, too many", t -> t.createTitled("Trip", People.crowd(49))),
        call(
            "createGroup, untitled trio",
            t -> t.store.createGroup(new NewGroup(null, List.of(ANN, BOB, CAT)), HI)),
        call(
            "findMessage",
            t -> t.store.findMessage(new MessageRef(BAD, OTHER_GROUPS.sortKey(), "m"))),
        call("editMessage, ref", t -> t.store.editMessage(BAD_REF, MessageEdit.ofText("New"))),
        call("editMessage, text", t -> t.store.editMessage(OTHER_GROUPS, MessageEdit.ofText(" "))),
        call(
            "editMessage, half a surrogate pair",
            t -> t.store.editMessage(OTHER_GROUPS, MessageEdit.ofText("\uD83D"))),
        call(
            "editMessage, revision",
            t -> t.store.editMessage(OTHER_GROUPS, MessageEdit.ofText("New").ifRevision(-1))),
        call(
            "deleteMessage, id",
            t -> t.store.deleteMessage(new MessageRef("g", OTHER_GROUPS.sortKey(), "m\n"))),
        call("deleteMessage", t -> t.store.deleteMessage(BAD_REF)),
        call("purgeMessage", t -> t.store.purgeMessage(BAD_REF)),
        call("addReaction, ref", t -> t.store.addReaction(BAD_REF, "ann", "+1")),
        call("addReaction, user", t -> t.store.addReaction(OTHER_GROUPS, BAD, "+1")),
        call("addReaction, emoji", t -> t.store.addReaction(OTHER_GROUPS, "ann", "\u0000")),
        call("addReaction, long", t -> t.store.addReaction(OTHER_GROUPS, "ann", "x".repeat(65))),
        call("removeReaction, emoji", t -> t.store.removeReaction(OTHER_GROUPS, "ann", " ")),
        call("listInbox, user", t -> t.store.listInbox(BAD, PAGE)),
        call("listInbox, page", t -> t.store.listInbox("ann", NO_PAGE)),
        call("listInbox, span", t -> t.store.listInbox("ann", NO_SPAN)),
        call("listInbox, cursor", t -> t.store.listInbox("ann", BAD_CURSOR)),
        call("listInbox, position", t -> t.store.listInbox("ann", PAGE.before(OTHER_GROUPS))),
        call("listInboxPages", t -> t.store.listInboxPages(BAD, PAGE)),
        call("listPinned", t -> t.store.listPinned(BAD)),
        call("markRead, user", t -> t.store.markRead(BAD, OTHER_GROUPS, 0)),
        call("markRead, ref", t -> t.store.markRead("ann", BAD_REF, 0)),
        call("markRead, long id", t -> t.store.markRead("ann", LONG_REF, 0)),
        call("markRead, marks", t -> t.store.markRead("ann", OTHER_GROUPS, -1)),
        call("findGroupState, user", t -> t.store.findGroupState(BAD, "g")),
        call("findGroupState, group", t -> t.store.findGroupState("ann", BAD)),
        call("markUnread, user", t -> t.store.markUnread(BAD, OTHER_GROUPS)),
        call("markUnread, ref", t -> t.store.markUnread("ann", BAD_REF)),
        call("markUnread, long id", t -> t.store.markUnread("ann", LONG_REF)),
        call(
            "markUnread, own id",
            t -> t.open(settings -> settings.ids(() -> BAD)).markUnread("ann", OTHER_GROUPS)),
        call("updateGroupState, user", t -> t.store.updateGroupState(BAD, "g", PIN)),
        call("updateGroupState, group", t -> t.store.updateGroupState("ann", BAD, PIN)),
        call(
            "updateGroupState, nothing",
            t -> t.store.updateGroupState("ann", "g", GroupStateUpdate.begin())),
        call(
            "updateGroupState, time",
            t -> t.store.updateGroupState("ann", "g", PIN.muteUntil(Instant.MAX))),
        call(
            "updateGroupState, time to hide",
            t -> t.store.updateGroupState("ann", "g", PIN.hideUpTo(Instant.MIN))),
        call(
            "updateGroupState, name",
            t -> t.store.updateGroupState("ann", "g", PIN.withData(Map.of(" ", "x")))),
        call(
            "updateGroupState, data",
            t ->
                t.store.updateGroupState(
                    "ann", "g", PIN.withData(Map.of("x", "x".repeat(Limits.STATE_DATA_BYTES))))),
        call("countUnread, user", t -> t.store.countUnread(BAD, "g")),
        call("countUnread, group", t -> t.store.countUnread("ann", BAD)),
        call("countUnread, groups", t -> t.store.countUnread("ann", List.of("g", BAD), 1)),
        call("countUnread, no groups", t -> t.store.countUnread("ann", null, 1)),
        call("countUnread, no cap", t -> t.store.countUnread("ann", List.of("g"), 0)),
        call(
            "countUnread, cap",
            t -> t.store.countUnread("ann", List.of("g"), Limits.UNREAD_CAP + 1)),
        call(
            "countUnread, too many",
            t ->
                t.store.countUnread(
                    "ann", IntStream.range(0, 101).mapToObj(Integer::toString).toList(), 1)),
        call("listReadPositions", t -> t.store.listReadPositions(BAD)),
        call("beginChanges", t -> t.store.beginChanges(BAD)),
        call("listChanges, group", t -> t.store.listChanges(BAD, new ChangesToken("x"), 1)),
        call(
            "listChanges, token", t -> t.store.listChanges(t.group.id(), new ChangesToken("%"), 1)),
        call(
            "listChanges, limit", t -> t.store.listChanges(t.group.id(), new ChangesToken("x"), 0)),
        call("findGroup", t -> t.store.findGroup(BAD)),
        call("findDirectGroup, user", t -> t.store.findDirectGroup(BAD, "bob")),
        call("findDirectGroup, other user", t -> t.store.findDirectGroup("ann", BAD)),
        call("findDirectGroup, one twice", t -> t.store.findDirectGroup("ann", "ann")),
        call("addMembers, group", t -> t.add(BAD, CAT)),
        call("addMembers, user", t -> t.add(t.group.id(), BAD_USER)),
        call("addMembers, no user", t -> t.add(t.group.id(), (User) null)),
        call("addMembers, one twice", t -> t.add(t.group.id(), CAT, CAT)),
        call("addMembers, nobody", t -> t.add(t.group.id())),
        call("removeMember, group", t -> t.store.removeMember(BAD, "bob")),
        call("removeMember, user", t -> t.store.removeMember(t.group.id(), BAD)),
        call("leaveGroup, group", t -> t.store.leaveGroup(BAD, "bob")),
        call("leaveGroup, user", t -> t.store.leaveGroup(t.group.id(), BAD)),
        call("changeRole, group", t -> t.store.changeRole(BAD, "bob", Role.OWNER)),
        call("changeRole, user", t -> t.store.changeRole(t.group.id(), BAD, Role.OWNER)),
        call("renameGroup, group", t -> t.store.renameGroup(BAD, "Trip")),
        call("renameGroup, title", t -> t.store.renameGroup(t.group.id(), " ")),
        call("actingAs", t -> t.store.actingAs(BAD)));
  }

  static Stream<Arguments> callsOfAdmins() {
    TableScan tooLarge = TableScan.withPageSize(Limits.PAGE_SIZE + 1);
    TableScan nowhere = WHOLE_TABLE.resumedAt("%");
    return Stream.of(
        call("check, page", t -> t.admin.check(tooLarge)),
        call("check, position", t -> t.admin.check(nowhere)),
        call("rebuild, page", t -> t.admin.rebuild(tooLarge)),
        call("rebuild, position", t -> t.admin.rebuild(nowhere)),
        call("migrate, page", t -> t.admin.migrate(tooLarge)),
        call("migrate, position", t -> t.admin.migrate(nowhere)),
        call("previewMigration, page", t -> t.admin.previewMigration(tooLarge)),
        call("previewMigration, position", t -> t.admin.previewMigration(nowhere)),
        call("renameUser, user", t -> t.rename(BAD_USER, WHOLE_TABLE)),
        call("renameUser, page", t -> t.rename(ANN, tooLarge)),
        call("renameUser, position", t -> t.rename(ANN, nowhere)),
        call("adoptGroup, group", t -> t.admin.adoptGroup(BAD, List.of(ANN))),
        call("adoptGroup, user", t -> t.admin.adoptGroup("old", List.of(BAD_USER))),
        call("adoptGroup, too many", t -> t.admin.adoptGroup("old", People.crowd(49))));
  }

  private static Arguments call(String name, Call call) {
    return argumentSet(name, call);
  }

  private Object add(String groupId, User... users) {
    return store.addMembers(groupId, Arrays.asList(users), History.FROM_BEGINNING);
  }

  private Object rename(User user, TableScan pages) {
    return admin.renameUser(user, RenameScope.GROUPS, pages);
  }

  private Object createTitled(String title, List<User> members) {
    return store.createGroup(NewGroup.titled(title, members), HI);
  }

  @ParameterizedTest
  @MethodSource({"callsOfStores", "callsOfAdmins"})
  void call_withABadArgument_isRefusedBeforeAnyRequest(Call call) {
    assertRefused(call);
  }

  @Test
  void createMessage_whenClockIsBeyondTheYear9999_isRefusedBeforeAnyRequest() {
    clock.set(Instant.parse("+10000-01-01T00:00:00Z"));

    assertRefused(test -> test.store.createMessage(test.group, HI));
  }

  private void assertRefused(Call call) {
    List<Map<String, AttributeValue>> before = table.items();

    assertThatThrownBy(() -> call.on(this)).isExactlyInstanceOf(InvalidInputException.class);

    assertThat(wire.requests()).isEmpty();
    assertThat(table.items()).isEqualTo(before);
  }
}
