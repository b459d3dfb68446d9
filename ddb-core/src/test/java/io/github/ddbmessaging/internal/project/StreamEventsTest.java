package io.github.ddbmessaging.internal.project;

import static io.github.ddbmessaging.internal.project.StreamRecords.inserted;
import static io.github.ddbmessaging.internal.project.StreamRecords.modified;
import static io.github.ddbmessaging.internal.project.StreamRecords.removed;
import static io.github.ddbmessaging.internal.project.StreamRecords.withoutImage;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.item.Items;
import io.github.ddbmessaging.internal.project.StreamEvents.Event;
import io.github.ddbmessaging.internal.project.StreamEvents.GroupEvents;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.IdempotencyMarker;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.RejectedRecord;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Schemas;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
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
        .containsExactly(new Event(other.sortKey(), other, false));
  }

  @Test
  void of_whenMessageCameAndWasEdited_saysWhatItIsNowAndThatItChanged() {
    Message edited = message(1, "Edited");

    assertThat(ofGroup(inserted(1, ONE), modified(2, edited)).events())
        .containsExactly(new Event(ONE.sortKey(), edited, true));
  }

  @Test
  void of_whenMessageCameAndWent_saysThatItIsGone() {
    assertThat(ofGroup(inserted(1, ONE), removed(2, ONE)).events())
        .containsExactly(new Event(ONE.sortKey(), null, true));
  }

  @Test
  void of_whenRecordsAreOutOfOrder_goesBySequenceNumber() {
    assertThat(ofGroup(removed(2, ONE), inserted(1, ONE)).events())
        .containsExactly(new Event(ONE.sortKey(), null, true));
  }

  @Test
  void of_whenSequenceNumbersDifferInLength_ordersThemAsNumbers() {
    assertThat(ofGroup(removed(10, ONE), inserted(9, ONE)).events())
        .containsExactly(new Event(ONE.sortKey(), null, true));
  }

  @Test
  void of_whenSequenceNumbersHaveMoreDigitsThanALong_ordersThemAsNumbers() {
    Record early = numbered(inserted(0, ONE), "99999999999999999999999");
    Record late = numbered(removed(0, ONE), "100000000000000000000000");

    assertThat(ofGroup(late, early).events()).containsExactly(new Event(ONE.sortKey(), null, true));
  }

  @Test
  void of_whenRecordIsRepeated_saysItOnce() {
    assertThat(ofGroup(inserted(1, ONE), inserted(1, ONE)).events())
        .containsExactly(new Event(ONE.sortKey(), ONE, false));
  }

  @Test
  void of_whenRecordIsRepeated_keepsBothAsSources() {
    assertThat(ofGroup(inserted(1, ONE), inserted(1, ONE)).records()).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("otherItems")
  void of_whenRecordIsOfAnotherItem_passesItOver(Record record) {
    assertThat(StreamEvents.of(List.of(record))).isEqualTo(new StreamEvents(Map.of(), List.of()));
  }

  static Stream<Record> otherItems() {
    Map<String, AttributeValue> head = Schemas.HEADS.itemToMap(Samples.direct(), true);
    Map<String, AttributeValue> row =
        Schemas.ROWS.itemToMap(
            Items.row(Samples.direct(), Items.place(Samples.direct()), Samples.ANN, ONE), true);
    Map<String, AttributeValue> marker =
        Schemas.MARKERS.itemToMap(
            new IdempotencyMarker("g-1", "key", SHOWN, Samples.MADE_AT), true);
    Map<String, AttributeValue> checkpoint = Items.key("CHK#rows", "shardId-1");
    return Stream.of(
        StreamRecords.of(OperationType.INSERT, 1, head),
        StreamRecords.of(OperationType.MODIFY, 1, head),
        StreamRecords.of(OperationType.INSERT, 1, row),
        withoutImage(OperationType.REMOVE, 1, Items.key(row.get("pk").s(), row.get("sk").s())),
        StreamRecords.of(OperationType.INSERT, 1, marker),
        withoutImage(OperationType.REMOVE, 1, Items.key("MSG#g-1", "IDEM#key")),
        StreamRecords.of(OperationType.MODIFY, 1, checkpoint),
        StreamRecords.of(OperationType.INSERT, 1, Items.key("SOMETHING#else", "2026")),
        withoutImage(
            OperationType.REMOVE, 1, Map.of("id", AttributeValue.fromS("of another table"))),
        withoutImage(
            OperationType.REMOVE,
            1,
            Map.of("pk", AttributeValue.fromN("1"), "sk", AttributeValue.fromN("2"))),
        Record.builder().eventName(OperationType.INSERT).build());
  }

  @Test
  void of_whenMessageLacksAnAttribute_rejectsTheRecord() {
    Record damaged = StreamRecords.of(OperationType.INSERT, 1, without("message_uuid"));

    StreamEvents events = StreamEvents.of(List.of(damaged));

    assertThat(events.byGroup()).isEmpty();
    assertThat(events.rejected()).extracting(RejectedRecord::record).containsExactly(damaged);
    assertThat(events.rejected().get(0).reason())
        .isInstanceOf(DamagedItemException.class)
        .hasMessageContaining("message_uuid");
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
                List.of(new Event(TWO.sortKey(), TWO, false)), List.of(inserted(2, TWO))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"INSERT", "MODIFY"})
  void of_whenStreamHasNoNewImages_rejectsTheRecordNamingTheView(OperationType type) {
    Record bare = withoutImage(type, 1, Items.key("MSG#g-1", ONE.sortKey().value()));

    assertThat(StreamEvents.of(List.of(bare)).rejected())
        .singleElement()
        .satisfies(
            rejected ->
                assertThat(rejected.reason())
                    .isInstanceOf(DamagedItemException.class)
                    .hasMessageContaining("NEW_IMAGE"));
  }

  @Test
  void of_whenAMessageWithADamagedKeyWent_rejectsTheRecord() {
    Record damaged = withoutImage(OperationType.REMOVE, 1, Items.key("MSG#g-1", "2026-99-99"));

    assertThat(StreamEvents.of(List.of(damaged)).rejected())
        .extracting(RejectedRecord::record)
        .containsExactly(damaged);
  }

  @Test
  void of_whenAMessageOfTheOldApplicationCame_readsIt() {
    SortKey old = SortKey.parse("2022-10-01T09:30:00.123456+00:00");
    Message message = new Message("g-1", old, "m-1", Samples.ANN, "Old");

    assertThat(ofGroup(inserted(1, message)).events())
        .containsExactly(new Event(old, message, false));
  }

  @Test
  void newestAbove_whenSeveralCame_isTheHighest() {
    GroupEvents events = ofGroup(inserted(1, TWO), inserted(2, THREE), inserted(3, ONE));

    assertThat(events.newestAbove(SHOWN)).contains(THREE);
  }

  @Test
  void newestAbove_whenTheHighestWent_isTheHighestThatIsThere() {
    GroupEvents events = ofGroup(inserted(1, TWO), inserted(2, THREE), removed(3, THREE));

    assertThat(events.newestAbove(SHOWN)).contains(TWO);
  }

  @Test
  void newestAbove_whenShownAlready_isNone() {
    assertThat(ofGroup(inserted(1, TWO)).newestAbove(TWO.sortKey())).isEmpty();
  }

  @Test
  void removalAbove_whenSeveralWent_isTheHighest() {
    GroupEvents events = ofGroup(removed(1, TWO), removed(2, THREE), removed(3, ONE));

    assertThat(events.removalAbove(SHOWN)).contains(THREE.sortKey());
  }

  @Test
  void removalAbove_whenTheMessageWasShown_isNone() {
    assertThat(ofGroup(removed(1, TWO)).removalAbove(TWO.sortKey())).isEmpty();
  }

  @Test
  void changeUpTo_whenAMessageOnlyCame_isNone() {
    assertThat(ofGroup(inserted(1, TWO)).changeUpTo(TWO.sortKey())).isEmpty();
  }

  @Test
  void changeUpTo_whenSeveralChanged_isTheHighestUpToThere() {
    GroupEvents events = ofGroup(modified(1, ONE), removed(2, TWO), modified(3, THREE));

    assertThat(events.changeUpTo(TWO.sortKey())).contains(TWO.sortKey());
  }

  @Test
  void above_whenAskedForAPlace_keepsTheEventsBeyondItAndAllRecords() {
    GroupEvents events = ofGroup(inserted(1, ONE), inserted(2, TWO));

    assertThat(events.above(ONE.sortKey()))
        .isEqualTo(
            new GroupEvents(List.of(new Event(TWO.sortKey(), TWO, false)), events.records()));
  }

  @Test
  void without_whenAskedForAMessage_keepsTheEventsOfTheOthers() {
    GroupEvents events = ofGroup(inserted(1, ONE), inserted(2, TWO));

    assertThat(events.without(TWO.sortKey()).events())
        .containsExactly(new Event(ONE.sortKey(), ONE, false));
  }

  @Test
  void of_whateverTheOrderOfRecords_saysTheSame() {
    List<Record> records =
        List.of(inserted(1, ONE), modified(2, message(1, "Edited")), inserted(3, TWO));
    List<Record> turned = new ArrayList<>(records);
    Collections.reverse(turned);

    assertThat(StreamEvents.of(turned)).isEqualTo(StreamEvents.of(records));
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
