package io.github.ddbmessaging.internal.read;

import io.github.ddbmessaging.internal.text.Timestamps;
import io.github.ddbmessaging.internal.text.Utf8;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.SortKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which keys a page is of: those between the times of its request that may be seen. Pure.
 *
 * <p>Old keys have other forms of the time, so that what is queried is wider by less than a minute;
 * {@link #hold} tells exactly.
 */
final class PageKeys {
  /** Above what follows the minutes of a time in any form. */
  private static final String END_OF_MINUTE = "~";

  /** The part of a time up to its minutes: old keys may have no seconds. */
  private static final int MINUTES_LENGTH = "2026-11-21T01:02".length();

  /** The part of a time up to its seconds, which is the same in all forms of it. */
  private static final int SECONDS_LENGTH = "2026-11-21T01:02:03".length();

  private final @Nullable Instant from;
  private final @Nullable Instant until;
  private final String bound;
  private final Visible visible;

  private PageKeys(@Nullable Instant from, @Nullable Instant until, String bound, Visible visible) {
    this.from = from;
    this.until = until;
    this.bound = bound;
    this.visible = visible;
  }

  static PageKeys of(PageRequest request) {
    Instant from = request.from();
    return new PageKeys(
        from, request.until(), from == null ? Listing.LOWEST_TIME : start(from), Visible.ALL);
  }

  /** The keys from one on, itself included, whatever the request says. */
  PageKeys from(SortKey key) {
    return new PageKeys(from, until, key.value(), visible);
  }

  /** The keys that may be seen. */
  PageKeys within(Visible bounds) {
    return new PageKeys(from, until, bound, bounds);
  }

  /** The lowest key to query. */
  String lowest() {
    return Utf8.compare(bound, visible.lowest()) > 0 ? bound : visible.lowest();
  }

  /** Not below the highest key to query. */
  String highest() {
    if (until == null) {
      return Listing.HIGHEST_TIME;
    }
    String end = Timestamps.format(until);
    return isWholeMinute(until) ? end : end.substring(0, MINUTES_LENGTH) + END_OF_MINUTE;
  }

  /** Whether nothing of a descending page is below a key. DynamoDB refuses to go on from there. */
  boolean isLast(String sortKey) {
    return Utf8.compare(sortKey, lowest()) <= 0;
  }

  /** Whether a key is between the times of the request. */
  boolean hold(SortKey key) {
    return (from == null || !key.instant().isBefore(from))
        && (until == null || key.instant().isBefore(until));
  }

  /** False only if a key tells that it is of another time, or may not be seen. */
  boolean mayHold(String sortKey) {
    if (!visible.seesKey(sortKey)) {
      return false;
    }
    try {
      return hold(new SortKey(sortKey));
    } catch (InvalidInputException e) {
      return true;
    }
  }

  private static String start(Instant from) {
    int length = isWholeMinute(from) ? MINUTES_LENGTH : SECONDS_LENGTH;
    return Timestamps.format(from).substring(0, length);
  }

  private static boolean isWholeMinute(Instant time) {
    return time.equals(time.truncatedTo(ChronoUnit.MINUTES));
  }
}
