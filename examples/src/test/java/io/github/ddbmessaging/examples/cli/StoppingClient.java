package io.github.ddbmessaging.examples.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A client with which the program ends before a certain request, as if it were killed. */
final class StoppingClient {
  private StoppingClient() {}

  /** The end. No exception of the SDK, so that nothing tries again. */
  static final class Stopped extends Error {
    private static final long serialVersionUID = 1L;
  }

  static DynamoDbClient after(int requests, DynamoDbClient client) {
    AtomicInteger left = new AtomicInteger(requests);
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            StoppingClient.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (proxy, method, arguments) -> {
              if (method.isDefault() && arguments != null && arguments[0] instanceof Consumer<?>) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
              }
              if (left.getAndDecrement() <= 0) {
                throw new Stopped();
              }
              try {
                return method.invoke(client, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
