package io.github.ddbmessaging.internal.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.text.Utf8;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemsTest {
  private static final SortKey SECOND = SortKey.of(Instant.parse("2026-11-21T01:05:00Z"), "m-2");
  private static final String EMOJI = "\ud83d\ude00";

  @Test
  void headKey_isPartitionOfTheGroupAndHead() {
    assertThat(Items.headKey("g-1"))
        .isEqualTo(
            Map.of("pk", AttributeValue.fromS("MSG#g-1"), "sk", AttributeValue.fromS("HEAD")));
  }

  @Test
  void rowKey_isPartitionOfTheMemberAndTimeOfTheNewestMessage() {
    assertThat(Items.rowKey(Samples.ANN, Items.place(Samples.direct().withNewest(SECOND))))
        .isEqualTo(
            Map.of(
                "pk", AttributeValue.fromS("GRP#ann"),
                "sk", AttributeValue.fromS("2026-11-21T01:05:00.000000Z#g-1")));
  }

  @Test
  void row_whenGroupIsDirect_showsTheOtherMemberToEach() {
    Message message = Samples.message(SECOND, Samples.ANN, "Hi");
    MessageGroup group = Samples.direct();

    assertThat(
            group.members().stream()
                .map(member -> Items.row(group, Items.place(group), member, message).user()))
        .containsExactly(Samples.BOB, Samples.ANN);
  }

  @Test
  void row_whenGroupHasThreeMembers_showsWhoWroteLast() {
    MessageGroup group = Samples.titled(List.of(Samples.ANN, Samples.BOB, Samples.CAT));
    Message message = Samples.message(SECOND, Samples.BOB, "Hi");

    assertThat(
            group.members().stream()
                .map(member -> Items.row(group, Items.place(group), member, message).user()))
        .containsExactly(Samples.BOB, Samples.BOB, Samples.BOB);
  }

  @Test
  void row_whenGroupHasOneMember_showsThatMember() {
    MessageGroup group = Samples.titled(List.of(Samples.ANN));
    Message message = Samples.message(SECOND, Samples.ANN, "Hi");

    assertThat(Items.row(group, Items.place(group), Samples.ANN, message).user())
        .isEqualTo(Samples.ANN);
  }

  @Test
  void row_whenNoMessageIsLeft_isEmptyAndShowsTheMember() {
    MessageGroup group = Samples.titled(List.of(Samples.ANN, Samples.BOB, Samples.CAT));

    assertThat(Items.row(group, Items.place(group), Samples.BOB, null))
        .isEqualTo(
            new MessageGroupRow(
                "bob",
                SortKey.parse("2026-11-21T01:02:03.123456Z#g-1"),
                "g-1",
                "",
                "Trip",
                Samples.BOB));
  }

  @Test
  void row_isOfTheMemberAtTheTimeOfTheNewestMessage() {
    MessageGroup group = Samples.titled(List.of(Samples.ANN, Samples.BOB)).withNewest(SECOND);

    assertThat(
            Items.row(
                group, Items.place(group), Samples.ANN, Samples.message(SECOND, Samples.BOB, "Hi")))
        .isEqualTo(
            new MessageGroupRow(
                "ann",
                SortKey.parse("2026-11-21T01:05:00.000000Z#g-1"),
                "g-1",
                "Hi",
                "Trip",
                Samples.BOB));
  }

  @Test
  void preview_whenTextFits_isTheText() {
    assertThat(Items.preview("a\nb", 3)).isEqualTo("a\nb");
  }

  @Test
  void preview_whenTextIsLong_has200CodePoints() {
    assertThat(Items.preview(EMOJI.repeat(201), 10_000)).isEqualTo(EMOJI.repeat(200));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "3, 0", "4, 1", "7, 1", "8, 2", "9, 2"})
  void preview_whenRoomEndsInsideACodePoint_isCutBeforeIt(int room, int codePoints) {
    assertThat(Items.preview(EMOJI.repeat(3), room)).isEqualTo(EMOJI.repeat(codePoints));
  }

  @ParameterizedTest
  @CsvSource({
    "5, a\u00e9",
    "6, a\u00e9\u20ac",
    "9, a\u00e9\u20ac",
    "10, a\u00e9\u20ac\ud83d\ude00"
  })
  void preview_whenCodePointsAreOfAllLengths_countsBytes(int room, String expected) {
    assertThat(Items.preview("a\u00e9\u20ac" + EMOJI, room)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\u00e9", "\u20ac", EMOJI})
  void row_whenEverythingIsAtItsLimit_fitsIntoOneWriteUnit(String character) {
    assertThat(Utf8.size(Schemas.ROWS.itemToMap(largestRow(character), true)))
        .isLessThanOrEqualTo(Limits.ROW_BYTES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\u00e9", "\u20ac", EMOJI})
  void row_whenEverythingIsAtItsLimit_leaves80BytesForThePreview(String character) {
    assertThat(Utf8.length(largestRow(character).preview())).isGreaterThanOrEqualTo(80);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\u00e9", "\u20ac", EMOJI})
  void row_whenTheTextIsLong_hasNoRoomForOneCodePointMore(String character) {
    MessageGroupRow row = largestRow(character);

    int bytes = Utf8.size(Schemas.ROWS.itemToMap(row, true));
    assertThat(bytes + Utf8.length(character)).isGreaterThan(Limits.ROW_BYTES);
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
    return Items.row(group, Items.place(group), sender, message);
  }
}
