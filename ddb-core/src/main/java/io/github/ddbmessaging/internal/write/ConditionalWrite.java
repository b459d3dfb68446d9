package io.github.ddbmessaging.internal.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import io.github.ddbmessaging.internal.run.Attempts;
import io.github.ddbmessaging.internal.run.CallExceptions;
import io.github.ddbmessaging.internal.run.ClientFailure;
import io.github.ddbmessaging.internal.run.Request;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Retries;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.internal.write.TransactionPlan.Part;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.table.Schemas;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * A write that either is applied or finds that a condition of it failed. It is frozen before it is
 * first sent, and has a token by which DynamoDB knows its repeats, so that whatever else fails can
 * be tried again: conflicts, throttling, lost responses.
 */
public final class ConditionalWrite {
  private final RequestSettings settings;
  private final String what;
  private final TransactionPlan plan;
  private final Request<?> request;

  private ConditionalWrite(
      RequestSettings settings, String what, TransactionPlan plan, Request<?> request) {
    this.settings = settings;
    this.what = what;
    this.plan = plan;
    this.request = request;
  }

  /**
   * A transaction.
   *
   * @param settings of the requests
   * @param what the operation, as in "Sending to message group 'g'"
   * @param name no other transaction on the table has it, not even an equal one that is due later
   * @param actions what to write
   */
  public static ConditionalWrite transaction(
      RequestSettings settings, String what, String name, List<Action> actions) {
    TransactionPlan plan = new TransactionPlan(actions);
    String token =
        UUID.nameUUIDFromBytes((settings.tableName() + "\n" + name).getBytes(UTF_8)).toString();
    TransactWriteItemsRequest request =
        TransactWriteItemsRequest.builder()
            .transactItems(plan.writes())
            .clientRequestToken(token)
            .returnConsumedCapacity(settings.capacity())
            .build();
    return new ConditionalWrite(settings, what, plan, Request.transactWriteItems(request));
  }

  /** A transaction that gets its name here. */
  public static ConditionalWrite transaction(
      RequestSettings settings, String what, List<Action> actions) {
    return transaction(settings, what, settings.ids().get(), actions);
  }

  /**
   * A put without a transaction.
   *
   * @param settings of the requests
   * @param what the operation
   * @param put what to write, with its condition
   */
  public static ConditionalWrite put(RequestSettings settings, String what, Action put) {
    Put write = put.write().put();
    PutItemRequest request =
        PutItemRequest.builder()
            .tableName(write.tableName())
            .item(write.item())
            .conditionExpression(write.conditionExpression())
            .expressionAttributeNames(write.expressionAttributeNames())
            .returnConsumedCapacity(settings.capacity())
            .build();
    return new ConditionalWrite(
        settings, what, new TransactionPlan(List.of(put)), Request.putItem(request));
  }

  /**
   * An update without a transaction.
   *
   * @param settings of the requests
   * @param what the operation
   * @param update what to write, with its condition
   */
  public static ConditionalWrite update(RequestSettings settings, String what, Action update) {
    Update write = update.write().update();
    UpdateItemRequest request =
        UpdateItemRequest.builder()
            .tableName(write.tableName())
            .key(write.key())
            .updateExpression(write.updateExpression())
            .conditionExpression(write.conditionExpression())
            .expressionAttributeNames(write.expressionAttributeNames())
            .expressionAttributeValues(write.expressionAttributeValues())
            .returnValues(ReturnValue.ALL_NEW)
            .returnValuesOnConditionCheckFailure(write.returnValuesOnConditionCheckFailure())
            .returnConsumedCapacity(settings.capacity())
            .build();
    return new ConditionalWrite(
        settings, what, new TransactionPlan(List.of(update)), Request.updateItem(request));
  }

  /** Sends it for the first time. */
  public Step<Outcome> send() {
    return send(Attempts.NONE);
  }

  /**
   * Sends it.
   *
   * @param before attempts of the operation before this one: another write may have had some
   */
  public Step<Outcome> send(Attempts before) {
    return send(before, false);
  }

  private Step<Outcome> send(Attempts before, boolean inDoubt) {
    return new Step.Call<>(
        request,
        inDoubt,
        response -> new Step.Done<>(new Applied(attributes(response))),
        failure -> afterFailure(before, inDoubt, failure));
  }

  private static Map<String, AttributeValue> attributes(Object response) {
    return response instanceof UpdateItemResponse update ? update.attributes() : Map.of();
  }

  private Step<Outcome> afterFailure(
      Attempts before, boolean inDoubtBefore, RuntimeException thrown) {
    ClientFailure failure = new ClientFailure(thrown);
    Map<Part, CancellationReason> failed = plan.failedConditions(thrown);
    if (!failed.isEmpty()) {
      boolean inDoubt = inDoubtBefore || failure.isOfRepeat();
      return new Step.Done<>(new Refused(settings, what, failed, thrown, before, inDoubt));
    }
    boolean inDoubt = inDoubtBefore || failure.mayBeApplied();
    if (TransactionPlan.isConflict(thrown)) {
      return Retries.pauseAfterConflict(
          settings, what, before, inDoubt, thrown, next -> send(next, inDoubt));
    }
    boolean canceledForNow =
        thrown instanceof TransactionCanceledException canceled
            && TransactionPlan.isTransient(canceled);
    if (!canceledForNow && !failure.isRetryable()) {
      throw CallExceptions.unrecoverable(what, request, thrown, inDoubt);
    }
    return Retries.pause(settings, what, before, inDoubt, thrown, next -> send(next, inDoubt));
  }

  /** How a write ended. */
  public sealed interface Outcome {
    /** Continues in one of two ways. */
    default <T> Step<T> then(Supplier<Step<T>> ifApplied, Function<Refused, Step<T>> ifRefused) {
      return this instanceof Refused refused ? ifRefused.apply(refused) : ifApplied.get();
    }
  }

  /**
   * The write is in the table.
   *
   * @param attributes what an update without a transaction was asked to return; else empty
   */
  public record Applied(Map<String, AttributeValue> attributes) implements Outcome {}

  /**
   * A condition of the write failed.
   *
   * @param settings of the requests
   * @param what the operation
   * @param failed which conditions failed, with the items that they met
   * @param failure what the client threw
   * @param before the attempts of the operation before the one that was refused
   * @param inDoubt whether an attempt before it may have been applied
   */
  public record Refused(
      RequestSettings settings,
      String what,
      Map<Part, CancellationReason> failed,
      RuntimeException failure,
      Attempts before,
      boolean inDoubt)
      implements Outcome {

    /** Whether the condition of that action failed. */
    public boolean by(Part part) {
      return failed.containsKey(part);
    }

    /** The item that the condition of that action met; empty if there was none. */
    public Map<String, AttributeValue> itemOf(Part part) {
      return Optional.ofNullable(failed.get(part)).map(CancellationReason::item).orElse(Map.of());
    }

    /** The head that the write met instead of the one that it depends on, if that was why. */
    public Optional<GroupHead> head() {
      return headItem().map(item -> Schemas.read(Schemas.HEADS, item));
    }

    /** The item of that head. */
    public Optional<Map<String, AttributeValue>> headItem() {
      return Optional.of(itemOf(Part.HEAD))
          .filter(item -> ItemKey.of(item).kind() == ItemKind.HEAD);
    }

    /** Another attempt of the operation, after a pause. */
    public <T> Step<T> pause(Function<Attempts, Step<T>> next) {
      return Retries.pauseAfterConflict(settings, what, before, inDoubt, failure, next);
    }

    /**
     * Another attempt of an operation that counts them itself, after a pause.
     *
     * @param operationAttempt the attempt that was refused
     * @param next makes the attempt with a number
     */
    public <T> Step<T> pause(int operationAttempt, IntFunction<Step<T>> next) {
      CancellationReason reason = failed.values().iterator().next();
      return Retries.pauseAfterRefusal(
          settings, what, operationAttempt, reason, () -> next.apply(operationAttempt + 1));
    }
  }
}
