package io.github.ddbmessaging.testing;

import io.github.ddbmessaging.testing.DynamoDbExtension.TableFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** What is done to a table, whatever is in it. */
final class Tables {

  private Tables() {}

  /**
   * Creates a table by a user's code.
   *
   * @throws IllegalStateException if it is not there and active then
   * @throws Exception what the code throws
   */
  static void create(DynamoDbClient client, String table, TableFactory factory) throws Exception {
    factory.create(client, table);
    TableDescription made = describe(client, table);
    if (made == null || made.tableStatus() != TableStatus.ACTIVE) {
      throw new IllegalStateException(
          "the table factory left the table "
              + table
              + (made == null ? " missing" : " " + made.tableStatus()));
    }
  }

  /** Deletes a table, even a protected one; false if there is none. */
  static boolean delete(DynamoDbClient client, String table) {
    try {
      client.deleteTable(delete -> delete.tableName(table));
      return true;
    } catch (ResourceNotFoundException e) {
      return false;
    } catch (DynamoDbException e) {
      client.updateTable(update -> update.tableName(table).deletionProtectionEnabled(false));
      client.deleteTable(delete -> delete.tableName(table));
      return true;
    }
  }

  /** Deletes all items of a table; false if there is no table. */
  static boolean empty(DynamoDbClient client, String table) {
    TableDescription description = describe(client, table);
    if (description == null) {
      return false;
    }
    List<String> keyNames =
        description.keySchema().stream().map(KeySchemaElement::attributeName).toList();
    client
        .scanPaginator(scan -> scan.tableName(table).consistentRead(true))
        .forEach(
            page ->
                page.items()
                    .forEach(
                        item ->
                            client.deleteItem(
                                delete -> delete.tableName(table).key(only(keyNames, item)))));
    return true;
  }

  private static Map<String, AttributeValue> only(
      List<String> names, Map<String, AttributeValue> item) {
    return names.stream().collect(Collectors.toMap(name -> name, name -> item.get(name)));
  }

  private static @Nullable TableDescription describe(DynamoDbClient client, String table) {
    try {
      return client.describeTable(describe -> describe.tableName(table)).table();
    } catch (ResourceNotFoundException e) {
      return null;
    }
  }
}
