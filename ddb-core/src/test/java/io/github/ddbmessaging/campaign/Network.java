package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.campaign.Call.Waiting;
import io.github.ddbmessaging.testing.fault.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * What is between the nodes and the table. Requests of synchronous stores are served at once; those
 * of asynchronous stores wait until the driver serves them, each in its turn, so that one thread
 * and one script decide how everything interleaves.
 */
final class Network {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);
  private static final long SECOND = 1_000;

  private final MemoryTable table;
  private final Database database;
  private final Interceptor interceptor;
  private final Counts counts;
  private final Consumer<Node> onCrash;
  private final Thread driver = Thread.currentThread();
  private final List<Waiting> waiting = new ArrayList<>();
  private final List<Waiting> late = new ArrayList<>();
  private final DynamoDbClient faulty;
  private Fault injected = Fault.NONE;
  private @Nullable Call<?> running;
  private @Nullable Call<?> executing;

  /**
   * Connects to a table.
   *
   * @param table is told how far to lag
   * @param database is sent the requests
   * @param interceptor stands before the network
   * @param onCrash is told which node a fault has ended
   */
  Network(
      MemoryTable table,
      Database database,
      Interceptor interceptor,
      Counts counts,
      Consumer<Node> onCrash) {
    this.table = table;
    this.database = database;
    this.interceptor = interceptor;
    this.counts = counts;
    this.onCrash = onCrash;
    Faults faults = Faults.withSeed(0);
    for (Fault fault : Fault.values()) {
      fault.injectBy(faults.onAnyCall().when(call -> injected == fault));
    }
    this.faulty = faults.wrap(Clients.sync(database::execute));
  }

  DynamoDbClient client() {
    return Clients.sync(request -> join(intercept(request, this::serveNow)));
  }

  DynamoDbAsyncClient asyncClient() {
    return Clients.async(request -> intercept(request, this::enqueue));
  }

  private CompletableFuture<SdkResponse> intercept(
      SdkRequest request, Interceptor.Service network) {
    return interceptor.send(running().name, request, network);
  }

  /** The call whose request the table is executing, or null if it is another writer's. */
  @Nullable Call<?> executing() {
    return executing;
  }

  List<Waiting> waiting() {
    return waiting;
  }

  List<Waiting> late() {
    return late;
  }

  /** Runs a synchronous call to its end. */
  <T> void run(Call<T> call, Supplier<T> body) {
    running = call;
    T value;
    try {
      value = body.get();
    } catch (ProcessDied e) {
      counts.add("call cut off: " + call.name);
      return;
    } catch (RuntimeException e) {
      call.failed(e);
      return;
    } finally {
      running = null;
    }
    call.returned(value);
  }

  /** Starts an asynchronous call; it continues when its requests are served. */
  <T> void start(Call<T> call, Supplier<CompletableFuture<T>> body) {
    running = call;
    CompletableFuture<T> outcome = body.get();
    CompletableFuture<T> unused = outcome.whenComplete((value, failure) -> wake());
    call.outcome = outcome;
    settle(call);
  }

  /** Serves one waiting request. */
  void serve(Waiting request, Fault fault) {
    waiting.remove(request);
    Call<?> call = request.call();
    SdkResponse response;
    try {
      response = respond(call, request.request(), fault);
    } catch (ProcessDied e) {
      onCrash.accept(call.node);
      return;
    } catch (RuntimeException e) {
      running = call;
      request.response().completeExceptionally(e);
      settle(call);
      return;
    }
    running = call;
    request.response().complete(response);
    settle(call);
  }

  /** Executes a request that its sender has given up. */
  void arrive(Waiting request) {
    late.remove(request);
    try {
      execute(request.call(), request.request());
    } catch (RuntimeException e) {
      counts.add("late request refused");
    }
  }

  /** Forgets what a node that has died was waiting for. */
  void drop(Node node) {
    for (Waiting request : List.copyOf(waiting)) {
      if (request.call().node == node) {
        waiting.remove(request);
        counts.add("call cut off: " + request.call().name);
      }
    }
  }

  /**
   * A call continues in this thread, or, after a pause, in another one, up to its next request or
   * its end. The driver waits for that, and for the other thread to be through.
   */
  private <T> void settle(Call<T> call) {
    CompletableFuture<T> outcome = call.outcome;
    long end = System.nanoTime() + PATIENCE;
    synchronized (this) {
      while (call.pausing && !outcome.isDone()) {
        if (System.nanoTime() > end) {
          throw new AssertionError(call.name + " neither sends anything nor ends");
        }
        try {
          wait(SECOND);
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
    }
    awaitIdle(call.resumedIn);
    running = null;
    if (outcome.isDone()) {
      T value;
      try {
        value = join(outcome);
      } catch (RuntimeException e) {
        call.failed(e);
        return;
      }
      call.returned(value);
    }
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

  /** Called whenever a call is about to pause: the only use that stores have for chance. */
  synchronized double pause() {
    Call<?> call = running;
    if (call != null) {
      call.pausing = true;
      counts.add("pause");
    }
    return 0;
  }

  private Call<?> running() {
    if (running == null) {
      throw new AssertionError("A request that no call can have made");
    }
    return running;
  }

  private synchronized CompletableFuture<SdkResponse> enqueue(SdkRequest request) {
    Call<?> call = running();
    CompletableFuture<SdkResponse> response = new CompletableFuture<>();
    waiting.add(new Waiting(call, request, response));
    call.pausing = false;
    call.resumedIn = Thread.currentThread();
    notifyAll();
    return response;
  }

  private CompletableFuture<SdkResponse> serveNow(SdkRequest request) {
    Call<?> call = running();
    // Asynchronous parts that run at once would not tell when they all wait; so a call that has
    // such parts is made synchronously, and others get in between its requests.
    call.betweenRequests.run();
    running = call;
    if (call.node.dead) {
      throw new ProcessDied();
    }
    Fault fault = Fault.NONE;
    if (call.requests + 1 == call.faultyRequest) {
      fault = Fault.of(request, new Choice(0, 0, call.faultChoice));
    }
    try {
      return CompletableFuture.completedFuture(respond(call, request, fault));
    } catch (ProcessDied e) {
      onCrash.accept(call.node);
      throw e;
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private SdkResponse respond(Call<?> call, SdkRequest request, Fault fault) {
    call.requests++;
    counts.add("request " + request.getClass().getSimpleName().replace("Request", ""));
    counts.trace(
        () ->
            "  " + call.name + " in " + call.node.name + (fault == Fault.NONE ? "" : ", " + fault));
    if (fault != Fault.NONE) {
      call.faults++;
      counts.add("fault " + fault);
    }
    return switch (fault) {
      case NONE -> isOfChanged(call, request) ? readTorn(call, request) : execute(call, request);
      case REQUEST_LOST -> throw Clients.unreachable();
      case RESPONSE_LOST -> {
        tryToExecute(call, request);
        throw Clients.unreachable();
      }
      case CLOSED -> {
        if (call.requests % 2 == 0) {
          tryToExecute(call, request);
        }
        throw new IllegalStateException("Connection pool shut down");
      }
      case PROXY_TIMEOUT -> {
        tryToExecute(call, request);
        throw Clients.proxyTimeout();
      }
      case UNSEEN -> call.send == null ? execute(call, request) : readUnseen(call, request);
      case LATE -> {
        late.add(new Waiting(call, request, new CompletableFuture<>()));
        throw Clients.unreachable();
      }
      case SERVER_ERROR_AFTER -> {
        tryToExecute(call, request);
        yield inject(Fault.SERVER_ERROR, request);
      }
      case TOKEN_FORGOTTEN ->
          execute(
              call,
              ((TransactWriteItemsRequest) request).toBuilder().clientRequestToken(null).build());
      case STALE -> readStale(1 + table.version() % 7, call, request);
      case TORN ->
          call.name.startsWith("follow") ? readTorn(call, request) : execute(call, request);
      case SHORT_PAGE -> execute(call, ((QueryRequest) request).toBuilder().limit(1).build());
      case CRASH_BEFORE -> throw new ProcessDied();
      case CRASH_AFTER -> {
        tryToExecute(call, request);
        throw new ProcessDied();
      }
      case UNPROCESSED -> {
        call.read(table.version());
        yield inject(fault, request);
      }
      default -> inject(fault, request);
    };
  }

  private SdkResponse readStale(int writes, Call<?> call, SdkRequest request) {
    table.lag(writes);
    try {
      return execute(call, request);
    } finally {
      table.lag(0);
    }
  }

  /** Followers often read what has changed beside the transaction that changes it. */
  private static boolean isOfChanged(Call<?> call, SdkRequest request) {
    return call.name.equals("follow") && request instanceof BatchGetItemRequest;
  }

  private SdkResponse readTorn(Call<?> call, SdkRequest request) {
    table.tear(1 + (7 * table.version() + call.requests) % 31);
    counts.add("torn read");
    try {
      SdkResponse response = readStale(table.version() % 3, call, request);
      // What it does not show yet is as it was before.
      call.read(Math.max(0, call.lowestRead - 1));
      return response;
    } finally {
      table.tear(0);
    }
  }

  private SdkResponse readUnseen(Call<?> call, SdkRequest request) {
    return readStale(
        1 + table.version() % 3,
        call,
        ((GetItemRequest) request).toBuilder().consistentRead(false).build());
  }

  private SdkResponse inject(Fault fault, SdkRequest request) {
    injected = fault;
    try {
      return Clients.send(faulty, request);
    } finally {
      injected = Fault.NONE;
    }
  }

  private void tryToExecute(Call<?> call, SdkRequest request) {
    try {
      execute(call, request);
    } catch (RuntimeException e) {
      counts.add("refusal lost");
    }
  }

  private SdkResponse execute(Call<?> call, SdkRequest request) {
    if (request instanceof GetItemRequest get) {
      call.read(table.versionRead(Boolean.TRUE.equals(get.consistentRead())));
    } else if (request instanceof QueryRequest query) {
      call.read(table.versionRead(Boolean.TRUE.equals(query.consistentRead())));
    } else if (request instanceof BatchGetItemRequest batch) {
      call.read(table.versionRead(Fault.isConsistent(batch)));
    }
    executing = call;
    try {
      SdkResponse response = database.execute(request);
      counts.trace(() -> "    done: " + Trace.of(request));
      return response;
    } catch (RuntimeException e) {
      counts.trace(() -> "    refused: " + Trace.of(request));
      throw e;
    } finally {
      executing = null;
    }
  }

  private static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    }
  }

  /** Ends the code that the process was running, as death does: nothing catches it. */
  private static final class ProcessDied extends Error {
    private static final long serialVersionUID = 1L;
  }
}
