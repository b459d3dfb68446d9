package io.github.ddbmessaging.internal.run;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Pages one after the other, each read when it is asked for.
 *
 * @param <Q> what asks for a page
 * @param <P> a page
 */
public final class Pages<Q, P> implements Iterator<P> {
  private final Function<Q, P> read;
  private final BiFunction<Q, P, Optional<Q>> following;
  private @Nullable Q next;

  private Pages(Q first, Function<Q, P> read, BiFunction<Q, P, Optional<Q>> following) {
    this.next = first;
    this.read = read;
    this.following = following;
  }

  /**
   * All pages from one on.
   *
   * @param first asks for the first page
   * @param read reads a page
   * @param following asks for the page after another, or is empty if that was the last
   * @return pages; each iterator reads from the first on
   */
  public static <Q, P> Iterable<P> from(
      Q first, Function<Q, P> read, BiFunction<Q, P, Optional<Q>> following) {
    return () -> new Pages<>(first, read, following);
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public P next() {
    Q request = next;
    if (request == null) {
      throw new NoSuchElementException("There are no more pages");
    }
    P page = read.apply(request);
    next = following.apply(request, page).orElse(null);
    return page;
  }
}
