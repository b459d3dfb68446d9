package io.github.ddbmessaging.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.internal.read.CursorCodec;
import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.PageRequest.Direction;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Keys;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Cursors: each is good for its listing and no other, and nothing else is a cursor. */
class CursorPropertyTest {

  @Provide
  Arbitrary<String> partitions() {
    return Combinators.combine(
            Inputs.ids(), Arbitraries.of(Keys.MESSAGES_PREFIX, Keys.GROUPS_PREFIX))
        .as((id, prefix) -> prefix + id);
  }

  @Provide
  Arbitrary<SortKey> sortKeys() {
    return Arbitraries.oneOf(
        Inputs.sortKeys(),
        Arbitraries.of("2023-05-20T17:01:02", "2023-05-20T17:01:02.5-05:00").map(SortKey::parse));
  }

  @Provide
  Arbitrary<PageRequest> requests() {
    return Combinators.combine(
            Arbitraries.of(Direction.class),
            Arbitraries.integers().between(1, 3),
            Inputs.closeTimes().injectNull(0.5),
            Inputs.closeTimes().injectNull(0.5))
        .as(
            (direction, limit, from, until) ->
                new PageRequest(direction, limit, null, from, until));
  }

  @Provide
  Arbitrary<String> anything() {
    return Arbitraries.oneOf(
        Inputs.anything(60),
        Arbitraries.strings().alpha().numeric().withChars("-_").ofMaxLength(80));
  }

  @Property
  void decode_ofAPosition_isItsKeyInEveryListingOfItsPartition(
      @ForAll("partitions") String partition,
      @ForAll("sortKeys") SortKey key,
      @ForAll("requests") PageRequest request) {
    Cursor cursor = CursorCodec.position(partition, key);

    assertThat(CursorCodec.decode(cursor, partition, request)).isEqualTo(key);
    assertThat(cursor.value()).matches("[A-Za-z0-9_-]+");
  }

  @Property
  void decode_ofAContinuation_isItsKeyInItsListing(
      @ForAll("partitions") String partition,
      @ForAll("sortKeys") SortKey key,
      @ForAll("requests") PageRequest request) {
    Cursor cursor = CursorCodec.continuation(partition, request, key);

    assertThat(CursorCodec.decode(cursor, partition, request)).isEqualTo(key);
  }

  @Property
  void decode_inAnotherPartition_isRefused(
      @ForAll("partitions") String partition,
      @ForAll("partitions") String other,
      @ForAll("sortKeys") SortKey key,
      @ForAll("requests") PageRequest request) {
    Assume.that(!partition.equals(other));

    assertRefused(CursorCodec.position(partition, key), other, request);
    assertRefused(CursorCodec.continuation(partition, request, key), other, request);
  }

  @Property
  void decode_ofAContinuationInAnotherListing_isRefused(
      @ForAll("partitions") String partition,
      @ForAll("sortKeys") SortKey key,
      @ForAll("requests") PageRequest request,
      @ForAll("requests") PageRequest other) {
    Assume.that(!sameListing(request, other));

    assertRefused(CursorCodec.continuation(partition, request, key), partition, other);
  }

  @Property
  void decode_whenAnyCharacterIsAnother_isRefused(
      @ForAll("partitions") String partition,
      @ForAll("sortKeys") SortKey key,
      @ForAll("requests") PageRequest request,
      @ForAll boolean continuation,
      @ForAll int place,
      @ForAll char other) {
    String value = cursor(continuation, partition, request, key).value();
    int index = Math.floorMod(place, value.length());
    Assume.that(value.charAt(index) != other);

    String changed = value.substring(0, index) + other + value.substring(index + 1);

    assertRefused(new Cursor(changed), partition, request);
  }

  @Property
  void decode_whenAPartIsCutOutOrPutIn_isRefused(
      @ForAll("partitions") String partition,
      @ForAll("sortKeys") SortKey key,
      @ForAll("requests") PageRequest request,
      @ForAll boolean continuation,
      @ForAll int from,
      @ForAll int to,
      @ForAll("anything") String putIn) {
    String value = cursor(continuation, partition, request, key).value();
    int start = Math.floorMod(from, value.length() + 1);
    int end = start + Math.floorMod(to, value.length() + 1 - start);

    String changed = value.substring(0, start) + putIn + value.substring(end);

    Assume.that(!changed.equals(value));
    assertRefused(new Cursor(changed), partition, request);
  }

  @Property
  void decode_ofAnyText_isRefused(
      @ForAll("partitions") String partition,
      @ForAll("requests") PageRequest request,
      @ForAll("anything") String text) {
    assertRefused(new Cursor(text), partition, request);
  }

  private static Cursor cursor(
      boolean continuation, String partition, PageRequest request, SortKey key) {
    return continuation
        ? CursorCodec.continuation(partition, request, key)
        : CursorCodec.position(partition, key);
  }

  private static boolean sameListing(PageRequest one, PageRequest other) {
    return one.direction() == other.direction()
        && same(one.from(), other.from())
        && same(one.until(), other.until());
  }

  private static boolean same(Instant one, Instant other) {
    return one == null ? other == null : one.equals(other);
  }

  private static void assertRefused(Cursor cursor, String partition, PageRequest request) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> CursorCodec.decode(cursor, partition, request))
        .withMessage(
            "The cursor is damaged or belongs to another listing; begin again without one");
  }
}
