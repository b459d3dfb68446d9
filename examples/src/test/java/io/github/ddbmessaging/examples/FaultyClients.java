package io.github.ddbmessaging.examples;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Clients that do as another one does, but for one fault. */
final class FaultyClients {
  private FaultyClients() {}

  /** What a client makes of a call. */
  private interface Call {
    Object answer(Object argument, Forward forward) throws Throwable;
  }

  /** The call of the client behind. */
  private interface Forward {
    Object call() throws Throwable;
  }

  /** A client that finds no table any more after some transactions. */
  static DynamoDbClient losingTheTableAfter(int transactions, DynamoDbClient client) {
    AtomicInteger left = new AtomicInteger(transactions);
    return client(
        client,
        (argument, forward) -> {
          if (argument instanceof TransactWriteItemsRequest && left.getAndDecrement() <= 0) {
            throw ResourceNotFoundException.builder().message("Table not found").build();
          }
          return forward.call();
        });
  }

  /** A client whose queries do not find one message. */
  static DynamoDbClient hiding(String text, DynamoDbClient client) {
    return client(
        client,
        (argument, forward) -> {
          Object answer = forward.call();
          return answer instanceof QueryResponse response ? without(text, response) : answer;
        });
  }

  private static QueryResponse without(String text, QueryResponse response) {
    List<Map<String, AttributeValue>> items =
        response.items().stream()
            .filter(item -> !AttributeValue.fromS(text).equals(item.get("message")))
            .toList();
    return response.toBuilder().items(items).count(items.size()).build();
  }

  private static DynamoDbClient client(DynamoDbClient client, Call call) {
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            FaultyClients.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (proxy, method, arguments) ->
                call.answer(
                    arguments == null ? "none" : arguments[0],
                    () -> {
                      try {
                        return method.invoke(client, arguments);
                      } catch (InvocationTargetException e) {
                        throw e.getCause();
                      }
                    }));
  }
}
