package io.github.ddbmessaging.store;

import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.testing.DynamoDbExtension;

/** Gives each test a table of its own, as a {@link Table}. */
public final class MessagingTables {
  private MessagingTables() {}

  public static DynamoDbExtension extension() {
    // Without a stream: an engine slows with the stream records that it holds.
    TableSettings settings = TableSettings.onDemand().withStream(false).withTimeToLive(false);
    return DynamoDbExtension.builder()
        .table((client, name) -> MessagingTable.of(client, name).create(settings))
        .parameter(
            Table.class, table -> new Table(table.name(), table.client(), table.asyncClient()))
        .build();
  }
}
