package io.github.ddbmessaging.internal.item;

import io.github.ddbmessaging.internal.text.Timestamps;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.SortKey;
import java.time.Instant;

/** The key of a message that is sent now. */
public final class NextKey {
  private NextKey() {}

  /**
   * A key above the newest one, whatever the clock says. A key of the original application may
   * stand above that of its instant, by its offset or its form, but never above the minute after
   * the one that it begins with.
   *
   * @throws InvalidInputException if the newest one has the last time that can be stored
   */
  public static SortKey after(SortKey newest, Instant now, String messageId) {
    try {
      return above(newest, now, messageId);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          "The newest message of the group has the time "
              + newest.instant()
              + ", and no later one can be stored; delete that item and rebuild the rows");
    }
  }

  private static SortKey above(SortKey newest, Instant now, String messageId) {
    Instant next = Timestamps.next(newest.instant());
    SortKey key = SortKey.of(now.isAfter(next) ? now : next, messageId);
    return key.compareTo(newest) > 0
        ? key
        : SortKey.of(Timestamps.minuteAfter(newest.value()), messageId);
  }
}
