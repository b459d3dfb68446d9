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
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.model.User;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
        call(
            "listMessageGroups, reactions",
            t -> t.store.listMessageGroups("ann", PAGE.withReactions())),
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
        call("beginChanges", t -> t.store.beginChanges(BAD)),
        call("listChanges, group", t -> t.store.listChanges(BAD, new ChangesToken("x"), 1)),
        call(
            "listChanges, token", t -> t.store.listChanges(t.group.id(), new ChangesToken("%"), 1)),
        call(
            "listChanges, limit", t -> t.store.listChanges(t.group.id(), new ChangesToken("x"), 0)),
        call("findGroup", t -> t.store.findGroup(BAD)),
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
        call("adoptGroup, group", t -> t.admin.adoptGroup(BAD, List.of(ANN))),
        call("adoptGroup, user", t -> t.admin.adoptGroup("old", List.of(BAD_USER))),
        call("adoptGroup, too many", t -> t.admin.adoptGroup("old", People.crowd(49))));
  }

  private static Arguments call(String name, Call call) {
    return argumentSet(name, call);
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
