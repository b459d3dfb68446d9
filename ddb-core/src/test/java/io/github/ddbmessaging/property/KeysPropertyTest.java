package io.github.ddbmessaging.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.internal.text.Utf8;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Keys;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The key tree: what is read back is what was written, and no two things have one key. */
class KeysPropertyTest extends Inputs {

  @Provide
  Arbitrary<Instant> allTimes() {
    return Arbitraries.oneOf(times(), closeTimes());
  }

  @Provide
  Arbitrary<String> sortKeyTexts() {
    return Arbitraries.oneOf(
        anything(40),
        anything(1_100).map(id -> "2026-11-21T01:02:03.123456Z#" + id),
        aroundBytes(Limits.SORT_KEY_BYTES - 28).map(id -> "2026-11-21T01:02:03.123456Z#" + id));
  }

  @Property
  void partitions_ofTwoIds_areNeverTheSame(@ForAll("ids") String one, @ForAll("ids") String other) {
    Assume.that(!one.equals(other));

    assertThat(
            Set.of(
                Keys.messagePartition(one),
                Keys.messagePartition(other),
                Keys.groupsPartition(one),
                Keys.groupsPartition(other),
                Keys.checkpointPartition(one),
                Keys.checkpointPartition(other)))
        .hasSize(6);
  }

  @Property
  void parse_ofWhatOfWrote_isTheSame(@ForAll("allTimes") Instant time, @ForAll("ids") String id) {
    SortKey written = SortKey.of(time, id);

    SortKey read = new SortKey(written.value());

    assertThat(read).isEqualTo(written).hasSameHashCodeAs(written);
    assertThat(read.instant()).isEqualTo(time.truncatedTo(ChronoUnit.MICROS));
  }

  @Property
  void of_whenTimeOrIdDiffer_isAnotherKeyInTheOrderOfTimesThenIds(
      @ForAll("allTimes") Instant time,
      @ForAll("ids") String id,
      @ForAll("allTimes") Instant otherTime,
      @ForAll("ids") String otherId) {
    Instant one = time.truncatedTo(ChronoUnit.MICROS);
    Instant other = otherTime.truncatedTo(ChronoUnit.MICROS);
    int expected = one.equals(other) ? Utf8.compare(id, otherId) : one.compareTo(other);

    int order = SortKey.of(time, id).compareTo(SortKey.of(otherTime, otherId));

    assertThat(Integer.signum(order)).isEqualTo(Integer.signum(expected));
    assertThat(SortKey.of(time, id).equals(SortKey.of(otherTime, otherId)))
        .isEqualTo(expected == 0);
  }

  @Property
  void compareTo_ofAnyTwoKeys_isZeroOnlyIfTheyAreEqual(
      @ForAll("keysOfOneTime") SortKey one, @ForAll("keysOfOneTime") SortKey other) {
    assertThat(one.compareTo(other) == 0).isEqualTo(one.equals(other));
  }

  /** With ids that no store would make, but that another application may have. */
  @Provide
  Arbitrary<SortKey> keysOfOneTime() {
    return anything(2)
        .map(id -> "2026-11-21T01:02:03.123456Z#" + id)
        .filter(KeysPropertyTest::isKey)
        .map(SortKey::new);
  }

  @Property
  void row_ofAnyMessageAndGroup_hasTheMessagesTimeAndNamesTheGroup(
      @ForAll("sortKeys") SortKey newest, @ForAll("ids") String groupId) {
    SortKey row = Keys.row(newest, groupId);

    assertThat(row.instant()).isEqualTo(newest.instant());
    assertThat(row.value()).endsWith("#" + groupId);
  }

  @Property
  void idempotency_ofAnyKey_standsAboveAllMessagesAndIsNoHead(
      @ForAll("idempotencyKeys") String key, @ForAll("sortKeys") SortKey message) {
    String marker = Keys.idempotency(key);

    assertThat(List.of(message.value(), Keys.HEAD, marker))
        .isSortedAccordingTo(Comparator.<String>naturalOrder())
        .doesNotHaveDuplicates();
    assertThat(isKey(marker)).isFalse();
  }

  @Property
  void parse_ofAnyText_isRefusedOrAKeyThatDynamoDbHolds(@ForAll("sortKeyTexts") String text) {
    Assume.that(isKey(text));

    SortKey key = new SortKey(text);

    assertThat(key.value()).isEqualTo(text).matches("(?s)\\d.*");
    assertThat(bytes(text)).isLessThanOrEqualTo(Limits.SORT_KEY_BYTES);
    assertThat(text.chars().anyMatch(c -> c >= 0xd800 && c <= 0xdfff))
        .isEqualTo(text.codePoints().anyMatch(c -> c > 0xffff));
  }

  private static boolean isKey(String text) {
    try {
      new SortKey(text);
      return true;
    } catch (InvalidInputException e) {
      return false;
    }
  }
}
