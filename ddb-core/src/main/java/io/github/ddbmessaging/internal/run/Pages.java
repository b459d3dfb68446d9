package io.github.ddbmessaging.internal.run;

import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All pages of a listing, one after the other, each read when it is asked for.
 *
 * @param <T> what is listed
 */
public final class Pages<T> implements Iterator<Page<T>> {
  private final Function<PageRequest, Page<T>> read;
  private @Nullable PageRequest next;

  private Pages(PageRequest first, Function<PageRequest, Page<T>> read) {
    this.next = first;
    this.read = read;
  }

  /**
   * The pages of a listing.
   *
   * @param first the first page
   * @param read reads a page
   * @param <T> what is listed
   * @return pages that are read anew by each iterator
   */
  public static <T> Iterable<Page<T>> from(PageRequest first, Function<PageRequest, Page<T>> read) {
    return () -> new Pages<>(first, read);
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Page<T> next() {
    PageRequest request = next;
    if (request == null) {
      throw new NoSuchElementException("The listing has ended");
    }
    Page<T> page = read.apply(request);
    next = page.next().map(request::continuedAt).orElse(null);
    return page;
  }
}
