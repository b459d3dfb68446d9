package io.github.ddbmessaging.examples.chat.live;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names an event, so that a page that comes back can say which it had last.
 *
 * @param run the start of the instance that counted; another one counts otherwise
 * @param number counts from 1
 */
record EventId(String run, long number) {
  private static final char SEPARATOR = '-';

  /** What a browser sent: anything at all. */
  static Optional<EventId> parse(@Nullable String text) {
    int separator = text == null ? -1 : text.indexOf(SEPARATOR);
    if (text == null || separator < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new EventId(text.substring(0, separator), Long.parseLong(text.substring(separator + 1))));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return run + SEPARATOR + number;
  }
}
