package io.github.ddbmessaging.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.IdempotencyMarker;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** Items of all four kinds: what is read is what was written. */
class ItemsPropertyTest {

  @Provide
  Arbitrary<String> ids() {
    return Inputs.ids();
  }

  @Provide
  Arbitrary<String> texts() {
    return Inputs.goodTexts(50);
  }

  @Provide
  Arbitrary<String> titles() {
    return Inputs.goodTexts(Limits.TITLE_LENGTH).injectNull(0.3);
  }

  @Provide
  Arbitrary<String> idempotencyKeys() {
    return Inputs.idempotencyKeys();
  }

  @Provide
  Arbitrary<SortKey> sortKeys() {
    return Inputs.sortKeys();
  }

  @Provide
  Arbitrary<Instant> times() {
    return Inputs.times();
  }

  @Provide
  Arbitrary<User> users() {
    return Inputs.users();
  }

  @Provide
  Arbitrary<List<User>> members() {
    return Inputs.members(1, 4);
  }

  @Property
  void read_ofAWrittenMessage_isTheSame(
      @ForAll("ids") String groupId,
      @ForAll("sortKeys") SortKey sortKey,
      @ForAll("users") User sender,
      @ForAll("texts") String text) {
    assertReadAsWritten(Schemas.MESSAGES, new Message(groupId, sortKey, "m-1", sender, text));
  }

  @Property
  void read_ofAWrittenRow_isTheSame(
      @ForAll("ids") String userId,
      @ForAll("ids") String groupId,
      @ForAll("sortKeys") SortKey newest,
      @ForAll("users") User shown,
      @ForAll("titles") String title) {
    SortKey sortKey = Keys.row(newest, groupId);

    assertReadAsWritten(
        Schemas.ROWS, new MessageGroupRow(userId, sortKey, groupId, "Hi", title, shown));
  }

  @Property
  void read_ofAWrittenHead_isTheSame(
      @ForAll("ids") String groupId,
      @ForAll("sortKeys") SortKey newest,
      @ForAll("members") List<User> members,
      @ForAll("titles") String title,
      @ForAll("times") Instant createdAt,
      @ForAll long version) {
    Instant stored = createdAt.truncatedTo(ChronoUnit.MICROS);

    assertReadAsWritten(
        Schemas.HEADS, new MessageGroup(groupId, newest, members, title, stored, version));
  }

  @Property
  void read_ofAWrittenMarker_isTheSame(
      @ForAll("ids") String groupId,
      @ForAll("idempotencyKeys") String key,
      @ForAll("sortKeys") SortKey message,
      @ForAll("times") Instant expiresAt) {
    Instant stored = expiresAt.truncatedTo(ChronoUnit.SECONDS);

    assertReadAsWritten(Schemas.MARKERS, new IdempotencyMarker(groupId, key, message, stored));
  }

  private static <T> void assertReadAsWritten(TableSchema<T> schema, T written) {
    assertThat(Schemas.read(schema, schema.itemToMap(written, true))).isEqualTo(written);
  }
}
