package io.github.ddbmessaging.internal.run;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.RequestTimes;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/**
 * A client of either kind that gives responses laid down in advance, in order, and remembers what
 * it was asked. What is laid down is a response, or the exception to fail with.
 */
public final class StubClient {
  private final Deque<Object> responses;
  private final List<DynamoDbRequest> requests = new ArrayList<>();
  private final List<Duration> timeouts = new ArrayList<>();

  /** A client that gives these responses and then no more. */
  public StubClient(Object... responses) {
    this.responses = new ArrayDeque<>(Arrays.asList(responses));
  }

  /** What was asked so far. */
  public List<DynamoDbRequest> requests() {
    return requests;
  }

  /** How long each request was given. */
  public List<Duration> timeouts() {
    return timeouts;
  }

  /** The synchronous client. */
  public DynamoDbClient sync() {
    return proxy(
        DynamoDbClient.class,
        (self, method, arguments) -> {
          Object response = next(method, arguments);
          if (response instanceof RuntimeException failure) {
            throw failure;
          }
          return response;
        });
  }

  /** The asynchronous client. */
  public DynamoDbAsyncClient async() {
    return proxy(
        DynamoDbAsyncClient.class,
        (self, method, arguments) -> {
          Object response = next(method, arguments);
          return response instanceof RuntimeException failure
              ? CompletableFuture.failedFuture(failure)
              : CompletableFuture.completedFuture(response);
        });
  }

  /** Runs operations with the synchronous client. */
  public SyncRunner syncRunner(LongSupplier nanoTime) {
    return new SyncRunner(sync(), nanoTime, noWay());
  }

  /** Runs operations with the asynchronous client. */
  public AsyncRunner asyncRunner(LongSupplier nanoTime) {
    return new AsyncRunner(async(), nanoTime, noWay());
  }

  /** Lines that never give way. */
  private static Lines noWay() {
    return new Lines(System::nanoTime, () -> 0, Duration.ZERO);
  }

  private Object next(Method method, @Nullable Object[] arguments) {
    if (arguments == null) {
      throw new UnsupportedOperationException(method.getName());
    }
    DynamoDbRequest request = (DynamoDbRequest) requireNonNull(arguments[0]);
    timeouts.add(RequestTimes.of(request));
    requests.add(RequestTimes.without(request));
    return responses.remove();
  }

  private static <C> C proxy(Class<C> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
