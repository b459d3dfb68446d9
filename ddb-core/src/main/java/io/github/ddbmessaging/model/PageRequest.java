package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a listing to read: a direction, at most how many items, from where, between which
 * times. Immutable; the methods return copies.
 *
 * @param direction newest or oldest first
 * @param limit most items on the page, 1 to {@link Limits#PAGE_SIZE}
 * @param cursor where the page before ended, or null for the first page
 * @param position the message to begin behind, exclusive, or null for the beginning of the listing;
 *     only in listings of messages, and not beside a cursor
 * @param from earliest time, inclusive, or null
 * @param until latest time, exclusive, or null
 */
public record PageRequest(
    Direction direction,
    int limit,
    @Nullable Cursor cursor,
    @Nullable MessageRef position,
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
    return new PageRequest(Direction.NEWEST_FIRST, limit, null, null, null, null);
  }

  /**
   * The oldest items.
   *
   * @param limit most items on the page, 1 to {@link Limits#PAGE_SIZE}
   * @return the request
   */
  public static PageRequest oldestFirst(int limit) {
    return new PageRequest(Direction.OLDEST_FIRST, limit, null, null, null, null);
  }

  /**
   * Only what is older than a message; goes with {@link #newestFirst}.
   *
   * @param message {@link Message#ref()} of a message of the group that is listed
   * @return a copy that begins there
   * @throws InvalidInputException if this request reads oldest first
   */
  public PageRequest before(MessageRef message) {
    if (direction != Direction.NEWEST_FIRST) {
      throw new InvalidInputException(
          "before() goes with newestFirst(); to read on towards newer items use after()");
    }
    return startingBehind(message);
  }

  /**
   * Only what is newer than a message; goes with {@link #oldestFirst}. With the last message that a
   * client has, this is everything that it missed.
   *
   * @param message {@link Message#ref()} of a message of the group that is listed
   * @return a copy that begins there
   * @throws InvalidInputException if this request reads newest first
   */
  public PageRequest after(MessageRef message) {
    if (direction != Direction.OLDEST_FIRST) {
      throw new InvalidInputException(
          "after() goes with oldestFirst(); to read on towards older items use before()");
    }
    return startingBehind(message);
  }

  /**
   * The next page of the same listing. It replaces a position given before.
   *
   * @param next {@link Page#next()} of the page before
   * @return a copy that begins there
   */
  public PageRequest continuedAt(Cursor next) {
    return new PageRequest(direction, limit, requireNonNull(next, "next"), null, from, until);
  }

  /**
   * The request for the page after another, if there is one.
   *
   * @param page the page that this request read
   * @return a copy that begins where the page ended, or empty if the listing ended with it
   */
  public Optional<PageRequest> following(Page<?> page) {
    return page.next().map(this::continuedAt);
  }

  /**
   * Only items of a time span. One that ends within a minute reads what is there up to the end of
   * that minute, since old keys may have no seconds. Keys that another application wrote with an
   * offset other than UTC's are out of order, and are found only as far as their text lies within
   * the span.
   *
   * @param from earliest time, inclusive
   * @param until latest time, exclusive
   * @return a copy with these bounds
   */
  public PageRequest between(Instant from, Instant until) {
    return new PageRequest(
        direction,
        limit,
        cursor,
        position,
        requireNonNull(from, "from"),
        requireNonNull(until, "until"));
  }

  private PageRequest startingBehind(MessageRef message) {
    return new PageRequest(direction, limit, null, requireNonNull(message, "message"), from, until);
  }
}
