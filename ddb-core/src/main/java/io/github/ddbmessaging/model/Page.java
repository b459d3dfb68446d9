package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A part of a listing. It is full unless the listing ends with it.
 *
 * @param items the items in the order of the listing
 * @param next where the next page begins; empty if nothing was left when this page was read
 * @param <T> what is listed
 */
public record Page<T>(List<T> items, Optional<Cursor> next) implements Iterable<T> {
  /** Refuses null and copies the items. */
  public Page {
    items = List.copyOf(items);
    requireNonNull(next, "next");
  }

  @Override
  public Iterator<T> iterator() {
    return items.iterator();
  }
}
