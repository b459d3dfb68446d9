package io.github.ddbmessaging.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.IdempotencyMarker;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Damages a whole table in each way that there is, and sees the damage reported. */
class TableInvariantsTest {
  private static final String GROUP = "g-1";
  private static final SortKey OLDER = SortKey.parse("2026-11-21T01:02:03.000000Z#m-1");
  private static final SortKey NEWEST = SortKey.parse("2026-11-21T01:02:04.000000Z#m-2");
  private static final String ROW = Keys.row(NEWEST, GROUP).value();
  private static final String MESSAGES = Keys.messagePartition(GROUP);
  private static final String ROWS_OF_BOB = Keys.groupsPartition("bob");

  private final Map<List<String>, Map<String, AttributeValue>> items =
      new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));

  TableInvariantsTest() {
    put(message(OLDER, "m-1", "First"));
    put(message(NEWEST, "m-2", "Second"));
    put(Schemas.HEADS.itemToMap(head(), true));
    put(row(People.ANN, NEWEST, "Second", null, People.BOB));
    put(row(People.BOB, NEWEST, "Second", null, People.ANN));
    put(Schemas.MARKERS.itemToMap(new IdempotencyMarker(GROUP, "key", OLDER, Instant.EPOCH), true));
  }

  @Test
  void violations_whenTableIsWhole_areNone() {
    assertThat(violations()).isEmpty();
  }

  @Test
  void violations_whenTableIsEmpty_areNone() {
    assertThat(TableInvariants.violations(List.of())).isEmpty();
  }

  @Test
  void violations_whenMemberHasNoRow_tellIt() {
    items.remove(List.of(ROWS_OF_BOB, ROW));

    assertThat(violations()).containsExactly("0 rows in the list of bob for g-1");
  }

  @Test
  void violations_whenMemberHasTwoRows_tellIt() {
    put(row(People.BOB, OLDER, "First", null, People.ANN));

    assertThat(violations()).containsExactly("2 rows in the list of bob for g-1");
  }

  @Test
  void violations_whenRowIsAtAnotherTime_tellIt() {
    items.remove(List.of(ROWS_OF_BOB, ROW));
    put(row(People.BOB, OLDER, "Second", null, People.ANN));

    assertThat(violations())
        .containsExactly(
            "The row in the list of bob for g-1 is not at the time of the newest message");
  }

  @Test
  void violations_whenRowShowsAnOlderMessage_tellIt() {
    put(row(People.BOB, NEWEST, "First", null, People.ANN));

    assertThat(violations())
        .containsExactly("The row in the list of bob for g-1 does not show the newest message");
  }

  @Test
  void violations_whenPreviewIsCutWithoutNeed_tellIt() {
    put(row(People.BOB, NEWEST, "Sec", null, People.ANN));

    assertThat(violations())
        .containsExactly("The row in the list of bob for g-1 does not show the newest message");
  }

  @Test
  void violations_whenRowHasAnotherTitle_tellIt() {
    put(row(People.BOB, NEWEST, "Second", "Title", People.ANN));

    assertThat(violations())
        .containsExactly("The row in the list of bob for g-1 has another title than the group");
  }

  @Test
  void violations_whenRowShowsTheWrongUser_tellIt() {
    put(row(People.BOB, NEWEST, "Second", null, People.BOB));

    assertThat(violations())
        .containsExactly("The row in the list of bob for g-1 shows the wrong user");
  }

  @Test
  void violations_whenRowIsTooLarge_tellIt() {
    User wordy = new User("ann", "A".repeat(1_024), "ann.a");
    MessageGroup group =
        new MessageGroup(GROUP, NEWEST, List.of(wordy, People.BOB), null, OLDER.instant(), 2);
    put(Schemas.HEADS.itemToMap(group, true));
    put(row(People.BOB, NEWEST, "Second", null, wordy));

    assertThat(violations())
        .containsExactly("The row in the list of bob for g-1 takes more than a write unit");
  }

  @Test
  void violations_whenHeadNamesAnOlderMessage_tellIt() {
    edit(MESSAGES, Keys.HEAD, head -> head.put(Attributes.NEWEST, s(OLDER.value())));

    assertThat(violations()).containsExactly("The head of g-1 does not name the newest message");
  }

  @Test
  void violations_whenNewestMessageIsLost_tellIt() {
    items.remove(List.of(MESSAGES, NEWEST.value()));

    assertThat(violations()).containsExactly("The head of g-1 does not name the newest message");
  }

  @Test
  void violations_whenHeadWouldBeIndexed_tellIt() {
    edit(MESSAGES, Keys.HEAD, head -> head.put(Attributes.GROUP_ID, s(GROUP)));

    assertThat(violations()).containsExactly("The head of MSG#g-1 would be in the index");
  }

  @Test
  void violations_whenStrangerHasRow_tellIt() {
    put(row(People.EVE, NEWEST, "Second", null, People.ANN));

    assertThat(violations()).containsExactly("The row in the list of eve is an orphan");
  }

  @Test
  void violations_whenRowStandsForNothing_tellIt() {
    items.remove(List.of(MESSAGES, Keys.HEAD));
    items.remove(List.of(MESSAGES, OLDER.value()));
    items.remove(List.of(MESSAGES, NEWEST.value()));
    items.remove(List.of(MESSAGES, Keys.idempotency("key")));

    assertThat(violations())
        .containsExactly(
            "The row in the list of ann is an orphan", "The row in the list of bob is an orphan");
  }

  @Test
  void violations_whenMarkerNamesNoMessage_tellIt() {
    items.remove(List.of(MESSAGES, OLDER.value()));

    assertThat(violations()).containsExactly("The marker key names a message that does not exist");
  }

  @Test
  void violations_whenItemLacksAnAttribute_nameItsKey() {
    edit(MESSAGES, OLDER.value(), message -> message.remove(Attributes.MESSAGE_ID));

    assertThat(violations())
        .first()
        .asString()
        .contains("pk='MSG#g-1', sk='" + OLDER.value() + "'", Attributes.MESSAGE_ID);
  }

  @Test
  void violations_whenConsumerHasCheckpoint_areNone() {
    put(
        Map.of(
            Attributes.PK, s(Keys.checkpointPartition("rows")),
            Attributes.SK, s("shard-1"),
            Attributes.POSITION, s("100")));

    assertThat(violations()).isEmpty();
  }

  @Test
  void violationsAfterDeletions_whenRowsShowTheNewestLeft_areNone() {
    items.remove(List.of(MESSAGES, NEWEST.value()));
    put(row(People.ANN, NEWEST, "First", null, People.BOB));
    put(row(People.BOB, NEWEST, "First", null, People.ANN));

    assertThat(violationsAfterDeletions()).isEmpty();
  }

  @Test
  void violationsAfterDeletions_whenRowShowsTheDeletedMessage_tellIt() {
    items.remove(List.of(MESSAGES, NEWEST.value()));
    put(row(People.ANN, NEWEST, "First", null, People.BOB));

    assertThat(violationsAfterDeletions())
        .containsExactly("The row in the list of bob for g-1 does not show the newest message");
  }

  @Test
  void violationsAfterDeletions_whenNothingIsLeftAndRowsShowNothing_areNone() {
    items.remove(List.of(MESSAGES, NEWEST.value()));
    items.remove(List.of(MESSAGES, OLDER.value()));
    put(row(People.ANN, NEWEST, "", null, People.BOB));
    put(row(People.BOB, NEWEST, "", null, People.ANN));

    assertThat(violationsAfterDeletions()).isEmpty();
  }

  @Test
  void violationsAfterDeletions_whenNothingIsLeftAndRowShowsAMessage_tellIt() {
    items.remove(List.of(MESSAGES, NEWEST.value()));
    items.remove(List.of(MESSAGES, OLDER.value()));
    put(row(People.ANN, NEWEST, "", null, People.BOB));

    assertThat(violationsAfterDeletions())
        .containsExactly("The row in the list of bob for g-1 does not show the newest message");
  }

  @Test
  void violationsAfterDeletions_whenHeadIsBehindAMessage_tellIt() {
    edit(MESSAGES, Keys.HEAD, head -> head.put(Attributes.NEWEST, s(OLDER.value())));

    assertThat(violationsAfterDeletions())
        .containsExactly("The head of g-1 does not name the newest message");
  }

  @Test
  void violationsAfterDeletions_whenRowIsAtAnotherTimeThanTheHead_tellIt() {
    items.remove(List.of(MESSAGES, NEWEST.value()));
    items.remove(List.of(ROWS_OF_BOB, ROW));
    put(row(People.ANN, NEWEST, "First", null, People.BOB));
    put(row(People.BOB, OLDER, "First", null, People.ANN));

    assertThat(violationsAfterDeletions())
        .containsExactly(
            "The row in the list of bob for g-1 is not at the time of the newest message");
  }

  private List<String> violations() {
    return TableInvariants.violations(List.copyOf(items.values()));
  }

  private List<String> violationsAfterDeletions() {
    return TableInvariants.violationsAfterDeletions(List.copyOf(items.values()));
  }

  private void put(Map<String, AttributeValue> item) {
    items.put(List.of(item.get(Attributes.PK).s(), item.get(Attributes.SK).s()), item);
  }

  private void edit(String pk, String sk, Consumer<Map<String, AttributeValue>> change) {
    Map<String, AttributeValue> item = new HashMap<>(items.get(List.of(pk, sk)));
    change.accept(item);
    put(item);
  }

  private static MessageGroup head() {
    return new MessageGroup(
        GROUP, NEWEST, List.of(People.ANN, People.BOB), null, OLDER.instant(), 2);
  }

  private static Map<String, AttributeValue> message(SortKey key, String id, String text) {
    return Schemas.MESSAGES.itemToMap(new Message(GROUP, key, id, People.ANN, text), true);
  }

  private static Map<String, AttributeValue> row(
      User owner, SortKey newest, String preview, String title, User shown) {
    return Schemas.ROWS.itemToMap(
        new MessageGroupRow(owner.id(), Keys.row(newest, GROUP), GROUP, preview, title, shown),
        true);
  }

  private static AttributeValue s(String value) {
    return AttributeValue.fromS(value);
  }
}
