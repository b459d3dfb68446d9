package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a listing to read: a direction, at most how many items, from where, between which
 * times. Immutable; the methods return copies.
 *
 * @param direction newest or oldest first
 * @param limit most items on the page, 1 to {@link Limits#PAGE_SIZE}
 * @param cursor where to begin, exclusive, or null for the beginning of the listing
 * @param from earliest time, inclusive, or null
 * @param until latest time, exclusive, or null
 */
public record PageRequest(
    Direction direction,
    int limit,
    @Nullable Cursor cursor,
    @Nullable Instant from,
    @Nullable Instant until) {

  /** The order of a listing. */
  public enum Direction {
    /** The newest item comes first. */
    NEWEST_FIRST,
    /** The oldest item comes first. */
    OLDEST_FIRST
  }

  /** Refuses a null direction; the rest is checked when the request is used. */
  public PageRequest {
    requireNonNull(direction, "direction");
  }

  /**
   * The newest items.
   *
   * @param limit most items on the page, 1 to {@link Limits#PAGE_SIZE}
   * @return the request
   */
  public static PageRequest newestFirst(int limit) {
    return new PageRequest(Direction.NEWEST_FIRST, limit, null, null, null);
  }

  /**
   * The oldest items.
   *
   * @param limit most items on the page, 1 to {@link Limits#PAGE_SIZE}
   * @return the request
   */
  public static PageRequest oldestFirst(int limit) {
    return new PageRequest(Direction.OLDEST_FIRST, limit, null, null, null);
  }

  /**
   * Only what is older than a position; goes with {@link #newestFirst}.
   *
   * @param position {@link Page#next()} of the page before, or {@link Message#cursor()}
   * @return a copy that begins there
   * @throws InvalidInputException if this request reads oldest first
   */
  public PageRequest before(Cursor position) {
    if (direction != Direction.NEWEST_FIRST) {
      throw new InvalidInputException(
          "before() goes with newestFirst(); to read on towards newer items use after()");
    }
    return withCursor(position);
  }

  /**
   * Only what is newer than a position; goes with {@link #oldestFirst}. With the cursor of the last
   * message that a client has, this is everything that it missed.
   *
   * @param position {@link Page#next()} of the page before, or {@link Message#cursor()}
   * @return a copy that begins there
   * @throws InvalidInputException if this request reads newest first
   */
  public PageRequest after(Cursor position) {
    if (direction != Direction.OLDEST_FIRST) {
      throw new InvalidInputException(
          "after() goes with oldestFirst(); to read on towards older items use before()");
    }
    return withCursor(position);
  }

  /**
   * The same request, going on where a page ended, whatever the direction.
   *
   * @param next {@link Page#next()} of the page before
   * @return a copy that begins there
   */
  public PageRequest continuedAt(Cursor next) {
    return withCursor(next);
  }

  /**
   * Only items of a time span. Keys that another application wrote with an offset other than UTC's
   * are out of order, and are found only as far as their text lies within the span.
   *
   * @param from earliest time, inclusive
   * @param until latest time, exclusive
   * @return a copy with these bounds
   */
  public PageRequest between(Instant from, Instant until) {
    return new PageRequest(
        direction, limit, cursor, requireNonNull(from, "from"), requireNonNull(until, "until"));
  }

  private PageRequest withCursor(Cursor position) {
    return new PageRequest(direction, limit, requireNonNull(position, "position"), from, until);
  }
}
