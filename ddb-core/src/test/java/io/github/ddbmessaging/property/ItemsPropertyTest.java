package io.github.ddbmessaging.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.Attachment;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.IdempotencyMarker;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageContent;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessageKind;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** Items of all kinds that hold content: what is read is what was written. */
class ItemsPropertyTest extends Inputs {

  @Property
  void read_ofAWrittenMessage_isTheSame(@ForAll("messages") Message message) {
    assertReadAsWritten(Schemas.MESSAGES, message);
  }

  @Property
  void read_ofAWrittenRow_isTheSame(@ForAll("rows") MessageGroupRow row) {
    assertReadAsWritten(Schemas.ROWS, row);
  }

  @Property
  void read_ofAWrittenHead_isTheSame(@ForAll("heads") GroupHead head) {
    assertReadAsWritten(Schemas.HEADS, head);
  }

  @Property
  void read_ofAWrittenMarker_isTheSame(@ForAll("markers") IdempotencyMarker marker) {
    assertReadAsWritten(Schemas.MARKERS, marker);
  }

  @Property
  void read_ofAWrittenState_isTheSame(@ForAll("states") GroupState state) {
    assertReadAsWritten(Schemas.STATES, state);
  }

  private static <T> void assertReadAsWritten(TableSchema<T> schema, T written) {
    assertThat(Schemas.read(schema, schema.itemToMap(written, true))).isEqualTo(written);
  }

  @Provide
  Arbitrary<GroupState> states() {
    Arbitrary<Instant> times = sortKeys().map(SortKey::instant).injectNull(0.5);
    return Combinators.combine(
            ids(),
            ids(),
            sortKeys().injectNull(0.5),
            Arbitraries.longs().greaterOrEqual(0),
            times,
            times,
            times,
            Arbitraries.maps(goodTexts(10), texts(0, 10)).ofMaxSize(3))
        .as(GroupState::new);
  }

  @Provide
  Arbitrary<Message> messages() {
    return Combinators.combine(
            ids(), allSortKeys(), ids(), users(), contents(), kinds(), sortKeys().injectNull(0.5))
        .as(
            (groupId, key, id, sender, content, kind, replyTo) ->
                new Message(
                    groupId,
                    key,
                    id,
                    sender,
                    content,
                    kind,
                    replyTo == null ? null : ref(groupId, replyTo)));
  }

  private static Arbitrary<MessageKind> kinds() {
    return Arbitraries.of(MessageKind.class);
  }

  private static MessageRef ref(String groupId, SortKey key) {
    return new MessageRef(groupId, key, key.value().substring(key.value().indexOf('#') + 1));
  }

  private static Arbitrary<MessageContent> contents() {
    return Combinators.combine(
            texts(0, 50),
            ids().set().ofMaxSize(3),
            attachments().list().ofMaxSize(3),
            Arbitraries.maps(goodTexts(10), texts(0, 10)).ofMaxSize(3))
        .as(MessageContent::new);
  }

  private static Arbitrary<Attachment> attachments() {
    Arbitrary<Integer> numbers = Arbitraries.integers().greaterOrEqual(0).injectNull(0.5);
    return Combinators.combine(
            goodTexts(10),
            goodTexts(10),
            Arbitraries.longs(),
            goodTexts(10),
            numbers,
            numbers,
            Arbitraries.longs()
                .between(0, Integer.MAX_VALUE)
                .map(Duration::ofMillis)
                .injectNull(0.5))
        .as(Attachment::new);
  }

  @Provide
  Arbitrary<MessageGroupRow> rows() {
    return Combinators.combine(
            ids(),
            ids(),
            allSortKeys(),
            goodTexts(20),
            titles(),
            users(),
            Arbitraries.of(true, false),
            ids().injectNull(0.3))
        .as(
            (userId, groupId, newest, preview, title, user, isDirect, lastSenderId) ->
                new MessageGroupRow(
                    userId,
                    Keys.row(newest, groupId),
                    groupId,
                    preview,
                    title,
                    user,
                    isDirect,
                    isDirect,
                    lastSenderId));
  }

  @Provide
  Arbitrary<GroupHead> heads() {
    Arbitrary<Instant> stored = times().map(time -> time.truncatedTo(ChronoUnit.MICROS));
    return Combinators.combine(
            Combinators.combine(
                    ids(), allSortKeys(), members(1, 4), titles(), stored, Arbitraries.longs())
                .as(MessageGroup::new),
            allSortKeys().injectNull(0.3))
        .as(GroupHead::new);
  }

  @Provide
  Arbitrary<IdempotencyMarker> markers() {
    Arbitrary<Instant> stored = times().map(time -> time.truncatedTo(ChronoUnit.SECONDS));
    return Combinators.combine(
            ids(), idempotencyKeys(), allSortKeys(), ids().injectNull(0.3), stored)
        .as(IdempotencyMarker::new);
  }

  private static Arbitrary<String> titles() {
    return goodTexts(Limits.TITLE_LENGTH).injectNull(0.3);
  }
}
