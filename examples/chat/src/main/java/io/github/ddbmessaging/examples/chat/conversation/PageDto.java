package io.github.ddbmessaging.examples.chat.conversation;

import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A part of a listing.
 *
 * @param items what is in it
 * @param next the cursor of the next part, or null if there is none
 */
record PageDto<T>(List<T> items, @Nullable String next) {
  private static final Logger LOG = LoggerFactory.getLogger(PageDto.class);

  static <S, T> PageDto<T> of(Page<S> page, Function<S, T> toDto) {
    report(page);
    return new PageDto<>(page.items().stream().map(toDto).toList(), cursor(page));
  }

  static @Nullable String cursor(Page<?> page) {
    return page.next().map(Cursor::value).orElse(null);
  }

  /** The client sees a list without them; whoever runs the service must know. */
  static void report(Page<?> page) {
    page.unreadable().forEach(item -> LOG.error("Unreadable: {}", item));
  }

  static PageRequest from(PageRequest first, @Nullable String cursor) {
    return cursor == null ? first : first.continuedAt(new Cursor(cursor));
  }
}
