package io.github.ddbmessaging.internal.write;

import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.HEAD;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.MESSAGE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.run.Failures;
import io.github.ddbmessaging.internal.run.Request;
import io.github.ddbmessaging.internal.run.Retries;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * A transaction that either is applied or finds that what it depends on is no longer so. Whatever
 * else stands in its way is tried again; doing that twice does no harm, since the first time
 * changes what it depends on.
 */
public final class ConditionalWrite {
  private final StoreSettings settings;
  private final String what;
  private final TransactionPlan plan;

  /**
   * Made anew for each write, since the same one may be due again: the same stray row came back.
   */
  private final String token;

  private ConditionalWrite(StoreSettings settings, String what, TransactionPlan plan) {
    this.settings = settings;
    this.what = what;
    this.plan = plan;
    String name = settings.tableName() + "\n" + settings.ids().get();
    this.token = UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString();
  }

  /** The operation; it comes to why it was refused, or to nothing if it was applied. */
  public static Step<Optional<CancellationReason>> of(
      StoreSettings settings, String what, List<Action> actions) {
    return new ConditionalWrite(settings, what, new TransactionPlan(actions)).attempt(1, false);
  }

  private Step<Optional<CancellationReason>> attempt(int number, boolean inDoubt) {
    return new Step.Call<>(
        Request.transactWriteItems(
            TransactWriteItemsRequest.builder()
                .transactItems(plan.writes())
                .clientRequestToken(token)
                .returnConsumedCapacity(settings.capacity())
                .build()),
        answer -> new Step.Done<>(Optional.empty()),
        failure -> afterFailure(number, inDoubt, failure));
  }

  private Step<Optional<CancellationReason>> afterFailure(
      int number, boolean lostBefore, RuntimeException failure) {
    boolean inDoubtBefore = lostBefore || Failures.isOfRepeat(failure);
    Failures.Meaning meaning = Failures.of(failure);
    if (failure instanceof TransactionCanceledException canceled) {
      Optional<CancellationReason> refusal =
          plan.failedCondition(canceled, HEAD).or(() -> plan.failedCondition(canceled, MESSAGE));
      if (refusal.isPresent()) {
        return new Step.Done<>(refusal);
      }
      meaning =
          TransactionPlan.isTransient(canceled) ? Failures.Meaning.REFUSED : Failures.Meaning.FINAL;
    }
    if (meaning == Failures.Meaning.FINAL) {
      throw Failures.unrecoverable("TransactWriteItems", failure, inDoubtBefore);
    }
    boolean inDoubt = inDoubtBefore || meaning == Failures.Meaning.IN_DOUBT;
    return Retries.pause(
        settings, what, number, inDoubt, failure, () -> attempt(number + 1, inDoubt));
  }
}
