package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A part of a listing. It is full unless the listing ends with it. Items that can't be read count
 * as well, so a page with such items has fewer readable ones, or none, and its cursor continues
 * behind them.
 *
 * @param items the readable items in the order of the listing
 * @param next where the next page begins; empty if nothing was left when this page was read
 * @param unreadable the other items of this part of the listing, in its order: log them, and have
 *     them mended. Empty in a sound table, and from a store taken {@link
 *     io.github.ddbmessaging.MessagingStore#withStrictReads}
 * @param <T> what is listed
 */
public record Page<T>(List<T> items, Optional<Cursor> next, List<UnreadableItem> unreadable)
    implements Iterable<T> {
  /** Refuses null and copies the items. */
  public Page {
    items = List.copyOf(items);
    requireNonNull(next, "next");
    unreadable = List.copyOf(unreadable);
  }

  /**
   * A page of which all items are readable.
   *
   * @param items the items in the order of the listing
   * @param next where the next page begins, or empty
   */
  public Page(List<T> items, Optional<Cursor> next) {
    this(items, next, List.of());
  }

  @Override
  public Iterator<T> iterator() {
    return items.iterator();
  }
}
