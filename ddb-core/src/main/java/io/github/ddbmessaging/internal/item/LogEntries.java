package io.github.ddbmessaging.internal.item;

import io.github.ddbmessaging.internal.text.Timestamps;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.LogEntry;
import io.github.ddbmessaging.model.LogEntry.Change;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageRef;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
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
    return next(
        head,
        changed.isDeleted() ? Change.DELETED : Change.EDITED,
        changed.ref(),
        Set.of(),
        changed.status().revision(),
        by,
        now);
  }

  /**
   * The next entry of a group that changed itself.
   *
   * @param head the head that numbers it
   * @param change what happened
   * @param userIds whom it is about
   * @param by who changed it, or null
   * @param now what the clock says
   */
  public static LogEntry ofGroup(
      GroupHead head, Change change, Set<String> userIds, @Nullable String by, Instant now) {
    return next(head, change, null, userIds, 0, by, now);
  }

  private static LogEntry next(
      GroupHead head,
      Change change,
      @Nullable MessageRef message,
      Set<String> userIds,
      long revision,
      @Nullable String by,
      Instant now) {
    Instant newest = head.group().newest().instant();
    // A sender's clock may be behind.
    Instant later = newest.isAfter(now) ? newest : now;
    return new LogEntry(
        head.group().id(),
        head.changes() + 1,
        change,
        message,
        userIds,
        revision,
        head.group().newest(),
        by,
        Timestamps.cut(now),
        later.plus(KEPT).truncatedTo(ChronoUnit.SECONDS));
  }
}
