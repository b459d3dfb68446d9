package io.github.ddbmessaging.testing.fault;

import io.github.ddbmessaging.testing.internal.InterceptedClients;
import io.github.ddbmessaging.testing.internal.Service;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A sentence in the making: <em>on</em> these calls, <em>that</em> fault.
 *
 * <p>The first methods narrow down the calls; together they must all hold. The last one names the
 * fault and makes the rule effective. Of several rules the earlier acts around the later: a call
 * that an earlier one fails does not reach the later, which does not count it.
 *
 * <p>A rule is made in one thread; once effective, it serves all.
 */
public final class FaultRule {

  private final Faults faults;
  private final StringBuilder description;
  private Predicate<FaultCall> calls;
  private IntPredicate turn = number -> true;
  private double probability = 1;

  FaultRule(Faults faults, String description, Predicate<FaultCall> calls) {
    this.faults = faults;
    this.description = new StringBuilder(description);
    this.calls = calls;
  }

  /**
   * Only calls about a table.
   *
   * @param name the table's name
   * @return this rule
   */
  public FaultRule table(String name) {
    description.append(", table ").append(name);
    calls = calls.and(call -> call.touchesTable(name));
    return this;
  }

  /**
   * Only calls that read, write or check an item by its key.
   *
   * @param key the item's key or the part of it that matters
   * @return this rule
   */
  public FaultRule item(Map<String, AttributeValue> key) {
    description.append(", item ").append(key.keySet());
    calls = calls.and(call -> call.touchesItem(key));
    return this;
  }

  /**
   * Only calls that a condition holds for.
   *
   * @param condition the condition; called once per call, from the calling threads
   * @return this rule
   */
  public FaultRule when(Predicate<FaultCall> condition) {
    description.append(", when a condition holds");
    calls = calls.and(condition);
    return this;
  }

  /**
   * Only one of the matching calls.
   *
   * @param number which one; the first is 1
   * @return this rule
   */
  public FaultRule call(int number) {
    description.append(", call ").append(number);
    turn = turn.and(current -> current == number);
    return this;
  }

  /**
   * Only the first of the matching calls.
   *
   * @param count how many
   * @return this rule
   */
  public FaultRule firstCalls(int count) {
    description.append(", first ").append(count).append(" calls");
    turn = turn.and(current -> current <= count);
    return this;
  }

  /**
   * Only some of the calls, by chance. The seed decides; with one thread the same calls are struck
   * each time.
   *
   * @param share the part of the calls to strike, from 0 to 1
   * @return this rule
   */
  public FaultRule probability(double share) {
    description.append(", probability ").append(share);
    probability = share;
    return this;
  }

  /**
   * The table's provisioned units are used up: {@code ProvisionedThroughputExceededException}.
   *
   * @return the faults, with this rule
   */
  public Faults provisionedThroughputExceeded() {
    return failWith("throughput exceeded", ServiceErrors::provisionedThroughputExceeded);
  }

  /**
   * The account's limit is reached: {@code RequestLimitExceededException}.
   *
   * @return the faults, with this rule
   */
  public Faults requestLimitExceeded() {
    return failWith("request limit exceeded", ServiceErrors::requestLimitExceeded);
  }

  /**
   * The service throttles: {@code ThrottlingException}.
   *
   * @return the faults, with this rule
   */
  public Faults throttled() {
    return failWith("throttled", ServiceErrors::throttling);
  }

  /**
   * The service fails, without having done the request: {@code InternalServerErrorException}.
   *
   * @return the faults, with this rule
   */
  public Faults internalServerError() {
    return failWith("internal server error", ServiceErrors::internalServerError);
  }

  /**
   * The condition of a plain write does not hold: {@code ConditionalCheckFailedException}, without
   * the item that the service can give with it. A struck call that is no {@code PutItem}, {@code
   * UpdateItem} or {@code DeleteItem} fails with an {@code IllegalStateException}; for a
   * transaction, see {@link #transactionCancelled}.
   *
   * @return the faults, with this rule
   */
  public Faults conditionalCheckFailed() {
    return effective("conditional check failed", new FailedCondition());
  }

  /**
   * A plain write meets a transaction: {@code TransactionConflictException}.
   *
   * @return the faults, with this rule
   */
  public Faults transactionConflict() {
    return failWith("transaction conflict", ServiceErrors::transactionConflict);
  }

  /**
   * The transaction's client request token is in use: {@code TransactionInProgressException}.
   *
   * @return the faults, with this rule
   */
  public Faults transactionInProgress() {
    return failWith("transaction in progress", ServiceErrors::transactionInProgress);
  }

  /**
   * A transaction is cancelled: {@code TransactionCanceledException} with a reason for each action,
   * in the order of the actions, {@code None} for all but one. A struck call that is no transaction
   * or has fewer actions fails with an {@code IllegalStateException}.
   *
   * @param action which action to blame; the first is 0
   * @param why the reason
   * @return the faults, with this rule
   */
  public Faults transactionCancelled(int action, Cancellation why) {
    return effective(
        "cancelled by " + why.code() + " at action " + action,
        new CancelledTransaction(action, why));
  }

  /**
   * The last entries of a batch are left undone and come back as unprocessed items or keys. As on
   * the service, a batch of which nothing is left to do fails with {@code
   * ProvisionedThroughputExceededException}. A struck call that is no batch fails with an {@code
   * IllegalStateException}.
   *
   * @param count how many entries to leave undone, over all tables
   * @return the faults, with this rule
   */
  public Faults unprocessed(int count) {
    return effective(count + " unprocessed", new Unprocessed(count));
  }

  /**
   * The network fails before the request arrives: {@code SdkClientException}, nothing done.
   *
   * @return the faults, with this rule
   */
  public Faults requestLost() {
    return failWith(
        "request lost",
        by -> ServiceErrors.network(new ConnectException("Connection refused"), by));
  }

  /**
   * The network fails after the request was done: {@code SdkClientException}, whatever the outcome.
   *
   * @return the faults, with this rule
   */
  public Faults answerLost() {
    return effective(
        "answer lost",
        Failing.afterwards(
            injector -> ServiceErrors.network(new SocketException("Connection reset"), injector)));
  }

  /**
   * The process ends before the request is sent: this and every later call of all clients of these
   * faults fails with an {@code SdkClientException}, and so does every answer still to come.
   *
   * @return the faults, with this rule
   */
  public Faults crashBefore() {
    return failWith("crash before", faults::crash);
  }

  /**
   * The process ends after the request was done and before its answer arrives; else as {@link
   * #crashBefore()}.
   *
   * @return the faults, with this rule
   */
  public Faults crashAfter() {
    return effective("crash after", Failing.afterwards(faults::crash));
  }

  /**
   * Somebody else gets in first: an action runs before the call is sent, which is sent then. What
   * was read before is old now, as when two processes work on one item.
   *
   * <pre>{@code
   * faults.on("PutItem").call(1).overtakenBy(() -> others.place("order-1"));
   * }</pre>
   *
   * @param others what the others do, through clients that these faults don't wrap; runs in the
   *     thread of the call, which fails with what it throws
   * @return the faults, with this rule
   */
  public Faults overtakenBy(Runnable others) {
    return effective(
        "overtaken by others",
        (request, next, injector) -> {
          try {
            others.run();
          } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
          }
          return next.send(request);
        });
  }

  /**
   * The call takes time before it is sent. How time passes is up to {@link
   * Faults#delayingWith(Delay)}.
   *
   * @param duration how long
   * @return the faults, with this rule
   */
  public Faults latency(Duration duration) {
    return effective(
        "latency " + duration,
        (request, next, injector) ->
            faults.delay(duration).thenCompose(passed -> next.send(request)));
  }

  /**
   * Reads that are not strongly consistent are answered from a replica which some writes have not
   * reached yet. Only {@code GetItem}, {@code BatchGetItem}, {@code Query} and {@code Scan} can be
   * stale; with {@link Faults#on(String...)} the rule can be held to index queries, which always
   * may be.
   *
   * <p>From when it becomes effective, the rule repeats every write that is done through the
   * wrapped clients on the replica, in the order in which the answers came.
   *
   * @param writesBehind how many of the last writes the replica lacks; a batch or transaction is
   *     one
   * @param replica a client of a second database that holds the same tables and items by now
   * @return the faults, with this rule
   */
  public Faults stale(int writesBehind, DynamoDbClient replica) {
    Service service = InterceptedClients.service(DynamoDbClient.class, replica);
    return effective(writesBehind + " writes stale", new StaleReads(service, writesBehind));
  }

  /**
   * A shard iterator is too old: {@code ExpiredIteratorException}.
   *
   * @return the faults, with this rule
   */
  public Faults expiredIterator() {
    return failWith("iterator expired", ServiceErrors::expiredIterator);
  }

  /**
   * Stream records are gone: {@code TrimmedDataAccessException}.
   *
   * @return the faults, with this rule
   */
  public Faults trimmedRecords() {
    return failWith("records trimmed", ServiceErrors::trimmedDataAccess);
  }

  /**
   * A {@code GetRecords} delivers all its records twice, first in their order and then again.
   *
   * @return the faults, with this rule
   */
  public Faults recordsRepeated() {
    return effective("records repeated", StreamFaults.changing(StreamFaults::twice));
  }

  /**
   * A {@code GetRecords} delivers its records in an order that the seed decides.
   *
   * @return the faults, with this rule
   */
  public Faults recordsShuffled() {
    return effective("records shuffled", StreamFaults.changing(faults::shuffled));
  }

  /**
   * A {@code GetRecords} delivers nothing, and its records follow those of the next one that this
   * rule spares.
   *
   * @return the faults, with this rule
   */
  public Faults recordsLate() {
    return effective("records late", new StreamFaults.Late());
  }

  /**
   * Anything else that a client may throw.
   *
   * @param exception makes the exception; is given a text that names this rule and the seed
   * @return the faults, with this rule
   */
  public Faults failing(Function<String, ? extends RuntimeException> exception) {
    return failWith("failing", exception);
  }

  private Faults failWith(String what, Function<String, ? extends RuntimeException> exception) {
    return effective(what, Failing.atOnce(exception));
  }

  private Faults effective(String what, Fault fault) {
    description.append(": ").append(what);
    return faults.add(
        new ActiveRule(description.toString(), calls, turn, faults.chance(probability), fault));
  }
}
