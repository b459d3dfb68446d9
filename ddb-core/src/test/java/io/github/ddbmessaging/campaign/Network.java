package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.campaign.Operation.Waiting;
import io.github.ddbmessaging.testing.fault.Cancellation;
import io.github.ddbmessaging.testing.fault.Faults;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * What is between the processes and the table. Requests of synchronous stores are answered at once;
 * those of asynchronous stores wait until the driver answers them, each in its turn, so that one
 * thread and one script decide how everything interleaves.
 */
final class Network {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);
  private static final long SECOND = 1_000;

  private final MemoryTable table;
  private final Database database;
  private final Counts counts;
  private final Consumer<Node> onCrash;
  private final Thread driver = Thread.currentThread();
  private final List<Waiting> waiting = new ArrayList<>();
  private final List<Waiting> late = new ArrayList<>();
  private final DynamoDbClient faulty;
  private Strike striking = Strike.NONE;
  private @Nullable Operation<?> running;
  private @Nullable Operation<?> executing;

  /**
   * Connects to a table.
   *
   * @param table is told how far to lag
   * @param database is sent the requests
   * @param onCrash is told which process a fault has ended
   */
  Network(MemoryTable table, Database database, Counts counts, Consumer<Node> onCrash) {
    this.table = table;
    this.database = database;
    this.counts = counts;
    this.onCrash = onCrash;
    this.faulty = faults().wrap(new Client(database::execute));
  }

  private Faults faults() {
    Faults faults = Faults.withSeed(0);
    faults.onAnyCall().when(call -> striking == Strike.SERVER_ERROR).internalServerError();
    faults
        .onAnyCall()
        .when(call -> striking == Strike.UNITS_USED_UP)
        .provisionedThroughputExceeded();
    faults.onAnyCall().when(call -> striking == Strike.REQUEST_LIMIT).requestLimitExceeded();
    faults.onAnyCall().when(call -> striking == Strike.THROTTLED).throttled();
    faults.onAnyCall().when(call -> striking == Strike.CONFLICT).transactionConflict();
    faults.onAnyCall().when(call -> striking == Strike.IN_PROGRESS).transactionInProgress();
    faults
        .onAnyCall()
        .when(call -> striking == Strike.CANCELLED_BY_CONFLICT)
        .transactionCancelled(0, Cancellation.TRANSACTION_CONFLICT);
    faults
        .onAnyCall()
        .when(call -> striking == Strike.CANCELLED_BY_THROTTLING)
        .transactionCancelled(1, Cancellation.THROTTLING_ERROR);
    faults.onAnyCall().when(call -> striking == Strike.UNPROCESSED).unprocessed(1);
    faults.onAnyCall().when(call -> striking == Strike.DENIED).failing(Network::denied);
    return faults;
  }

  DynamoDbClient client() {
    return new Client(this::answerNow);
  }

  DynamoDbAsyncClient asyncClient() {
    return new AsyncClient(this::enqueue);
  }

  /** The operation whose request the table is working on, or null if it is another writer's. */
  @Nullable Operation<?> executing() {
    return executing;
  }

  List<Waiting> waiting() {
    return waiting;
  }

  List<Waiting> late() {
    return late;
  }

  /** Runs a synchronous call to its end. */
  <T> void run(Operation<T> operation, Supplier<T> call) {
    running = operation;
    T value;
    try {
      value = call.get();
    } catch (ProcessDied e) {
      counts.add("operation cut off: " + operation.name);
      return;
    } catch (RuntimeException e) {
      operation.failed(e);
      return;
    } finally {
      running = null;
    }
    operation.returned(value);
  }

  /** Starts an asynchronous call; it goes on when its requests are answered. */
  <T> void start(Operation<T> operation, Supplier<CompletableFuture<T>> call) {
    running = operation;
    CompletableFuture<T> outcome = call.get();
    CompletableFuture<T> unused = outcome.whenComplete((value, failure) -> wake());
    operation.outcome = outcome;
    settle(operation);
  }

  /** Lets one waiting request be answered. */
  void serve(Waiting request, Strike strike) {
    waiting.remove(request);
    Operation<?> operation = request.operation();
    SdkResponse answer;
    try {
      answer = answer(operation, request.request(), strike);
    } catch (ProcessDied e) {
      onCrash.accept(operation.process);
      return;
    } catch (RuntimeException e) {
      running = operation;
      request.answer().completeExceptionally(e);
      settle(operation);
      return;
    }
    running = operation;
    request.answer().complete(answer);
    settle(operation);
  }

  /** Lets a request arrive that its sender has given up. */
  void arrive(Waiting request) {
    late.remove(request);
    try {
      execute(request.operation(), request.request());
    } catch (RuntimeException e) {
      counts.add("late request refused");
    }
  }

  /** Forgets what a process that has died was waiting for. */
  void drop(Node process) {
    for (Waiting request : List.copyOf(waiting)) {
      if (request.operation().process == process) {
        waiting.remove(request);
        counts.add("operation cut off: " + request.operation().name);
      }
    }
  }

  /**
   * An operation goes on in this thread, or, after a pause, in another one, where it comes to a
   * request or to its end. The driver waits for that, and for the other thread to be through.
   */
  private <T> void settle(Operation<T> operation) {
    CompletableFuture<T> outcome = operation.outcome;
    long end = System.nanoTime() + PATIENCE;
    synchronized (this) {
      while (operation.pausing && !outcome.isDone()) {
        if (System.nanoTime() > end) {
          throw new AssertionError(operation.name + " neither asks nor ends");
        }
        try {
          wait(SECOND);
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
    }
    awaitIdle(operation.resumedIn);
    running = null;
    if (outcome.isDone()) {
      T value;
      try {
        value = outcome.join();
      } catch (CompletionException e) {
        operation.failed(failure(e));
        return;
      }
      operation.returned(value);
    }
  }

  private static RuntimeException failure(CompletionException outcome) {
    if (outcome.getCause() instanceof Error error) {
      throw error;
    }
    return (RuntimeException) outcome.getCause();
  }

  private void awaitIdle(Thread thread) {
    while (!thread.equals(driver)
        && (thread.getState() == Thread.State.RUNNABLE
            || thread.getState() == Thread.State.BLOCKED)) {
      Thread.onSpinWait();
    }
  }

  private synchronized void wake() {
    notifyAll();
  }

  /** Called whenever an operation is about to pause: the only use that stores have for chance. */
  synchronized double pause() {
    Operation<?> operation = running;
    if (operation != null) {
      operation.pausing = true;
      counts.add("pause");
    }
    return 0;
  }

  private synchronized CompletableFuture<SdkResponse> enqueue(SdkRequest request) {
    Operation<?> operation = running;
    if (operation == null) {
      throw new AssertionError("A request that no operation can have made");
    }
    CompletableFuture<SdkResponse> answer = new CompletableFuture<>();
    waiting.add(new Waiting(operation, request, answer));
    operation.pausing = false;
    operation.resumedIn = Thread.currentThread();
    notifyAll();
    return answer;
  }

  private SdkResponse answerNow(SdkRequest request) {
    Operation<?> operation = running;
    if (operation == null) {
      throw new AssertionError("A request that no operation can have made");
    }
    // Asynchronous parts that run at once would not tell when they all wait; so a call that has
    // such parts is made synchronously, and others get in between its requests.
    operation.betweenRequests.run();
    running = operation;
    if (operation.process.dead) {
      throw new ProcessDied();
    }
    Strike strike = Strike.NONE;
    if (operation.requests + 1 == operation.struckRequest) {
      strike = Strike.on(request, new Choice(operation.struckBy));
    }
    try {
      return answer(operation, request, strike);
    } catch (ProcessDied e) {
      onCrash.accept(operation.process);
      throw e;
    }
  }

  private SdkResponse answer(Operation<?> operation, SdkRequest request, Strike strike) {
    operation.requests++;
    counts.add("request " + request.getClass().getSimpleName().replace("Request", ""));
    counts.tell(
        () ->
            "  "
                + operation.name
                + " in "
                + operation.process.name
                + (strike == Strike.NONE ? "" : ", " + strike));
    if (strike != Strike.NONE) {
      operation.strikes++;
      counts.add("fault " + strike);
    }
    return switch (strike) {
      case NONE -> execute(operation, request);
      case REQUEST_LOST -> throw unreachable();
      case ANSWER_LOST -> {
        tryToExecute(operation, request);
        throw unreachable();
      }
      case LATE -> {
        late.add(new Waiting(operation, request, new CompletableFuture<>()));
        throw unreachable();
      }
      case SERVER_ERROR_AFTER -> {
        tryToExecute(operation, request);
        yield fail(Strike.SERVER_ERROR, request);
      }
      case TOKEN_FORGOTTEN -> execute(operation, withoutToken(request));
      case STALE -> readStale(operation, request);
      case SHORT_PAGE -> execute(operation, ((QueryRequest) request).toBuilder().limit(1).build());
      case CRASH_BEFORE -> throw new ProcessDied();
      case CRASH_AFTER -> {
        tryToExecute(operation, request);
        throw new ProcessDied();
      }
      case UNPROCESSED -> {
        operation.read(table.version());
        yield fail(strike, request);
      }
      default -> fail(strike, request);
    };
  }

  private static SdkRequest withoutToken(SdkRequest request) {
    return ((TransactWriteItemsRequest) request).toBuilder().clientRequestToken(null).build();
  }

  private SdkResponse readStale(Operation<?> operation, SdkRequest request) {
    table.lag(1 + table.version() % 7);
    try {
      return execute(operation, request);
    } finally {
      table.lag(0);
    }
  }

  private SdkResponse fail(Strike strike, SdkRequest request) {
    striking = strike;
    try {
      return Client.send(faulty, request);
    } finally {
      striking = Strike.NONE;
    }
  }

  private void tryToExecute(Operation<?> operation, SdkRequest request) {
    try {
      execute(operation, request);
    } catch (RuntimeException e) {
      counts.add("refusal lost");
    }
  }

  private SdkResponse execute(Operation<?> operation, SdkRequest request) {
    if (request instanceof GetItemRequest get) {
      operation.read(table.versionRead(Boolean.TRUE.equals(get.consistentRead())));
    } else if (request instanceof QueryRequest query) {
      operation.read(table.versionRead(Boolean.TRUE.equals(query.consistentRead())));
    } else if (request instanceof BatchGetItemRequest) {
      operation.read(table.version());
    }
    executing = operation;
    try {
      SdkResponse answer = database.execute(request);
      counts.tell(() -> "    done: " + Trace.of(request));
      return answer;
    } catch (RuntimeException e) {
      counts.tell(() -> "    refused: " + Trace.of(request));
      throw e;
    } finally {
      executing = null;
    }
  }

  /** As the SDK reports a connection that can't be made or breaks. */
  private static SdkClientException unreachable() {
    return SdkClientException.create(
        "Unable to execute HTTP request", new IOException("Connection reset"));
  }

  /** As the service refuses credentials that have just expired. */
  private static RuntimeException denied(String message) {
    return (RuntimeException)
        DynamoDbException.builder()
            .message(message)
            .statusCode(400)
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode("ExpiredTokenException")
                    .errorMessage(message)
                    .build())
            .build();
  }

  /** Ends the code that the process was running, as death does: nothing catches it. */
  private static final class ProcessDied extends Error {
    private static final long serialVersionUID = 1L;
  }
}
