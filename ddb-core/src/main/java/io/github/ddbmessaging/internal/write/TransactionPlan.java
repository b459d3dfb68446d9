package io.github.ddbmessaging.internal.write;

import io.github.ddbmessaging.internal.run.Failures;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * A transaction as an ordered list of actions, each with the part that it plays, so that the
 * reasons of a cancellation are led back to parts and never to positions.
 *
 * @param actions what to write, in order
 */
public record TransactionPlan(List<Action> actions) {
  private static final String CONDITION_FAILED = "ConditionalCheckFailed";
  private static final String CONFLICT = "TransactionConflict";
  private static final String NOT_THIS_ONE = "None";

  /** What an action is for. */
  public enum Part {
    /** Makes or moves the head, or makes sure of it. */
    HEAD,
    /** Puts the message, or makes sure of it. */
    MESSAGE,
    /** Puts the idempotency marker. */
    MARKER,
    /** Deletes a member's row at its old place. */
    OLD_ROW,
    /** Puts a member's row. */
    NEW_ROW
  }

  /**
   * One write.
   *
   * @param part what it is for
   * @param write the write
   */
  public record Action(Part part, TransactWriteItem write) {}

  public TransactionPlan {
    actions = List.copyOf(actions);
  }

  public List<TransactWriteItem> writes() {
    return actions.stream().map(Action::write).toList();
  }

  /** The one put that this is, if it is no more than that and needs no transaction. */
  public Optional<Put> singlePut() {
    return actions.size() == 1
        ? Optional.ofNullable(actions.get(0).write().put())
        : Optional.empty();
  }

  /** Why the condition of that part failed, if it did; with the item that it met. */
  public Optional<CancellationReason> failedCondition(
      TransactionCanceledException failure, Part part) {
    return IntStream.range(0, Math.min(actions.size(), failure.cancellationReasons().size()))
        .filter(i -> actions.get(i).part() == part)
        .mapToObj(failure.cancellationReasons()::get)
        .filter(reason -> CONDITION_FAILED.equals(reason.code()))
        .findFirst();
  }

  /** Whether nothing but other transactions or throttling stood in the way. */
  public static boolean isTransient(TransactionCanceledException failure) {
    List<String> codes =
        failure.cancellationReasons().stream()
            .map(CancellationReason::code)
            .filter(code -> code != null && !code.equals(NOT_THIS_ONE))
            .toList();
    return !codes.isEmpty()
        && codes.stream().allMatch(code -> code.equals(CONFLICT) || Failures.isThrottling(code));
  }
}
