package io.github.ddbmessaging.internal.write;

import io.github.ddbmessaging.internal.run.ClientFailure;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * A transaction as an ordered list of actions, each with the part that it plays, so that the
 * reasons of a cancellation are told by parts and never by positions.
 *
 * @param actions what to write, in order
 */
public record TransactionPlan(List<Action> actions) {
  private static final String CONDITION_FAILED = "ConditionalCheckFailed";
  private static final String CONFLICT = "TransactionConflict";

  /** What an action is for. */
  public enum Part {
    /** Makes or moves the head, or makes sure of it. */
    HEAD,
    /** Puts the message, or makes sure of it. */
    MESSAGE,
    /** Makes sure of the message that rows show from now on. */
    SHOWN,
    /** Puts an entry into the change log. */
    LOG_ENTRY,
    /** Changes or deletes a user's state of a group. */
    STATE,
    /** Deletes a user's reactions to a message. */
    REACTIONS,
    /** Puts the idempotency marker. */
    MARKER,
    /** Deletes a member's row at its old key. */
    OLD_ROW,
    /** Puts a member's row. */
    NEW_ROW,
    /** Puts a former membership. */
    FORMER_MEMBERSHIP
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

  /** The conditions that failed, if that is why; with the items that they met, if they say so. */
  Map<Part, CancellationReason> failedConditions(RuntimeException failure) {
    if (new ClientFailure(failure).isFailedCondition()) {
      return Map.of(actions.get(0).part(), reason(failure));
    }
    if (!(failure instanceof TransactionCanceledException canceled)) {
      return Map.of();
    }
    Map<Part, CancellationReason> failed = new EnumMap<>(Part.class);
    List<CancellationReason> reasons = canceled.cancellationReasons();
    for (int i = 0; i < Math.min(actions.size(), reasons.size()); i++) {
      if (CONDITION_FAILED.equals(reasons.get(i).code())) {
        failed.putIfAbsent(actions.get(i).part(), reasons.get(i));
      }
    }
    return failed;
  }

  /** A plain write has one condition. The exception of the service's client has the item. */
  private static CancellationReason reason(RuntimeException failure) {
    CancellationReason.Builder reason = CancellationReason.builder().code(CONDITION_FAILED);
    return failure instanceof ConditionalCheckFailedException refused && refused.hasItem()
        ? reason.item(refused.item()).build()
        : reason.build();
  }

  /** Whether nothing but other transactions stood in the way. */
  static boolean isConflict(RuntimeException failure) {
    return failure instanceof TransactionCanceledException canceled
        && isOnly(canceled, CONFLICT::equals);
  }

  /** Whether nothing but other transactions or throttling stood in the way. */
  public static boolean isTransient(TransactionCanceledException failure) {
    return isOnly(failure, code -> code.equals(CONFLICT) || ClientFailure.isThrottling(code));
  }

  private static boolean isOnly(TransactionCanceledException failure, Predicate<String> expected) {
    Set<String> reasons = ClientFailure.reasonsOf(failure);
    return !reasons.isEmpty() && reasons.stream().allMatch(expected);
  }
}
