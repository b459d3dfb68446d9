package io.github.ddbmessaging.internal.read;

import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/**
 * Items of one kind in one partition, sorted by time.
 *
 * @param partition the partition key
 * @param schema how the items are mapped
 * @param key the sort key of an item
 * @param asOf an item as it is to be listed at a moment, or empty if it has expired
 * @param <T> the kind of item
 */
public record Listing<T>(
    String partition,
    TableSchema<T> schema,
    Function<T, SortKey> key,
    BiFunction<T, Instant, Optional<T>> asOf) {
  /** Below every key that begins with a time. */
  public static final String LOWEST_TIME = "0";

  /** Above every key that begins with a time. */
  public static final String HIGHEST_TIME = ":";

  /** The messages of a group. */
  static Listing<Message> messages(String groupId) {
    return new Listing<>(
        Keys.messagePartition(groupId),
        Schemas.MESSAGES,
        Message::sortKey,
        (message, now) ->
            message.status().isExpired(now) ? Optional.empty() : Optional.of(message));
  }

  /** A user's message groups. */
  static Listing<MessageGroupRow> rows(String userId) {
    return new Listing<>(
        Keys.groupsPartition(userId),
        Schemas.ROWS,
        MessageGroupRow::sortKey,
        (row, now) -> Optional.of(row.asOf(now)));
  }
}
