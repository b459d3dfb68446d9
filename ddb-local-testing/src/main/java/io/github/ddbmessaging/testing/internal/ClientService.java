package io.github.ddbmessaging.testing.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** Sends any request by the method that a client has for it. */
final class ClientService implements Service {

  private final Class<?> type;
  private final AwsClient client;
  private final Map<Class<?>, Method> methods;

  ClientService(Class<?> type, AwsClient client) {
    this.type = type;
    this.client = Objects.requireNonNull(client, "client");
    this.methods =
        Arrays.stream(type.getMethods())
            .filter(ClientService::isServiceCall)
            .collect(
                Collectors.toUnmodifiableMap(
                    method -> method.getParameterTypes()[0], Function.identity()));
  }

  /** Tells {@code putItem(PutItemRequest)} from lambda overloads, paginators and the rest. */
  static boolean isServiceCall(Method method) {
    Class<?> result = method.getReturnType();
    return method.getParameterCount() == 1
        && SdkRequest.class.isAssignableFrom(method.getParameterTypes()[0])
        && (SdkResponse.class.isAssignableFrom(result) || result == CompletableFuture.class);
  }

  /** The operation that a service call is of, as the service spells it. */
  static String operation(Method serviceCall) {
    String name = serviceCall.getName();
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  @Override
  public CompletableFuture<SdkResponse> send(SdkRequest request) {
    Method method = methods.get(request.getClass());
    if (method == null) {
      throw new IllegalArgumentException(
          type.getSimpleName() + " can't send a " + request.getClass().getSimpleName());
    }
    try {
      Object result = Objects.requireNonNull(invoke(method, new Object[] {request}));
      return result instanceof CompletableFuture<?> future
          ? future.thenApply(SdkResponse.class::cast)
          : CompletableFuture.completedFuture((SdkResponse) result);
    } catch (Throwable e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Calls a method of the client itself. */
  @Nullable Object invoke(Method method, @Nullable Object @Nullable [] args) throws Throwable {
    try {
      return method.invoke(client, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Override
  public String toString() {
    return type.getSimpleName() + " of " + client;
  }
}
