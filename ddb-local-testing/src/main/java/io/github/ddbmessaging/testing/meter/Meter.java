package io.github.ddbmessaging.testing.meter;

import io.github.ddbmessaging.testing.internal.InterceptedClients;
import io.github.ddbmessaging.testing.internal.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * Counts requests and capacity units of everything that is done through the clients it wraps.
 *
 * <pre>{@code
 * Meter meter = new Meter();
 * DynamoDbClient client = meter.wrap(dynamoDb);
 * Usage usage = meter.measure(() -> repository(client).save(thing));
 * assertThat(usage).isEqualTo(new Usage(1, 0, 2));
 * }</pre>
 *
 * <p>Where the units come from:
 *
 * <ul>
 *   <li>Single and batch operations, queries and scans: what the service reports. The meter asks
 *       for it on every request, and takes it out of the answer unless the caller asked too.
 *   <li>A key of a batch that has no item, and a query or scan that goes through none, cost the
 *       smallest read, as documented: half a unit, strongly consistent one. DynamoDB Local reports
 *       nothing for them; the meter adds it.
 *   <li>A write whose condition failed reports nothing; it is counted by the size of the item in
 *       its place, as documented.
 *   <li>Transactions: {@link CapacityRules}, because DynamoDB Local reports the same units for all
 *       of them. The meter reads the items before and after, strongly consistent; these reads are
 *       not counted. Every action counts as a transactional write, a condition check too; so does
 *       every action of a cancelled transaction, by the size of the item found. A transaction
 *       repeated under its client request token counts as transactional reads.
 *   <li>Secondary indexes in transactions: one write per entry put, changed or removed, two if it
 *       moves to another key, none if nothing projected changes. They are not doubled: the guide
 *       doubles the items of a transaction and says nothing of index entries, which follow after
 *       the commit.
 *   <li>PartiQL: unknown, since DynamoDB Local reports nothing for it. {@link #calls()} lists such
 *       a request; what adds up units throws an {@code IllegalStateException} if it is among them.
 * </ul>
 *
 * <p>What DynamoDB Local reports differs from the guide in two things. An item's entry in a local
 * secondary index is 100 bytes larger, which counts where an item is that close to a multiple of 1
 * KB. And a delete in a batch that finds no item is 2 units, where the service counts 1. Numbers
 * are measured as {@link ItemSize} says, by DynamoDB Local and here alike.
 *
 * <p>What somebody else writes to an item while a transaction on it is measured may count in that
 * transaction's size. Thread-safe.
 */
public final class Meter {

  private static final String NO_LABEL = "";

  private final List<Call> calls = new ArrayList<>();
  private String label = NO_LABEL;

  /** Creates a meter that has counted nothing. */
  public Meter() {}

  /**
   * Wraps a client, to count what is done through the wrapper.
   *
   * @param client the client to send everything on to; several may be wrapped
   * @return a client; closing it closes the given one
   */
  public DynamoDbClient wrap(DynamoDbClient client) {
    return InterceptedClients.wrap(DynamoDbClient.class, client, this::intercept, client::close);
  }

  /**
   * Wraps an asynchronous client, to count what is done through the wrapper. A call is counted when
   * its future completes.
   *
   * @param client the client to send everything on to; several may be wrapped
   * @return a client; closing it closes the given one
   */
  public DynamoDbAsyncClient wrap(DynamoDbAsyncClient client) {
    return InterceptedClients.wrap(
        DynamoDbAsyncClient.class, client, this::intercept, client::close);
  }

  /**
   * Lists what was counted.
   *
   * @return the calls in the order in which they ended, as an immutable snapshot
   */
  public synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  /**
   * Adds up what was counted.
   *
   * @return the sum over all calls
   * @throws IllegalStateException if a call's units are not known: it was a PartiQL request
   */
  public Usage total() {
    return calls().stream().map(Call::usage).reduce(Usage.NONE, Usage::plus);
  }

  /** Forgets what was counted. */
  public synchronized void reset() {
    calls.clear();
  }

  /**
   * Measures an action.
   *
   * @param action what to run; its calls stay counted if it throws
   * @return the sum over the calls that ended meanwhile, from whatever thread
   * @throws IllegalStateException if a call's units are not known: it was a PartiQL request
   */
  public Usage measure(Runnable action) {
    int before = calls().size();
    action.run();
    return calls().stream().skip(before).map(Call::usage).reduce(Usage.NONE, Usage::plus);
  }

  /**
   * Runs an action and labels its calls.
   *
   * @param label a name for what the action does, for {@link Call#label()} and {@link #table()}
   * @param action what to run; all calls that begin meanwhile get the label, from whatever thread
   */
  public void labelled(String label, Runnable action) {
    String outer = exchangeLabel(label);
    try {
      action.run();
    } finally {
      exchangeLabel(outer);
    }
  }

  /**
   * Runs an action that has a result, and labels its calls.
   *
   * @param <T> type of the result
   * @param label a name for what the action does, for {@link Call#label()} and {@link #table()}
   * @param action what to run; all calls that begin meanwhile get the label, from whatever thread
   * @return the result of the action
   */
  public <T extends @Nullable Object> T labelled(String label, Supplier<T> action) {
    String outer = exchangeLabel(label);
    try {
      return action.get();
    } finally {
      exchangeLabel(outer);
    }
  }

  /**
   * Shows what was counted, for people: a line per label (calls without one: per operation) and a
   * sum, at most 80 columns wide.
   *
   * @return lines with requests, read units and write units, each ended by a line feed
   * @throws IllegalStateException if a call's units are not known: it was a PartiQL request
   */
  public String table() {
    return UsageTable.format(calls());
  }

  private synchronized String exchangeLabel(String next) {
    String previous = label;
    label = next;
    return previous;
  }

  private synchronized String currentLabel() {
    return label;
  }

  private synchronized void add(Call call) {
    calls.add(call);
  }

  private CompletableFuture<SdkResponse> intercept(
      String operation, SdkRequest request, Service service) {
    String labelOfCall = currentLabel();
    return measured(ReportedCost.asked(request), service)
        .thenCompose(
            measured -> {
              add(call(labelOfCall, operation, tables(request), measured.cost()));
              return measured.answer();
            })
        .thenApply(response -> ReportedCost.forCaller(request, response));
  }

  private static CompletableFuture<Measured> measured(SdkRequest request, Service service) {
    if (request instanceof TransactWriteItemsRequest write) {
      return TransactionWrites.measure(write, service);
    }
    return request instanceof TransactGetItemsRequest read
        ? TransactionReads.measure(read, service)
        : PlainCalls.measure(request, service);
  }

  private static Call call(String label, String operation, String table, Cost cost) {
    return new Call(
        label,
        operation,
        table,
        cost.items(),
        cost.readUnits(),
        cost.writeUnits(),
        cost.indexUnits());
  }

  private static String tables(SdkRequest request) {
    Stream<String> names;
    if (request instanceof BatchGetItemRequest batch) {
      names = batch.requestItems().keySet().stream();
    } else if (request instanceof BatchWriteItemRequest batch) {
      names = batch.requestItems().keySet().stream();
    } else if (request instanceof TransactGetItemsRequest transaction) {
      names = transaction.transactItems().stream().map(item -> item.get().tableName());
    } else if (request instanceof TransactWriteItemsRequest transaction) {
      names = transaction.transactItems().stream().map(a -> TransactionAction.of(a).table());
    } else {
      names = request.getValueForField("TableName", String.class).stream();
    }
    return names.distinct().sorted().collect(Collectors.joining(", "));
  }
}
