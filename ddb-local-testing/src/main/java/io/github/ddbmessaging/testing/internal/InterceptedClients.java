package io.github.ddbmessaging.testing.internal;

import java.lang.reflect.Proxy;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.AwsClient;

/**
 * Wraps clients of the AWS SDK so that every service call goes through an {@link Interceptor}.
 *
 * <p>Any client interface of DynamoDB or its streams will do, synchronous or asynchronous. Calls by
 * builder lambda, by paginator and by waiter arrive as the plain calls that they are made of.
 */
public final class InterceptedClients {

  private InterceptedClients() {}

  /**
   * Wraps a client.
   *
   * <p>The wrapper is equal to itself only, and otherwise as thread-safe as the client and the
   * interceptor are. Cancelling a future that it returned does not cancel the call.
   *
   * @param <C> the client interface
   * @param type the client interface, such as {@code DynamoDbClient.class}
   * @param client the client to pass calls on to
   * @param interceptor what each call goes through
   * @param onClose what {@code close()} of the wrapper does: {@code client::close}, or nothing
   * @return the wrapper
   */
  public static <C extends AwsClient> C wrap(
      Class<C> type, C client, Interceptor interceptor, Runnable onClose) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            new ClientHandler(new ClientService(type, client), interceptor, onClose)));
  }

  /**
   * Lists the operations of a service.
   *
   * @param type the client interface, such as {@code DynamoDbClient.class}
   * @return their names, as an {@link Interceptor} is told them
   */
  public static Stream<String> operations(Class<? extends AwsClient> type) {
    return Stream.of(type.getMethods())
        .filter(ClientService::isServiceCall)
        .map(ClientService::operation);
  }

  /**
   * Makes one function of a client.
   *
   * @param <C> the client interface
   * @param type the client interface, such as {@code DynamoDbClient.class}
   * @param client the client to pass requests on to
   * @return the client as a service; as thread-safe as the client is
   */
  public static <C extends AwsClient> Service service(Class<C> type, C client) {
    return new ClientService(type, client);
  }
}
