package io.github.ddbmessaging.internal.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.text.Utf8;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.MemberAccess;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Schemas;
import io.github.ddbmessaging.testing.meter.ItemSize;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemberRowsTest {
  private static final SortKey SECOND = SortKey.of(Instant.parse("2026-11-21T01:05:00Z"), "m-2");
  private static final SortKey ROW_KEY = new SortKey("2026-11-21T01:05:00.000000Z#g-1");
  private static final MessageGroup DIRECT = Samples.direct().withNewest(SECOND);
  private static final MessageGroup THREE =
      Samples.titled(List.of(Samples.ANN, Samples.BOB, Samples.CAT)).withNewest(SECOND);
  private static final Message BY_BOB = Samples.message(SECOND, Samples.BOB, "Hi");

  /** Cat came after the first message. */
  private static final MessageGroup LATER =
      THREE.withMembers(
          THREE.members(),
          Map.of("cat", new MemberAccess(Role.MEMBER, Samples.MADE_AT, Samples.FIRST)));

  /** Of the original application: the key does not hold the id. */
  private static final Message OLD =
      new Message("g-1", new SortKey("2023-05-20T17:01:02.123456"), "m-0", Samples.BOB, "Hi");

  private static final String EMOJI = "\ud83d\ude00";

  @Test
  void of_whenGroupIsDirect_showsTheOtherMemberToEach() {
    assertThat(rows(DIRECT, BY_BOB))
        .containsExactly(
            showingBob("ann", null, Samples.BOB, true), showingBob("bob", null, Samples.ANN, true));
  }

  @Test
  void of_whenGroupOfTwoHasATitle_isNotDirectAndShowsWhoWroteLast() {
    MessageGroup titled = Samples.titled(List.of(Samples.ANN, Samples.BOB)).withNewest(SECOND);

    assertThat(rows(titled, BY_BOB))
        .containsExactly(
            showingBob("ann", "Trip", Samples.BOB, false),
            showingBob("bob", "Trip", Samples.BOB, false));
  }

  @Test
  void of_whenGroupHasThreeMembers_showsWhoWroteLast() {
    assertThat(rows(THREE, BY_BOB))
        .extracting(MessageGroupRow::shownUser)
        .containsExactly(Samples.BOB, Samples.BOB, Samples.BOB);
  }

  /** Other writers have no limits, and no user can have such an id. */
  @ParameterizedTest
  @ValueSource(strings = {"x", "\u00e9", "\u20ac", EMOJI})
  void of_whenASendersIdAndNamesAreTooLong_cutsThemToTheirLimits(String character) {
    String endless = character.repeat(3_000);
    Message byOther = Samples.message(SECOND, new User(endless, endless, endless), endless);

    for (MessageGroupRow row : rows(THREE, byOther)) {
      assertThat(itemSize(row)).isLessThanOrEqualTo(Limits.ROW_BYTES);
      assertThat(row.shownUser().displayName())
          .isEqualTo(character.repeat(Limits.DISPLAY_NAME_LENGTH));
      assertThat(Utf8.length(row.shownUser().handle())).isBetween(62, Limits.HANDLE_BYTES);
      assertThat(row.lastSenderId()).isEqualTo(row.shownUser().id());
    }
  }

  @Test
  void of_whenNoMessageIsLeft_isEmptyAndShowsTheMemberAndNoSender() {
    assertThat(MemberRows.of(THREE, ROW_KEY, Samples.BOB, null))
        .isEqualTo(
            new MessageGroupRow(
                "bob", ROW_KEY, "g-1", "", "Trip", Samples.BOB, false, false, null));
  }

  @Test
  void of_whenTheMemberCameLater_saysFromWhereOnTheySee() {
    assertThat(rows(LATER, BY_BOB))
        .extracting(MessageGroupRow::visibleFrom)
        .containsExactly(null, null, Samples.FIRST);
  }

  @Test
  void visibleTo_isTheMessageOnlyForWhoSeesIt() {
    Message first = Samples.message(Samples.FIRST, Samples.BOB, "Hi");

    assertThat(MemberRows.visibleTo(LATER, Samples.CAT, BY_BOB)).isEqualTo(BY_BOB);
    assertThat(MemberRows.visibleTo(LATER, Samples.ANN, first)).isEqualTo(first);
    assertThat(MemberRows.visibleTo(LATER, Samples.CAT, first)).isNull();
    assertThat(MemberRows.visibleTo(LATER, Samples.ANN, null)).isNull();
  }

  @Test
  void of_whenTheRowWouldBeTooLong_namesNoMessage() {
    assertThat(largestRow("x").lastMessage()).isNull();
  }

  @Test
  void isInPlace_whenAMembersRowHasTheGroupsRowKey_isTrue() {
    assertThat(rows(DIRECT, BY_BOB)).allMatch(row -> MemberRows.isInPlace(row, DIRECT));
  }

  @Test
  void isInPlace_whenTheKeyIsAnother_isFalse() {
    MessageGroupRow behind = MemberRows.of(DIRECT, Samples.FIRST, Samples.ANN, BY_BOB);

    assertThat(MemberRows.isInPlace(behind, DIRECT)).isFalse();
  }

  @Test
  void isInPlace_whenTheUserIsNoMember_isFalse() {
    MessageGroupRow ofStranger = MemberRows.of(DIRECT, ROW_KEY, Samples.CAT, BY_BOB);

    assertThat(MemberRows.isInPlace(ofStranger, DIRECT)).isFalse();
  }

  static Stream<MessageGroupRow> rowsOfAllForms() {
    return Stream.of(
        MemberRows.of(DIRECT, ROW_KEY, Samples.ANN, BY_BOB),
        MemberRows.of(DIRECT, ROW_KEY, Samples.ANN, null),
        MemberRows.of(THREE, ROW_KEY, Samples.ANN, BY_BOB),
        MemberRows.of(THREE, ROW_KEY, Samples.ANN, null),
        MemberRows.of(LATER, ROW_KEY, Samples.CAT, BY_BOB),
        MemberRows.of(THREE, ROW_KEY, Samples.ANN, OLD),
        largestRow("x"),
        largestRow(EMOJI));
  }

  @ParameterizedTest
  @MethodSource("rowsOfAllForms")
  void size_isThatOfTheItem(MessageGroupRow row) {
    assertThat(MemberRows.size(row)).isEqualTo((int) itemSize(row));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\u00e9", "\u20ac", EMOJI})
  void of_whenEverythingIsAtItsLimit_fillsOneWriteUnitAndNoMore(String character) {
    long bytes = itemSize(largestRow(character));

    assertThat(bytes).isLessThanOrEqualTo(Limits.ROW_BYTES);
    assertThat(bytes + Utf8.length(character)).isGreaterThan(Limits.ROW_BYTES);
  }

  @Test
  void of_whenEverythingIsAtItsLimit_leavesSomeBytesForThePreview() {
    assertThat(Utf8.length(largestRow("x").preview())).isPositive();
  }

  private static MessageGroupRow showingBob(
      String owner, @Nullable String title, User user, boolean direct) {
    return new MessageGroupRow(owner, ROW_KEY, "g-1", "Hi", title, user, direct, false, "bob")
        .withLastMessage(BY_BOB.ref());
  }

  private static List<MessageGroupRow> rows(MessageGroup group, @Nullable Message shown) {
    return group.members().stream()
        .map(member -> MemberRows.of(group, ItemKey.rowKey(group), member, shown))
        .toList();
  }

  private static long itemSize(MessageGroupRow row) {
    return ItemSize.of(Schemas.ROWS.itemToMap(row, true));
  }

  /** A row all of whose parts are as long as the limits allow, and the text longer than it fits. */
  private static MessageGroupRow largestRow(String character) {
    int bytesEach = Utf8.length(character);
    User sender =
        new User(
            character.repeat(Limits.ID_BYTES / bytesEach),
            EMOJI.repeat(Limits.DISPLAY_NAME_LENGTH),
            character.repeat(Limits.HANDLE_BYTES / bytesEach));
    String groupId = "g".repeat(Limits.ID_BYTES);
    String title = EMOJI.repeat(Limits.TITLE_LENGTH);
    MessageGroup group =
        new MessageGroup(groupId, SECOND, List.of(sender), title, Samples.MADE_AT, 1);
    Message message = new Message(groupId, SECOND, "m-2", sender, character.repeat(1_024));
    return MemberRows.of(group, ItemKey.rowKey(group), sender, message);
  }
}
