package io.github.ddbmessaging.internal.item;

import static io.github.ddbmessaging.internal.project.StreamRecords.inserted;
import static io.github.ddbmessaging.internal.project.StreamRecords.modified;
import static io.github.ddbmessaging.internal.project.StreamRecords.removed;
import static io.github.ddbmessaging.internal.project.StreamRecords.withOldImage;
import static io.github.ddbmessaging.internal.project.StreamRecords.withoutImage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.project.StreamRecords;
import io.github.ddbmessaging.model.ChangeEvent;
import io.github.ddbmessaging.model.ChangeEvent.GroupChanged;
import io.github.ddbmessaging.model.ChangeEvent.GroupCreated;
import io.github.ddbmessaging.model.ChangeEvent.MessageCreated;
import io.github.ddbmessaging.model.ChangeEvent.MessageDeleted;
import io.github.ddbmessaging.model.ChangeEvent.MessageEdited;
import io.github.ddbmessaging.model.ChangeEvent.MessageExpired;
import io.github.ddbmessaging.model.ChangeEvent.MessagePurged;
import io.github.ddbmessaging.model.ChangeEvent.ReactionsChanged;
import io.github.ddbmessaging.model.ChangeEvent.ReadPositionMoved;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.FormerMembership;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.IdempotencyMarker;
import io.github.ddbmessaging.model.LogEntry;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageContent;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.MessageStatus;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.model.UserReactions;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

class DecodeRecordTest {
  private static final String SECRET = "Marmalade";
  private static final Message SENT = Samples.message(Samples.FIRST, Samples.ANN, SECRET);
  private static final Message EDITED =
      SENT.with(MessageContent.ofText("New " + SECRET), MessageStatus.SENT.edited(Samples.MADE_AT));
  private static final Message DELETED =
      SENT.with(MessageContent.ofText(""), MessageStatus.SENT.deleted(Samples.MADE_AT, "ann"));
  private static final UserReactions NONE =
      new UserReactions("g-1", Samples.FIRST, "bob", Set.of());
  private static final UserReactions ONE = reactions("👍");
  private static final UserReactions TWO = reactions("👍", SECRET);

  /** Records of a stream with new and old images, and the event of each. */
  static Stream<Arguments> withOldImages() {
    return Stream.of(
        arguments("sent", inserted(1, SENT), new MessageCreated(SENT)),
        arguments(
            "edited",
            withOldImage(modified(1, EDITED), image(SENT)),
            new MessageEdited(EDITED, Optional.of(SENT))),
        arguments(
            "edited and told by the log in one write",
            withOldImage(ofImage(OperationType.MODIFY, logged(EDITED)), image(SENT)),
            new MessageEdited(EDITED, Optional.of(SENT))),
        arguments(
            "deleted",
            withOldImage(modified(1, DELETED), image(EDITED)),
            new MessageDeleted(DELETED, Optional.of(EDITED))),
        arguments(
            "deleted, and written again by another program",
            withOldImage(modified(1, SENT), image(DELETED)),
            new MessageEdited(SENT, Optional.of(DELETED))),
        arguments(
            "purged",
            withOldImage(removed(1, DELETED), image(DELETED)),
            new MessagePurged(SENT.ref(), Optional.of(DELETED))),
        arguments(
            "expired",
            byTimeToLive(withOldImage(removed(1, SENT), image(SENT))),
            new MessageExpired(SENT.ref(), Optional.of(SENT))),
        arguments(
            "reacted for the first time",
            ofImage(OperationType.INSERT, image(ONE)),
            new ReactionsChanged(ONE, Optional.of(Set.of()))),
        arguments(
            "reacted again",
            withOldImage(ofImage(OperationType.MODIFY, image(TWO)), image(ONE)),
            new ReactionsChanged(TWO, Optional.of(Set.of("👍")))),
        arguments(
            "took the last reaction back",
            withOldImage(ofImage(OperationType.MODIFY, image(NONE)), image(ONE)),
            new ReactionsChanged(NONE, Optional.of(Set.of("👍")))),
        arguments(
            "reactions to a purged message",
            withOldImage(ofKey(OperationType.REMOVE, image(ONE)), image(ONE)),
            new ReactionsChanged(NONE, Optional.of(Set.of("👍")))));
  }

  private static final SortKey SECOND_KEY = SortKey.of(Samples.MADE_AT.plusSeconds(1), "m-2");

  private static GroupState state(@Nullable SortKey readUpTo, @Nullable Instant mutedUntil) {
    return new GroupState(
        "bob", "g-1", readUpTo, 0, mutedUntil, null, null, Map.of(SECRET, SECRET));
  }

  private static Map<String, AttributeValue> image(GroupState state) {
    return Schemas.STATES.itemToMap(state, true);
  }

  /** Records of what a user has read, and the event of each; null for none. */
  static Stream<Arguments> ofStates() {
    GroupState first = state(Samples.FIRST, null);
    GroupState muted = state(Samples.FIRST, Samples.FIRST.instant());
    GroupState second = state(SECOND_KEY, null);
    GroupState none = state(null, null);
    ReadPositionMoved toFirst = new ReadPositionMoved("bob", "g-1", Samples.FIRST);
    return Stream.of(
        arguments("read", ofImage(OperationType.INSERT, image(first)), toFirst),
        arguments("muted alone", ofImage(OperationType.INSERT, image(none)), null),
        arguments(
            "read on",
            withOldImage(ofImage(OperationType.MODIFY, image(second)), image(first)),
            new ReadPositionMoved("bob", "g-1", SECOND_KEY)),
        arguments(
            "marked as unread",
            withOldImage(ofImage(OperationType.MODIFY, image(first)), image(second)),
            toFirst),
        arguments(
            "read for the first time",
            withOldImage(ofImage(OperationType.MODIFY, image(first)), image(none)),
            toFirst),
        arguments(
            "muted", withOldImage(ofImage(OperationType.MODIFY, image(muted)), image(first)), null),
        arguments(
            "muted, in a stream without old images",
            ofImage(OperationType.MODIFY, image(muted)),
            toFirst),
        arguments(
            "swept", withOldImage(ofKey(OperationType.REMOVE, image(first)), image(first)), null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ofStates")
  void event_ofAUsersState_tellsThatTheReadPositionMoved(
      String what, Record record, @Nullable ChangeEvent event) {
    assertThat(DecodeRecord.event(record)).isEqualTo(Optional.ofNullable(event));
  }

  /** Records of a stream with new images alone, and the event of each. */
  static Stream<Arguments> withoutOldImages() {
    return Stream.of(
        arguments("sent", inserted(1, SENT), new MessageCreated(SENT)),
        arguments("edited", modified(1, EDITED), new MessageEdited(EDITED, Optional.empty())),
        arguments(
            "told by the log, which nobody can tell from an edit",
            ofImage(OperationType.MODIFY, logged(EDITED)),
            new MessageEdited(EDITED, Optional.empty())),
        arguments("deleted", modified(1, DELETED), new MessageDeleted(DELETED, Optional.empty())),
        arguments("purged", removed(1, DELETED), new MessagePurged(SENT.ref(), Optional.empty())),
        arguments(
            "expired",
            byTimeToLive(removed(1, SENT)),
            new MessageExpired(SENT.ref(), Optional.empty())),
        arguments(
            "reacted for the first time",
            ofImage(OperationType.INSERT, image(ONE)),
            new ReactionsChanged(ONE, Optional.of(Set.of()))),
        arguments(
            "reacted again",
            ofImage(OperationType.MODIFY, image(TWO)),
            new ReactionsChanged(TWO, Optional.empty())),
        arguments(
            "reactions to a purged message",
            ofKey(OperationType.REMOVE, image(ONE)),
            new ReactionsChanged(NONE, Optional.empty())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"withOldImages", "withoutOldImages"})
  void event_ofARecord_tellsWhatHappened(String what, Record record, ChangeEvent event) {
    assertThat(DecodeRecord.event(record)).contains(event);
    assertThat(event.groupId()).isEqualTo("g-1");
  }

  @Test
  void event_ofANewHead_tellsTheGroup() {
    assertThat(DecodeRecord.event(ofImage(OperationType.INSERT, image(head(Samples.direct())))))
        .contains(new GroupCreated(Samples.direct()));
  }

  @Test
  void event_ofANewEntryOfTheLogAboutTheGroup_tellsTheEntry() {
    LogEntry entry = membersAdded();

    assertThat(DecodeRecord.event(ofImage(OperationType.INSERT, image(entry))))
        .contains(new GroupChanged(entry));
  }

  /** Time to live takes it away after a month, and migrations may write it anew. */
  @Test
  void event_ofAnEntryOfTheLogThatChangesOrGoes_isNone() {
    Map<String, AttributeValue> entry = image(membersAdded());

    assertThat(DecodeRecord.event(ofImage(OperationType.MODIFY, entry))).isEmpty();
    assertThat(DecodeRecord.event(ofKey(OperationType.REMOVE, entry))).isEmpty();
  }

  private static LogEntry membersAdded() {
    return LogEntries.ofGroup(
        head(titled()),
        LogEntry.Change.MEMBERS_ADDED,
        Set.of("bob", "cat"),
        "ann",
        Samples.MADE_AT);
  }

  /** What changes nothing for a client. */
  static Stream<Arguments> others() {
    Map<String, AttributeValue> row =
        Schemas.ROWS.itemToMap(
            MemberRows.of(Samples.direct(), Samples.FIRST, Samples.ANN, SENT), true);
    Map<String, AttributeValue> marker =
        Schemas.MARKERS.itemToMap(
            new IdempotencyMarker("g-1", "key", Samples.FIRST, null, Samples.MADE_AT), true);
    Map<String, AttributeValue> entry =
        Schemas.LOG.itemToMap(
            LogEntries.next(head(Samples.direct()), EDITED, "ann", Samples.MADE_AT), true);
    return Stream.of(
        arguments("row", row),
        arguments("marker", marker),
        arguments("entry of the log about a message", entry),
        arguments(
            "former membership",
            Schemas.FORMER.itemToMap(new FormerMembership("ann", "g-1", Samples.MADE_AT), true)),
        arguments("checkpoint", key("CHK#rows", "shardId-1")),
        arguments("another program's item", key("SOMETHING#else", "2026")),
        arguments("another program's item in a group", key("MSG#g-1", "NOTE#1")),
        arguments("another program's item of a user", key("GRP#ann", "SETTINGS")),
        arguments("key of other attributes", Map.of("id", AttributeValue.fromS("1"))),
        arguments("keys that are numbers", numbers()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("others")
  void event_ofAnotherItem_isNone(String what, Map<String, AttributeValue> item) {
    assertThat(DecodeRecord.event(withNewImage(OperationType.INSERT, item))).isEmpty();
    assertThat(DecodeRecord.event(withNewImage(OperationType.MODIFY, item))).isEmpty();
    assertThat(DecodeRecord.event(withoutImage(OperationType.REMOVE, 1, item))).isEmpty();
  }

  @Test
  void event_ofARecordWithoutAnything_isNone() {
    assertThat(DecodeRecord.event(Record.builder().build())).isEmpty();
  }

  @Test
  void event_ofAHeadThatMovesOnOrGoes_isNone() {
    Map<String, AttributeValue> head = image(head(Samples.direct()));

    assertThat(DecodeRecord.event(ofImage(OperationType.MODIFY, head))).isEmpty();
    assertThat(DecodeRecord.event(ofKey(OperationType.REMOVE, head))).isEmpty();
  }

  @Test
  void event_ofTheNoteThatTheLogTellsOfAnEdit_isNone() {
    Record note = withOldImage(ofImage(OperationType.MODIFY, logged(EDITED)), image(EDITED));

    assertThat(DecodeRecord.event(note)).isEmpty();
  }

  @Test
  void event_ofAMessageOfTheOriginalApplicationThatWent_takesTheIdFromTheOldImage() {
    SortKey old = new SortKey("2022-10-01T09:30:00.123456+00:00");
    Message message = new Message("g-1", old, "m-1", Samples.ANN, "Old");
    Record removed = removed(1, message);

    assertThat(DecodeRecord.event(withOldImage(removed, image(message))))
        .contains(new MessagePurged(message.ref(), Optional.of(message)));
    assertThat(DecodeRecord.event(removed))
        .contains(new MessagePurged(new MessageRef("g-1", old, old.value()), Optional.empty()));
  }

  /** Old images that can't be used: they don't stand in the way of what an item is now. */
  static Stream<Map<String, AttributeValue>> badOldImages() {
    return Stream.of(
        without(image(SENT), Attributes.MESSAGE_ID),
        with(image(SENT), Attributes.MESSAGE, AttributeValue.fromN("1")),
        image(Samples.fullMessage()));
  }

  @ParameterizedTest
  @MethodSource("badOldImages")
  void event_whenTheOldImageIsDamagedOrOfAnotherItem_hasNone(Map<String, AttributeValue> old) {
    assertThat(DecodeRecord.event(withOldImage(modified(1, EDITED), old)))
        .contains(new MessageEdited(EDITED, Optional.empty()));
    assertThat(DecodeRecord.event(withOldImage(removed(1, SENT), old)))
        .contains(new MessagePurged(SENT.ref(), Optional.empty()));
  }

  /** Records that can't be understood, with a part of the reason. */
  static Stream<Arguments> damaged() {
    AttributeValue secrets = AttributeValue.fromSs(List.of(SECRET));
    Map<String, AttributeValue> head = image(head(titled()));
    return Stream.of(
        arguments(
            ofImage(OperationType.INSERT, without(image(SENT), Attributes.MESSAGE_ID)),
            "message_uuid"),
        arguments(
            ofImage(OperationType.MODIFY, with(image(SENT), Attributes.MESSAGE_ID, secrets)),
            "another type"),
        arguments(
            ofImage(
                OperationType.MODIFY,
                with(image(SENT), Attributes.EDITED_AT, AttributeValue.fromS(SECRET))),
            "edited_at"),
        arguments(
            ofImage(OperationType.INSERT, with(head, Attributes.MEMBERS, secrets)), "another type"),
        arguments(ofImage(OperationType.INSERT, without(head, Attributes.MEMBERS)), "members"),
        arguments(
            ofImage(
                OperationType.INSERT,
                with(image(membersAdded()), Attributes.USERS, AttributeValue.fromS(SECRET))),
            "another type"),
        arguments(
            ofImage(
                OperationType.MODIFY,
                with(image(ONE), Attributes.REACTIONS, AttributeValue.fromS(SECRET))),
            "another type"),
        arguments(
            withoutImage(OperationType.REMOVE, 1, key("MSG#g-1", "RCT#nonsense")),
            "the sort key is"),
        arguments(
            withoutImage(OperationType.REMOVE, 1, key("MSG#g-1", "2026-99-99")),
            "none of a message"),
        arguments(ofKey(OperationType.INSERT, image(SENT)), "NEW_AND_OLD_IMAGES"),
        arguments(ofKey(OperationType.MODIFY, image(SENT)), "NEW_AND_OLD_IMAGES"),
        arguments(ofKey(OperationType.INSERT, head), "NEW_AND_OLD_IMAGES"),
        arguments(ofKey(OperationType.MODIFY, image(ONE)), "NEW_AND_OLD_IMAGES"),
        arguments(
            ofKey(OperationType.INSERT, image(SENT)).toBuilder()
                .dynamodb(
                    stream ->
                        stream
                            .keys(ItemKey.of(image(SENT)).attributes())
                            .newImage(image(Samples.fullMessage())))
                .build(),
            "the image of another item"));
  }

  @ParameterizedTest
  @MethodSource("damaged")
  void event_ofADamagedItem_isRefusedWithoutContent(Record record, String why) {
    assertThatThrownBy(() -> DecodeRecord.event(record))
        .isInstanceOf(DamagedItemException.class)
        .hasMessageContaining("pk='MSG#g-1'")
        .hasMessageContaining(why)
        .hasNoCause()
        .message()
        .doesNotContain(SECRET);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withOldImages")
  void toString_ofAnEvent_tellsNoContent(String what, Record record, ChangeEvent event) {
    assertThat(event.toString())
        .contains("g-1")
        .doesNotContain(SECRET, Samples.ANN.displayName(), Samples.ANN.handle(), "👍");
  }

  @Test
  void toString_ofANewGroup_tellsNeitherTitleNorNames() {
    assertThat(new GroupCreated(titled()).toString()).contains("g-1").doesNotContain(SECRET);
  }

  @Test
  void toString_ofAChangedGroup_tellsNeitherTitleNorNames() {
    assertThat(new GroupChanged(membersAdded()).toString()).contains("g-1").doesNotContain(SECRET);
  }

  @ParameterizedTest
  @EnumSource(
      value = OperationType.class,
      names = {"INSERT", "MODIFY"})
  void key_ofARecord_isThatOfItsItem(OperationType type) {
    assertThat(DecodeRecord.key(ofImage(type, image(SENT))))
        .isEqualTo(ItemKey.message("g-1", Samples.FIRST));
  }

  private static MessageGroup titled() {
    return new MessageGroup(
        "g-1",
        Samples.FIRST,
        List.of(new User("ann", SECRET, SECRET), Samples.BOB),
        SECRET,
        Samples.MADE_AT,
        1);
  }

  private static GroupHead head(MessageGroup group) {
    return new GroupHead(group, null);
  }

  private static UserReactions reactions(String... emojis) {
    return new UserReactions("g-1", Samples.FIRST, "bob", Set.of(emojis));
  }

  private static Record byTimeToLive(Record record) {
    return record.toBuilder()
        .userIdentity(by -> by.type("Service").principalId("dynamodb.amazonaws.com"))
        .build();
  }

  private static Record ofImage(OperationType type, Map<String, AttributeValue> image) {
    return StreamRecords.of(type, 1, image);
  }

  private static Record ofKey(OperationType type, Map<String, AttributeValue> image) {
    return withoutImage(type, 1, ItemKey.of(image).attributes());
  }

  /** Of an item with any key. */
  private static Record withNewImage(OperationType type, Map<String, AttributeValue> image) {
    return Record.builder()
        .eventName(type)
        .dynamodb(stream -> stream.keys(image).newImage(image))
        .build();
  }

  private static Map<String, AttributeValue> image(Message message) {
    return Schemas.MESSAGES.itemToMap(message, true);
  }

  private static Map<String, AttributeValue> image(GroupHead head) {
    return Schemas.HEADS.itemToMap(head, true);
  }

  private static Map<String, AttributeValue> image(LogEntry entry) {
    return Schemas.LOG.itemToMap(entry, true);
  }

  private static Map<String, AttributeValue> image(UserReactions reactions) {
    return Schemas.REACTIONS.itemToMap(reactions, true);
  }

  private static Map<String, AttributeValue> logged(Message message) {
    return with(image(message), Attributes.LOGGED, AttributeValue.fromN("1"));
  }

  private static Map<String, AttributeValue> key(String pk, String sk) {
    return new ItemKey(pk, sk).attributes();
  }

  private static Map<String, AttributeValue> numbers() {
    return Map.of("pk", AttributeValue.fromN("1"), "sk", AttributeValue.fromN("2"));
  }

  private static Map<String, AttributeValue> with(
      Map<String, AttributeValue> image, String name, AttributeValue value) {
    Map<String, AttributeValue> changed = new HashMap<>(image);
    changed.put(name, value);
    return changed;
  }

  private static Map<String, AttributeValue> without(
      Map<String, AttributeValue> image, String name) {
    Map<String, AttributeValue> changed = new HashMap<>(image);
    changed.remove(name);
    return changed;
  }
}
