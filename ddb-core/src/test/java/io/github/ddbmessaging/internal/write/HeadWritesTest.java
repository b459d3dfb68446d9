package io.github.ddbmessaging.internal.write;

import static io.github.ddbmessaging.internal.group.Trip.HEAD;
import static io.github.ddbmessaging.internal.group.Trip.NEWEST;
import static io.github.ddbmessaging.internal.group.Trip.OWNER;
import static io.github.ddbmessaging.internal.group.Trip.TRIP;
import static io.github.ddbmessaging.internal.group.Trip.WRITES;
import static io.github.ddbmessaging.internal.group.Trip.withCat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.LogEntries;
import io.github.ddbmessaging.internal.item.MemberRows;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.internal.write.TransactionPlan.Part;
import io.github.ddbmessaging.model.FormerMembership;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.LogEntry;
import io.github.ddbmessaging.model.LogEntry.Change;
import io.github.ddbmessaging.model.MemberAccess;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Update;

class HeadWritesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
  private static final MessageGroup WITHOUT_BOB =
      TRIP.withMembers(List.of(Samples.ANN), Map.of("ann", OWNER));
  private static final MessageGroup WITH_CAT = withCat(new MemberAccess(Role.MEMBER, NOW, null));
  private static final MessageGroup WITH_CAT_FROM_NOW =
      withCat(new MemberAccess(Role.MEMBER, NOW, NEWEST.sortKey()));
  private static final MessageGroup RENAMED = TRIP.withNames(TRIP.members(), "Journey");

  @Test
  void change_thatAddsAMember_writesHeadEntryAndARowForThem() {
    List<Action> actions = change(WITH_CAT, NEWEST);

    assertThat(actions)
        .extracting(Action::part)
        .containsExactly(Part.HEAD, Part.LOG_ENTRY, Part.NEW_ROW);
    assertThat(put(actions.get(2)))
        .isEqualTo(item(MemberRows.of(WITH_CAT, ItemKey.rowKey(WITH_CAT), Samples.CAT, NEWEST)));
  }

  @Test
  void change_thatAddsAMemberFromNowOn_writesARowThatShowsNothing() {
    List<Action> actions = change(WITH_CAT_FROM_NOW, NEWEST);

    assertThat(Schemas.read(Schemas.ROWS, put(actions.get(2))))
        .returns("", MessageGroupRow::preview)
        .returns(null, MessageGroupRow::lastMessage)
        .returns(NEWEST.sortKey(), MessageGroupRow::visibleFrom);
  }

  /** Her message is shown, and as a member she is shown with the names of today. */
  @Test
  void change_thatAddsTheSenderAgainWithOtherNames_writesTheRowsThatShowThem() {
    User anna = new User("ann", "Anna", "anna");
    MessageGroup withoutAnn = TRIP.withMembers(List.of(Samples.BOB), Map.of());
    MessageGroup withAnna =
        withoutAnn.withMembers(
            List.of(Samples.BOB, anna),
            Map.of("ann", new MemberAccess(Role.MEMBER, NOW, NEWEST.sortKey())));

    List<Action> actions =
        WRITES.change(new GroupHead(withoutAnn, null), withAnna, NEWEST, entry());

    assertThat(actions)
        .extracting(Action::part)
        .containsExactly(Part.HEAD, Part.LOG_ENTRY, Part.NEW_ROW, Part.NEW_ROW);
    assertThat(Schemas.read(Schemas.ROWS, put(actions.get(2))).shownUser()).isEqualTo(anna);
  }

  /** Where no message is left, a row shows its own user. */
  @Test
  void change_ofNamesWhereNoMessageIsLeft_writesTheRowOfThatUser() {
    User anna = new User("ann", "Anna", "anna");

    List<Action> actions = change(TRIP.withNames(List.of(anna, Samples.BOB), TRIP.title()), null);

    assertThat(actions)
        .extracting(Action::part)
        .containsExactly(Part.HEAD, Part.LOG_ENTRY, Part.NEW_ROW);
    assertThat(Schemas.read(Schemas.ROWS, put(actions.get(2))).shownUser()).isEqualTo(anna);
  }

  @Test
  void change_thatRemovesAMember_writesHeadEntryAndNoteAndDeletesTheRow() {
    List<Action> actions = change(WITHOUT_BOB, null);

    assertThat(actions)
        .extracting(Action::part)
        .containsExactly(Part.HEAD, Part.LOG_ENTRY, Part.OLD_ROW, Part.FORMER_MEMBERSHIP);
    assertThat(actions.get(2).write().delete().key())
        .isEqualTo(ItemKey.row("bob", ItemKey.rowKey(TRIP)).attributes());
    assertThat(put(actions.get(3)))
        .isEqualTo(Schemas.FORMER.itemToMap(new FormerMembership("bob", "g-1", NOW), true));
  }

  @Test
  void change_ofARole_writesNoRow() {
    List<Action> actions =
        change(TRIP.withMembers(TRIP.members(), Map.of("ann", OWNER, "bob", OWNER)), null);

    assertThat(actions).extracting(Action::part).containsExactly(Part.HEAD, Part.LOG_ENTRY);
  }

  @Test
  void change_ofTheTitle_writesTheRowsInPlace() {
    List<Action> actions = change(RENAMED, NEWEST);

    assertThat(actions)
        .extracting(Action::part)
        .containsExactly(Part.HEAD, Part.LOG_ENTRY, Part.NEW_ROW, Part.NEW_ROW);
    assertThat(put(actions.get(3)))
        .isEqualTo(item(MemberRows.of(RENAMED, ItemKey.rowKey(TRIP), Samples.BOB, NEWEST)));
  }

  /** The version rises with each write of the rows, also where no message of them is new. */
  @Test
  void change_ofAnything_dependsOnTheHeadAsSeenWithItsVersionAndLog() {
    Update head = head(change(WITH_CAT, NEWEST));

    assertThat(head.conditionExpression())
        .contains("#newest = :seen", "#members = :members", "#access = :access")
        .contains("#version = :version", "#changes = :changesSeen");
    assertThat(head.updateExpression())
        .isEqualTo(
            "SET #members = :newMembers, #direct = :newDirect, #access = :newAccess,"
                + " #title = :newTitle, #version = #version + :one, #changes = :changes");
    assertThat(head.expressionAttributeValues())
        .containsEntry(":changesSeen", AttributeValue.fromN("4"))
        .containsEntry(":changes", AttributeValue.fromN("5"));
  }

  @Test
  void change_thatLeavesNothingToSayOfAccess_removesTheAttribute() {
    Update head = head(change(TRIP.withMembers(TRIP.members(), Map.of()), null));

    assertThat(head.updateExpression()).endsWith(" REMOVE #access");
  }

  /** A group of the original application has no title, and two who are left are no direct one. */
  @Test
  void change_ofAnUntitledGroup_saysThatItIsNotDirect() {
    MessageGroup untitled =
        new MessageGroup(
            "g-1", Samples.FIRST, Samples.users(3), null, Samples.MADE_AT, 1, 0, false, Map.of());

    Update head =
        head(
            WRITES.change(
                new GroupHead(untitled, null),
                untitled.withMembers(untitled.members().subList(0, 2), Map.of()),
                null,
                entry()));

    assertThat(head.updateExpression()).endsWith(" REMOVE #access, #title");
    assertThat(head.expressionAttributeValues())
        .containsEntry(":newDirect", AttributeValue.fromBool(false));
  }

  /** Heads, what becomes of their group, and whether rows that show a message are written. */
  static Stream<Arguments> shown() {
    GroupHead showsNone = new GroupHead(TRIP, null, 4, new GroupHead.Shown(TRIP.newest(), null));
    return Stream.of(
        argumentSet("one who sees all is added", HEAD, WITH_CAT, true),
        argumentSet("one who sees nothing yet is added", HEAD, WITH_CAT_FROM_NOW, true),
        argumentSet("one is removed", HEAD, WITHOUT_BOB, false),
        argumentSet("the title changes", HEAD, RENAMED, true),
        argumentSet("the title changes, and no message is left", showsNone, RENAMED, false));
  }

  @ParameterizedTest
  @MethodSource("shown")
  void needsShownMessage_isTrueIfARowThatShowsItIsWritten(
      GroupHead seen, MessageGroup changed, boolean expected) {
    assertThat(HeadWrites.needsShownMessage(seen, changed)).isEqualTo(expected);
  }

  private static List<Action> change(MessageGroup changed, @Nullable Message shown) {
    return WRITES.change(HEAD, changed, shown, entry());
  }

  private static LogEntry entry() {
    return LogEntries.ofGroup(HEAD, Change.OTHER, Set.of(), "ann", NOW);
  }

  private static Update head(List<Action> actions) {
    return actions.get(0).write().update();
  }

  private static Map<String, AttributeValue> put(Action action) {
    return action.write().put().item();
  }

  private static Map<String, AttributeValue> item(MessageGroupRow row) {
    return Schemas.ROWS.itemToMap(row, true);
  }
}
