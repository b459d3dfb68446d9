package io.github.ddbmessaging.store;

import io.github.ddbmessaging.AsyncMessagingAdmin;
import io.github.ddbmessaging.AsyncMessagingStore;
import io.github.ddbmessaging.MessagingAdmin;
import io.github.ddbmessaging.MessagingBuilder;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.StoreBuilder;
import java.util.function.Consumer;

/** Which of the two stores, and of the two admins, a test runs against. */
public enum StoreKind {
  SYNC {
    @Override
    public Messaging open(Table table, Consumer<StoreBuilder<?>> settings) {
      MessagingStore.Builder builder = MessagingStore.builder().client(table.client());
      settings.accept(builder.tableName(table.name()));
      return Facade.of(Messaging.class, builder.build());
    }

    @Override
    public Administration openAdmin(Table table, Consumer<MessagingBuilder<?>> settings) {
      MessagingAdmin.Builder builder = MessagingAdmin.builder().client(table.client());
      settings.accept(builder.tableName(table.name()));
      return Facade.of(Administration.class, builder.build());
    }
  },

  ASYNC {
    @Override
    public Messaging open(Table table, Consumer<StoreBuilder<?>> settings) {
      AsyncMessagingStore.Builder builder =
          AsyncMessagingStore.builder().client(table.asyncClient());
      settings.accept(builder.tableName(table.name()));
      return Facade.of(Messaging.class, builder.build());
    }

    @Override
    public Administration openAdmin(Table table, Consumer<MessagingBuilder<?>> settings) {
      AsyncMessagingAdmin.Builder builder =
          AsyncMessagingAdmin.builder().client(table.asyncClient());
      settings.accept(builder.tableName(table.name()));
      return Facade.of(Administration.class, builder.build());
    }
  };

  public abstract Messaging open(Table table, Consumer<StoreBuilder<?>> settings);

  public abstract Administration openAdmin(Table table, Consumer<MessagingBuilder<?>> settings);
}
