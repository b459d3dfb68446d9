package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.RequestTimes;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Clients of DynamoDB, each over one function that takes every request. */
public final class Clients {
  private Clients() {}

  public static DynamoDbClient sync(Function<SdkRequest, SdkResponse> service) {
    return client(DynamoDbClient.class, service);
  }

  public static DynamoDbAsyncClient async(
      Function<SdkRequest, CompletableFuture<SdkResponse>> service) {
    return client(DynamoDbAsyncClient.class, service);
  }

  /** Sends a request by the method that a client has for it. */
  static SdkResponse send(DynamoDbClient client, SdkRequest request) {
    String type = request.getClass().getSimpleName();
    String operation =
        type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1).replace("Request", "");
    try {
      Method method = DynamoDbClient.class.getMethod(operation, request.getClass());
      return (SdkResponse) method.invoke(client, request);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new AssertionError(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static <C> C client(Class<C> type, Function<SdkRequest, ?> service) {
    InvocationHandler handler =
        (client, method, arguments) -> {
          if (arguments != null && arguments[0] instanceof SdkRequest request) {
            return service.apply(RequestTimes.without(request));
          }
          return switch (method.getName()) {
            case "serviceName" -> DynamoDbClient.SERVICE_NAME;
            case "close" -> null;
            default -> InvocationHandler.invokeDefault(client, method, arguments);
          };
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** As the SDK reports a connection that can't be made or breaks. */
  static SdkClientException unreachable() {
    return SdkClientException.create(
        "Unable to execute HTTP request", new IOException("Connection reset"));
  }

  static RuntimeException proxyTimeout() {
    return (RuntimeException)
        DynamoDbException.builder()
            .statusCode(408)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode("RequestTimeout").build())
            .build();
  }
}
