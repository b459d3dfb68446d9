package io.github.ddbmessaging.internal.item;

import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.LogEntry;
import io.github.ddbmessaging.model.LogEntry.Change;
import io.github.ddbmessaging.model.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The entries of a group's change log. */
public final class LogEntries {
  /** How long an entry is kept at least. A client that was away longer has to start again. */
  public static final Duration KEPT = Duration.ofDays(30);

  private LogEntries() {}

  /**
   * The next entry of a group.
   *
   * @param head the head that numbers it
   * @param changed the message after the change
   * @param by who changed it, or null
   * @param now what the clock says
   */
  public static LogEntry next(GroupHead head, Message changed, @Nullable String by, Instant now) {
    Instant newest = head.group().newest().instant();
    // A sender's clock may be behind.
    Instant later = newest.isAfter(now) ? newest : now;
    return new LogEntry(
        head.group().id(),
        head.changes() + 1,
        changed.isDeleted() ? Change.DELETED : Change.EDITED,
        changed.ref(),
        changed.status().revision(),
        head.group().newest(),
        by,
        now.truncatedTo(ChronoUnit.MICROS),
        later.plus(KEPT).truncatedTo(ChronoUnit.SECONDS));
  }
}
