package io.github.ddbmessaging.internal.write;

import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.HEAD;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.LOG_ENTRY;

import io.github.ddbmessaging.internal.read.QueryRange;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.write.ConditionalWrite.Applied;
import io.github.ddbmessaging.internal.write.ConditionalWrite.Refused;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.LogEntry;
import io.github.ddbmessaging.table.Schemas;
import java.util.function.Supplier;

/**
 * The number of the last entry in a group's change log, where the head does not tell it: that head
 * was lost, and what made another knew nothing of the log.
 */
public final class LogNumber {
  private LogNumber() {}

  /** What the log itself tells: one query. 0 if it is empty. */
  public static Step<Long> last(RequestSettings settings, String groupId) {
    return QueryRange.ofNewestLog(groupId)
        .first(settings, 1)
        .map(
            items ->
                items.stream()
                    .map(item -> Schemas.read(Schemas.LOG, item))
                    .map(LogEntry::number)
                    .findFirst()
                    .orElse(0L));
  }

  /**
   * Another attempt of a write that was refused. If it was because the number of its log entry is
   * taken, although nobody wrote into the log since the head was seen, every other attempt would be
   * refused likewise: so the head is told the last number before, by a query and an update.
   *
   * @param settings of the requests, strongly consistent
   * @param seen the head that the write depended on
   * @param refused the refusal
   * @param inDoubt whether a write before may have been applied
   * @param next makes the attempt, which reads the head again
   */
  public static <T> Step<T> mendIfTaken(
      RequestSettings settings,
      GroupHead seen,
      Refused refused,
      boolean inDoubt,
      Supplier<Step<T>> next) {
    if (!refused.by(LOG_ENTRY) || refused.by(HEAD)) {
      return next.get();
    }
    Step<Boolean> mended = mend(settings, seen);
    return (inDoubt ? mended.afterWriteInDoubt() : mended).then(done -> next.get());
  }

  private static Step<Boolean> mend(RequestSettings settings, GroupHead seen) {
    return last(settings, seen.group().id())
        .then(last -> last > seen.changes() ? tell(settings, seen, last) : new Step.Done<>(false));
  }

  /** Refused if another was faster, or somebody wrote into the log after all. */
  private static Step<Boolean> tell(RequestSettings settings, GroupHead seen, long last) {
    String groupId = seen.group().id();
    return ConditionalWrite.update(
            settings,
            "Mending the head of message group '" + groupId + "'",
            new HeadUpdate(HeadCondition.loggedUpTo(seen))
                .changes(last)
                .build(new ItemWrites(settings.tableName()), groupId))
        .send()
        .map(outcome -> outcome instanceof Applied);
  }
}
