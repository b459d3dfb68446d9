package io.github.ddbmessaging.internal.read;

import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/**
 * Items of one kind in one partition, sorted by time.
 *
 * @param partition the partition key
 * @param schema how the items are mapped
 * @param key the sort key of an item
 * @param asOf an item as it is to be listed at a moment, or empty if it has expired
 * @param visible which items may be seen
 * @param isVisible whether an item is one of them
 * @param <T> the kind of item
 */
public record Listing<T>(
    String partition,
    TableSchema<T> schema,
    Function<T, SortKey> key,
    BiFunction<T, Instant, Optional<T>> asOf,
    Visible visible,
    BiPredicate<Visible, T> isVisible) {
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
        (message, now) -> message.status().isExpired(now) ? Optional.empty() : Optional.of(message),
        Visible.ALL,
        Visible::sees);
  }

  /** A user's message groups. */
  static Listing<MessageGroupRow> rows(String userId) {
    return rows(userId, MessageGroupRow::asOf);
  }

  /** A user's message groups, whose rows may show what has expired. */
  static Listing<MessageGroupRow> storedRows(String userId) {
    return rows(userId, (row, now) -> row);
  }

  private static Listing<MessageGroupRow> rows(
      String userId, BiFunction<MessageGroupRow, Instant, MessageGroupRow> asOf) {
    return new Listing<>(
        Keys.groupsPartition(userId),
        Schemas.ROWS,
        MessageGroupRow::sortKey,
        asOf.andThen(Optional::of),
        Visible.ALL,
        (visible, row) -> true);
  }

  /** Only the items that may be seen. */
  Listing<T> within(Visible bound) {
    return new Listing<>(partition, schema, key, asOf, bound, isVisible);
  }

  /** This listing, with some items left out as if they had expired. */
  Listing<T> without(Predicate<T> hidden) {
    return new Listing<>(
        partition,
        schema,
        key,
        (item, now) -> hidden.test(item) ? Optional.empty() : asOf.apply(item, now),
        visible,
        isVisible);
  }
}
