package io.github.ddbmessaging.testing.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbAsyncWaiter;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/** Tells the methods of a client apart and lets service calls through an interceptor. */
final class ClientHandler implements InvocationHandler {

  private final Class<?> type;
  private final AwsClient client;
  private final Interceptor interceptor;
  private final Runnable onClose;
  private final Map<Class<?>, Method> serviceCalls;

  ClientHandler(Class<?> type, AwsClient client, Interceptor interceptor, Runnable onClose) {
    this.type = type;
    this.client = Objects.requireNonNull(client, "client");
    this.interceptor = Objects.requireNonNull(interceptor, "interceptor");
    this.onClose = Objects.requireNonNull(onClose, "onClose");
    this.serviceCalls =
        Arrays.stream(type.getMethods())
            .filter(ClientHandler::isServiceCall)
            .collect(
                Collectors.toUnmodifiableMap(
                    method -> method.getParameterTypes()[0], Function.identity()));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] args)
      throws Throwable {
    if (isServiceCall(method)) {
      return intercepted(method, (SdkRequest) Objects.requireNonNull(argument(args), "request"));
    }
    return switch (method.getName()) {
      case "close" -> {
        onClose.run();
        yield null;
      }
      case "equals" -> proxy == argument(args);
      case "hashCode" -> System.identityHashCode(proxy);
      case "toString" -> "Intercepted " + type.getSimpleName() + " of " + client;
      // The embedded engine's clients can't tell their name; both services have this one.
      case "serviceName" -> DynamoDbClient.SERVICE_NAME;
      case "serviceClientConfiguration" -> invokeClient(method, args);
      case "waiter" -> waiter(proxy);
      default -> InvocationHandler.invokeDefault(proxy, method, args);
    };
  }

  private static boolean isServiceCall(Method method) {
    Class<?> result = method.getReturnType();
    return method.getParameterCount() == 1
        && SdkRequest.class.isAssignableFrom(method.getParameterTypes()[0])
        && (SdkResponse.class.isAssignableFrom(result) || result == CompletableFuture.class);
  }

  private static @Nullable Object argument(@Nullable Object @Nullable [] args) {
    return args == null ? null : args[0];
  }

  private Object intercepted(Method method, SdkRequest request) throws Throwable {
    String name = method.getName();
    String operation = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    CompletableFuture<SdkResponse> answer = interceptor.intercept(operation, request, this::send);
    if (method.getReturnType() == CompletableFuture.class) {
      return answer;
    }
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw Failures.bare(e);
    }
  }

  private CompletableFuture<SdkResponse> send(SdkRequest request) {
    Method method = serviceCalls.get(request.getClass());
    if (method == null) {
      throw new IllegalArgumentException(type.getSimpleName() + " can't send " + request);
    }
    try {
      Object result = Objects.requireNonNull(invokeClient(method, new Object[] {request}));
      return result instanceof CompletableFuture<?> future
          ? future.thenApply(SdkResponse.class::cast)
          : CompletableFuture.completedFuture((SdkResponse) result);
    } catch (Throwable e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private @Nullable Object invokeClient(Method method, @Nullable Object @Nullable [] args)
      throws Throwable {
    try {
      return method.invoke(client, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static Object waiter(Object proxy) {
    return proxy instanceof DynamoDbAsyncClient async
        ? DynamoDbAsyncWaiter.builder().client(async).build()
        : DynamoDbWaiter.builder().client((DynamoDbClient) proxy).build();
  }
}
