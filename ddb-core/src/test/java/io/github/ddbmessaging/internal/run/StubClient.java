package io.github.ddbmessaging.internal.run;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

  /** A client that gives these responses and then no more. */
  public StubClient(Object... responses) {
    this.responses = new ArrayDeque<>(Arrays.asList(responses));
  }

  /** What was asked so far. */
  public List<DynamoDbRequest> requests() {
    return requests;
  }

  /** The synchronous client. */
  public DynamoDbClient sync() {
    return proxy(
        DynamoDbClient.class,
        (self, method, arguments) -> {
          Object response = next(arguments);
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
          Object response = next(arguments);
          return response instanceof RuntimeException failure
              ? CompletableFuture.failedFuture(failure)
              : CompletableFuture.completedFuture(response);
        });
  }

  private Object next(Object[] arguments) {
    requests.add((DynamoDbRequest) arguments[0]);
    return responses.remove();
  }

  private static <C> C proxy(Class<C> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
