package io.github.ddbmessaging.testing.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbAsyncWaiter;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/** Tells the methods of a client apart and lets service calls through an interceptor. */
final class ClientHandler implements InvocationHandler {

  private final ClientService service;
  private final Interceptor interceptor;
  private final Runnable onClose;

  ClientHandler(ClientService service, Interceptor interceptor, Runnable onClose) {
    this.service = service;
    this.interceptor = Objects.requireNonNull(interceptor, "interceptor");
    this.onClose = Objects.requireNonNull(onClose, "onClose");
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] args)
      throws Throwable {
    if (ClientService.isServiceCall(method)) {
      return intercepted(method, (SdkRequest) Objects.requireNonNull(argument(args), "request"));
    }
    return switch (method.getName()) {
      case "close" -> {
        onClose.run();
        yield null;
      }
      case "equals" -> proxy == argument(args);
      case "hashCode" -> System.identityHashCode(proxy);
      case "toString" -> "Intercepted " + service;
      // The embedded engine's clients can't tell their name; both services have this one.
      case "serviceName" -> DynamoDbClient.SERVICE_NAME;
      case "serviceClientConfiguration" -> service.invoke(method, args);
      case "waiter" -> waiter(proxy);
      default -> InvocationHandler.invokeDefault(proxy, method, args);
    };
  }

  private static @Nullable Object argument(@Nullable Object @Nullable [] args) {
    return args == null ? null : args[0];
  }

  private Object intercepted(Method method, SdkRequest request) throws Throwable {
    CompletableFuture<SdkResponse> answer =
        interceptor.intercept(ClientService.operation(method), request, service);
    if (method.getReturnType() == CompletableFuture.class) {
      return answer;
    }
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw Failures.bare(e);
    }
  }

  private static Object waiter(Object proxy) {
    return proxy instanceof DynamoDbAsyncClient async
        ? DynamoDbAsyncWaiter.builder().client(async).build()
        : DynamoDbWaiter.builder().client((DynamoDbClient) proxy).build();
  }
}
