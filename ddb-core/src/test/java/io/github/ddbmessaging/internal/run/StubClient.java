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
 * A client of either kind that gives answers laid down in advance, in order, and remembers what it
 * was asked. An answer is a response, or the exception to fail with.
 */
public final class StubClient {
  private final Deque<Object> answers;
  private final List<DynamoDbRequest> requests = new ArrayList<>();

  /** A client that gives these answers and then no more. */
  public StubClient(Object... answers) {
    this.answers = new ArrayDeque<>(Arrays.asList(answers));
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
          Object answer = next(arguments);
          if (answer instanceof RuntimeException failure) {
            throw failure;
          }
          return answer;
        });
  }

  /** The asynchronous client. */
  public DynamoDbAsyncClient async() {
    return proxy(
        DynamoDbAsyncClient.class,
        (self, method, arguments) -> {
          Object answer = next(arguments);
          return answer instanceof RuntimeException failure
              ? CompletableFuture.failedFuture(failure)
              : CompletableFuture.completedFuture(answer);
        });
  }

  private Object next(Object[] arguments) {
    requests.add((DynamoDbRequest) arguments[0]);
    return answers.remove();
  }

  private static <C> C proxy(Class<C> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
