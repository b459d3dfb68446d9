package io.github.ddbmessaging.internal.project;

import static io.github.ddbmessaging.internal.project.StreamRecords.inserted;
import static io.github.ddbmessaging.internal.project.StreamRecords.modified;
import static io.github.ddbmessaging.internal.project.StreamRecords.removed;
import static io.github.ddbmessaging.internal.project.StreamRecords.withoutImage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.MemberRows;
import io.github.ddbmessaging.internal.project.StreamEvents.Event;
import io.github.ddbmessaging.internal.project.StreamEvents.GroupEvents;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.IdempotencyMarker;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.RejectedRecord;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

class StreamEventsTest {
  private static final SortKey SHOWN = Samples.FIRST;
  private static final Message ONE = message(1, "One");
  private static final Message TWO = message(2, "Two");
  private static final Message THREE = message(3, "Three");

  @Test
  void of_whenThereIsNoRecord_saysNothing() {
    assertThat(StreamEvents.of(List.of())).isEqualTo(new StreamEvents(Map.of(), List.of()));
  }

  @Test
  void of_whenMessagesOfTwoGroupsCame_keepsThemApart() {
    Message other = new Message("g-2", ONE.sortKey(), "m-1", Samples.ANN, "Other");

    StreamEvents events = StreamEvents.of(List.of(inserted(1, ONE), inserted(2, other)));

    assertThat(events.byGroup()).containsOnlyKeys("g-1", "g-2");
    assertThat(events.byGroup().get("g-2").events())
        .containsExactly(new Event(other.sortKey(), other, false, false));
  }

  @Test
  void of_whenMessageCameAndWasEdited_saysWhatItIsNowAndThatItChanged() {
    Message edited = message(1, "Edited");

    assertThat(ofGroup(inserted(1, ONE), modified(2, edited)).events())
        .containsExactly(new Event(ONE.sortKey(), edited, true, false));
  }

  @Test
  void of_whenMessageCameAndWent_saysThatItIsGone() {
    assertThat(ofGroup(inserted(1, ONE), removed(2, ONE)).events())
        .containsExactly(new Event(ONE.sortKey(), null, true, false));
  }

  /** Below the largest long, and above it. */
  @ParameterizedTest
  @CsvSource({"1, 2", "9, 10", "99999999999999999999999, 100000000000000000000000"})
  void of_whenRecordsAreOutOfOrder_goesBySequenceNumbersAsNumbers(String early, String late) {
    Record came = numbered(inserted(0, ONE), early);
    Record went = numbered(removed(0, ONE), late);

    assertThat(ofGroup(went, came).events())
        .containsExactly(new Event(ONE.sortKey(), null, true, false));
  }

  @Test
  void of_whenRecordIsRepeated_saysItOnceAndKeepsBothAsSources() {
    GroupEvents events = ofGroup(inserted(1, ONE), inserted(1, ONE));

    assertThat(events.events()).containsExactly(new Event(ONE.sortKey(), ONE, false, false));
    assertThat(events.records()).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("otherItems")
  void of_whenRecordIsOfAnotherItem_ignoresIt(Record record) {
    assertThat(StreamEvents.of(List.of(record))).isEqualTo(new StreamEvents(Map.of(), List.of()));
  }

  static Stream<Record> otherItems() {
    Map<String, AttributeValue> head =
        Schemas.HEADS.itemToMap(new GroupHead(Samples.direct(), null), true);
    Map<String, AttributeValue> row =
        Schemas.ROWS.itemToMap(MemberRows.of(Samples.direct(), SHOWN, Samples.ANN, ONE), true);
    Map<String, AttributeValue> marker =
        Schemas.MARKERS.itemToMap(
            new IdempotencyMarker("g-1", "key", SHOWN, null, Samples.MADE_AT), true);
    Map<String, AttributeValue> checkpoint = key("CHK#rows", "shardId-1");
    return Stream.of(
        StreamRecords.of(OperationType.INSERT, 1, head),
        StreamRecords.of(OperationType.MODIFY, 1, head),
        StreamRecords.of(OperationType.INSERT, 1, row),
        withoutImage(OperationType.REMOVE, 1, ItemKey.of(row).attributes()),
        StreamRecords.of(OperationType.INSERT, 1, marker),
        withoutImage(OperationType.REMOVE, 1, key("MSG#g-1", "IDEM#key")),
        StreamRecords.of(OperationType.MODIFY, 1, checkpoint),
        StreamRecords.of(OperationType.INSERT, 1, key("SOMETHING#else", "2026")),
        withoutImage(
            OperationType.REMOVE, 1, Map.of("id", AttributeValue.fromS("of another table"))),
        withoutImage(
            OperationType.REMOVE,
            1,
            Map.of("pk", AttributeValue.fromN("1"), "sk", AttributeValue.fromN("2"))),
        Record.builder().eventName(OperationType.INSERT).build());
  }

  /** Records of messages that can't be understood, with a part of the reason. */
  static Stream<Arguments> badRecords() {
    Map<String, AttributeValue> key = ItemKey.message("g-1", ONE.sortKey()).attributes();
    Map<String, AttributeValue> damagedKey = key("MSG#g-1", "2026-99-99");
    Record ofOther =
        withoutImage(OperationType.INSERT, 1, key).toBuilder()
            .dynamodb(
                stream ->
                    stream
                        .sequenceNumber("1")
                        .keys(key)
                        .newImage(Schemas.MESSAGES.itemToMap(TWO, true)))
            .build();
    return Stream.of(
        arguments(
            StreamRecords.of(OperationType.INSERT, 1, without("message_uuid")), "message_uuid"),
        arguments(withoutImage(OperationType.INSERT, 1, key), "NEW_AND_OLD_IMAGES"),
        arguments(withoutImage(OperationType.MODIFY, 1, key), "NEW_AND_OLD_IMAGES"),
        arguments(withoutImage(OperationType.REMOVE, 1, damagedKey), "none of a message"),
        arguments(ofOther, "the image of another item"));
  }

  @ParameterizedTest
  @MethodSource("badRecords")
  void of_whenARecordOfAMessageCannotBeUnderstood_rejectsItSayingWhy(Record bad, String why) {
    StreamEvents events = StreamEvents.of(List.of(bad));

    assertThat(events.byGroup()).isEmpty();
    assertThat(events.rejected()).extracting(RejectedRecord::record).containsExactly(bad);
    assertThat(events.rejected().get(0).reason())
        .isInstanceOf(DamagedItemException.class)
        .hasMessageContaining(why);
  }

  @Test
  void of_whenOneMessageIsDamaged_stillTakesTheOthersOfItsGroup() {
    StreamEvents events =
        StreamEvents.of(
            List.of(
                StreamRecords.of(OperationType.INSERT, 1, without("message")), inserted(2, TWO)));

    assertThat(events.byGroup().get("g-1"))
        .isEqualTo(
            new GroupEvents(
                List.of(new Event(TWO.sortKey(), TWO, false, false)), List.of(inserted(2, TWO))));
  }

  @Test
  void of_whenAMessageOfTheOriginalApplicationCame_readsIt() {
    SortKey old = new SortKey("2022-10-01T09:30:00.123456+00:00");
    Message message = new Message("g-1", old, "m-1", Samples.ANN, "Old");

    assertThat(ofGroup(inserted(1, message)).events())
        .containsExactly(new Event(old, message, false, false));
  }

  @Test
  void newestAbove_isTheHighestThatIsThereAndIsNotShown() {
    GroupEvents came = ofGroup(inserted(1, TWO), inserted(2, THREE), inserted(3, ONE));
    GroupEvents cameAndWent = ofGroup(inserted(1, TWO), inserted(2, THREE), removed(3, THREE));

    assertThat(came.newestAbove(SHOWN, Instant.EPOCH)).contains(THREE);
    assertThat(cameAndWent.newestAbove(SHOWN, Instant.EPOCH)).contains(TWO);
    assertThat(came.newestAbove(THREE.sortKey(), Instant.EPOCH)).isEmpty();
  }

  @Test
  void removalAbove_isTheHighestThatWentAndWasNotShown() {
    GroupEvents events = ofGroup(removed(1, TWO), removed(2, THREE), removed(3, ONE));

    assertThat(events.removalAbove(SHOWN, Instant.EPOCH)).contains(THREE.sortKey());
    assertThat(events.removalAbove(THREE.sortKey(), Instant.EPOCH)).isEmpty();
  }

  @Test
  void changeUpTo_isTheHighestUpToThereThatDidNotOnlyCome() {
    GroupEvents changed = ofGroup(modified(1, ONE), removed(2, TWO), modified(3, THREE));

    assertThat(changed.changeUpTo(TWO.sortKey())).contains(TWO.sortKey());
    assertThat(ofGroup(inserted(1, TWO)).changeUpTo(TWO.sortKey())).isEmpty();
  }

  @Test
  void above_whenAskedForAKey_keepsTheEventsBeyondItAndAllRecords() {
    GroupEvents events = ofGroup(inserted(1, ONE), inserted(2, TWO));

    assertThat(events.above(ONE.sortKey()))
        .isEqualTo(
            new GroupEvents(
                List.of(new Event(TWO.sortKey(), TWO, false, false)), events.records()));
  }

  @Test
  void without_whenAskedForAMessage_keepsTheEventsOfTheOthers() {
    GroupEvents events = ofGroup(inserted(1, ONE), inserted(2, TWO));

    assertThat(events.without(TWO.sortKey()).events())
        .containsExactly(new Event(ONE.sortKey(), ONE, false, false));
  }

  @Test
  void anyUpTo_whenSeveralCameChangedOrWent_isTheHighestUpToThere() {
    GroupEvents events = ofGroup(inserted(1, ONE), removed(2, TWO), modified(3, THREE));

    assertThat(events.anyUpTo(TWO.sortKey())).contains(TWO.sortKey());
    assertThat(events.anyUpTo(SHOWN)).isEmpty();
  }

  @Test
  void senders_areThoseOfMessagesThatCameOrChanged() {
    Message ofBob = Samples.message(TWO.sortKey(), Samples.BOB, "Two");

    assertThat(ofGroup(inserted(1, ONE), modified(2, ofBob), removed(3, THREE)).senders())
        .containsExactlyInAnyOrder("ann", "bob");
  }

  private static Map<String, AttributeValue> key(String pk, String sk) {
    return new ItemKey(pk, sk).attributes();
  }

  private static GroupEvents ofGroup(Record... records) {
    StreamEvents events = StreamEvents.of(List.of(records));
    assertThat(events.rejected()).isEmpty();
    return events.byGroup().get("g-1");
  }

  private static Record numbered(Record record, String sequenceNumber) {
    return record.toBuilder()
        .dynamodb(record.dynamodb().toBuilder().sequenceNumber(sequenceNumber).build())
        .build();
  }

  private static Map<String, AttributeValue> without(String attribute) {
    Map<String, AttributeValue> item = new HashMap<>(Schemas.MESSAGES.itemToMap(ONE, true));
    item.remove(attribute);
    return item;
  }

  /** A message so many seconds after what the rows show. */
  private static Message message(int seconds, String text) {
    return Samples.message(
        SortKey.of(Samples.MADE_AT.plusSeconds(seconds), "n-" + seconds), Samples.ANN, text);
  }
}
