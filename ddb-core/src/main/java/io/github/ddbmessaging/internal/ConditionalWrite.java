package io.github.ddbmessaging.internal;

import static io.github.ddbmessaging.internal.TransactionPlan.Part.HEAD;
import static io.github.ddbmessaging.internal.TransactionPlan.Part.MESSAGE;

import io.github.ddbmessaging.internal.TransactionPlan.Action;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** A transaction that either applies or finds that its conditions no longer hold. */
final class ConditionalWrite {
  private final StoreSettings settings;
  private final TransactionPlan plan;

  private ConditionalWrite(StoreSettings settings, TransactionPlan plan) {
    this.settings = settings;
    this.plan = plan;
  }

  /** The operation; it comes to whether the conditions held. */
  static Step<Boolean> of(StoreSettings settings, List<Action> actions) {
    return new ConditionalWrite(settings, new TransactionPlan(actions)).attempt(1);
  }

  private Step<Boolean> attempt(int number) {
    return new Step.Call<>(
        Request.transactWriteItems(
            TransactWriteItemsRequest.builder()
                .transactItems(plan.writes())
                .returnConsumedCapacity(settings.capacity())
                .build()),
        answer -> new Step.Done<>(true),
        failure -> afterFailure(number, failure));
  }

  private Step<Boolean> afterFailure(int number, RuntimeException failure) {
    Failures.Meaning meaning = Failures.of(failure);
    if (failure instanceof TransactionCanceledException canceled) {
      if (plan.failedCondition(canceled, HEAD).isPresent()
          || plan.failedCondition(canceled, MESSAGE).isPresent()) {
        return new Step.Done<>(false);
      }
      meaning =
          TransactionPlan.isTransient(canceled) ? Failures.Meaning.REFUSED : Failures.Meaning.FINAL;
    }
    if (meaning == Failures.Meaning.FINAL) {
      throw Failures.unrecoverable("TransactWriteItems", failure, false);
    }
    return Retries.pause(
        settings,
        "Rebuilding rows",
        number,
        meaning == Failures.Meaning.IN_DOUBT,
        failure,
        () -> attempt(number + 1));
  }
}
