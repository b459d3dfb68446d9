package io.github.ddbmessaging.store;

import io.github.ddbmessaging.AsyncMessagingStore;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.StoreBuilder;
import java.util.function.Consumer;

/** Which of the two stores a test runs against. */
enum StoreKind {
  SYNC {
    @Override
    Messaging open(Table table, Consumer<StoreBuilder<?>> settings) {
      MessagingStore.Builder builder =
          MessagingStore.builder().client(table.client()).tableName(table.name());
      settings.accept(builder);
      return new Messaging.Sync(builder.build());
    }
  },

  ASYNC {
    @Override
    Messaging open(Table table, Consumer<StoreBuilder<?>> settings) {
      AsyncMessagingStore.Builder builder =
          AsyncMessagingStore.builder().client(table.asyncClient()).tableName(table.name());
      settings.accept(builder);
      return new Messaging.Async(builder.build());
    }
  };

  abstract Messaging open(Table table, Consumer<StoreBuilder<?>> settings);
}
