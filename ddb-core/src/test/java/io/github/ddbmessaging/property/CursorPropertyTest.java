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
import java.util.Objects;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Cursors: each is good for its listing and no other, and nothing else is a cursor. */
class CursorPropertyTest extends Inputs {

  /** What a cursor is bound to. */
  private record Listing(String partition, PageRequest request) {
    boolean isSame(Listing other) {
      return partition.equals(other.partition)
          && request.direction() == other.request.direction()
          && Objects.equals(request.from(), other.request.from())
          && Objects.equals(request.until(), other.request.until());
    }

    Listing withLimit(int limit) {
      return new Listing(
          partition,
          new PageRequest(request.direction(), limit, null, null, request.from(), request.until()));
    }

    Cursor cursor(SortKey key) {
      return CursorCodec.encode(partition, request, key.value());
    }

    String decode(Cursor cursor) {
      return CursorCodec.decode(cursor, partition, request);
    }
  }

  @Provide
  Arbitrary<Listing> listings() {
    Arbitrary<String> partitions =
        Combinators.combine(Arbitraries.of(Keys.MESSAGES_PREFIX, Keys.GROUPS_PREFIX), ids())
            .as(String::concat);
    Arbitrary<PageRequest> requests =
        Combinators.combine(
                Arbitraries.of(Direction.class),
                Arbitraries.just(20),
                closeTimes().injectNull(0.5),
                closeTimes().injectNull(0.5))
            .as(
                (direction, limit, from, until) ->
                    new PageRequest(direction, limit, null, null, from, until));
    return Combinators.combine(partitions, requests).as(Listing::new);
  }

  @Property
  void decode_inItsListingWhateverTheLimit_isItsKey(
      @ForAll("listings") Listing listing,
      @ForAll("allSortKeys") SortKey key,
      @ForAll @IntRange(min = 1) int otherLimit) {
    Cursor cursor = listing.cursor(key);

    assertThat(listing.withLimit(otherLimit).decode(cursor)).isEqualTo(key.value());
    assertThat(cursor.value()).matches("[A-Za-z0-9_-]+");
  }

  @Property
  void decode_inAnotherListing_isRefused(
      @ForAll("listings") Listing own,
      @ForAll("listings") Listing foreign,
      @ForAll boolean samePartition,
      @ForAll boolean sameRequest,
      @ForAll("allSortKeys") SortKey key) {
    Listing other =
        new Listing(
            samePartition ? own.partition() : foreign.partition(),
            sameRequest ? own.request() : foreign.request());
    Assume.that(!own.isSame(other));

    assertRefused(other, own.cursor(key));
  }

  @Property
  void decode_ofADamagedCursor_isRefused(
      @ForAll("listings") Listing listing,
      @ForAll("allSortKeys") SortKey key,
      @ForAll("damages") UnaryOperator<String> damage) {
    String value = listing.cursor(key).value();
    String damaged = damage.apply(value);
    Assume.that(!damaged.equals(value));

    assertRefused(listing, new Cursor(damaged));
  }

  @Property
  void decode_ofAnyText_isRefused(
      @ForAll("listings") Listing listing, @ForAll("opaqueTexts") String text) {
    assertRefused(listing, new Cursor(text));
  }

  private static void assertRefused(Listing listing, Cursor cursor) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> listing.decode(cursor))
        .withMessage(
            "The cursor is damaged or belongs to another listing; begin again without one");
  }
}
