package io.github.ddbmessaging.internal.read;

import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.util.function.Function;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/**
 * Items of one kind in one partition, sorted by time.
 *
 * @param partition the partition key
 * @param schema how the items are mapped
 * @param key the sort key of an item
 * @param <T> the kind of item
 */
public record Listing<T>(String partition, TableSchema<T> schema, Function<T, SortKey> key) {
  /** Below every key that begins with a time. */
  public static final String LOWEST_TIME = "0";

  /** Above every key that begins with a time. */
  public static final String HIGHEST_TIME = ":";

  /** The messages of a group. */
  static Listing<Message> messages(String groupId) {
    return new Listing<>(Keys.messagePartition(groupId), Schemas.MESSAGES, Message::sortKey);
  }

  /** A user's message groups. */
  static Listing<MessageGroupRow> rows(String userId) {
    return new Listing<>(Keys.groupsPartition(userId), Schemas.ROWS, MessageGroupRow::sortKey);
  }
}
