package io.github.ddbmessaging.testing;

import io.github.ddbmessaging.testing.internal.Interceptor;
import io.github.ddbmessaging.testing.internal.Service;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;

/** Remembers the tables that were created through the clients that it listens to. */
final class CreatedTables implements Interceptor {

  private final Set<String> names = new ConcurrentSkipListSet<>();

  @Override
  public CompletableFuture<SdkResponse> intercept(
      String operation, SdkRequest request, Service next) {
    return next.send(request)
        .thenApply(
            response -> {
              if (response instanceof CreateTableResponse created) {
                names.add(created.tableDescription().tableName());
              }
              return response;
            });
  }

  /** The names, in order; some of the tables may be deleted by now. */
  List<String> names() {
    return List.copyOf(names);
  }
}
