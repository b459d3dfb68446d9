package io.github.ddbmessaging.internal.inbox;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import io.github.ddbmessaging.internal.read.Listing;
import io.github.ddbmessaging.internal.read.QueryRange;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.UnreadCount;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Counts the messages of a group that a user has not read: live ones of others, above the user's
 * read position and newest live message. Reads downward from the newest, and no further than
 * needed.
 */
final class UnreadMessages {
  /** How many messages are read at once where the newest ones are deleted or expired. */
  private static final int AFTER_DEAD = 500;

  /** How many such reads are made: a row shows nothing where all of these are. */
  private static final int MOST_READS = 40;

  /** How many are read to find one: some may be deleted or expired. */
  private static final int TO_FIND_ONE = 10;

  private final StoreSettings settings;
  private final ReadState state;
  private final Instant now;

  UnreadMessages(StoreSettings settings, ReadState state) {
    this.settings = settings;
    this.state = state;
    this.now = settings.requests().now();
  }

  /** The group's head, if it has one, and the newest messages in one query. */
  Step<QueryResponse> newestWithHead(int cap) {
    return range(Keys.HEAD).query(settings.requests(), cap + 2, null);
  }

  /** Whether any message is unread that a row's user may see. */
  Step<Boolean> any(@Nullable SortKey visibleFrom) {
    return range(Listing.HIGHEST_TIME)
        .query(settings.requests(), TO_FIND_ONE, null)
        .then(response -> new Count(visibleFrom, 1).add(response, 0, 0))
        .map(found -> found.count() > 0);
  }

  /**
   * Counts on.
   *
   * @param newest what the first query found
   * @param visibleFrom the last message that the user may not see, or null
   * @param cap up to which number
   */
  Step<UnreadCount> count(QueryResponse newest, @Nullable SortKey visibleFrom, int cap) {
    return new Count(visibleFrom, cap + 1)
        .add(newest, 0, 0)
        .map(found -> found.count() > cap ? new UnreadCount(cap, true) : found);
  }

  private QueryRange range(String highest) {
    return new QueryRange(
        Keys.messagePartition(state.state().groupId()), state.lowest(), highest, true);
  }

  /** What is counted down to where. */
  private final class Count {
    private final @Nullable SortKey visibleFrom;
    private final int enough;

    Count(@Nullable SortKey visibleFrom, int enough) {
      this.visibleFrom = visibleFrom;
      this.enough = enough;
    }

    Step<UnreadCount> add(QueryResponse response, int before, int reads) {
      int count = before;
      for (Map<String, AttributeValue> item : response.items()) {
        Optional<Message> message = live(item);
        if (message.isPresent()) {
          SortKey reference =
              settings.legacy().referenceTo(message.get().sortKey(), message.get().id());
          if (isEnd(message.get(), reference)) {
            return new Step.Done<>(new UnreadCount(count, false));
          }
          count += state.isBelow(reference) ? 1 : 0;
          if (count == enough) {
            return new Step.Done<>(new UnreadCount(count, true));
          }
        }
      }
      if (isLast(response)) {
        return new Step.Done<>(new UnreadCount(count, false));
      }
      return reads == MOST_READS
          ? new Step.Done<>(new UnreadCount(count, true))
          : next(response.lastEvaluatedKey(), count, reads + 1);
    }

    private Step<UnreadCount> next(Map<String, AttributeValue> startKey, int count, int reads) {
      return range(Listing.HIGHEST_TIME)
          .query(settings.requests(), Math.max(AFTER_DEAD, enough - count), startKey)
          .then(response -> add(response, count, reads));
    }

    private boolean isEnd(Message message, SortKey reference) {
      return message.sender().id().equals(state.state().userId())
          || (visibleFrom != null && reference.compareTo(visibleFrom) <= 0);
    }
  }

  /** The last key is there also if nothing follows it. */
  private boolean isLast(QueryResponse response) {
    List<Map<String, AttributeValue>> items = response.items();
    return !response.hasLastEvaluatedKey()
        || (!items.isEmpty()
            && ItemKey.of(items.get(items.size() - 1)).sk().equals(state.lowest()));
  }

  private Optional<Message> live(Map<String, AttributeValue> item) {
    if (ItemKey.of(item).kind() != ItemKind.MESSAGE) {
      return Optional.empty();
    }
    try {
      return Optional.of(Schemas.read(Schemas.MESSAGES, item))
          .filter(message -> message.isLive(now));
    } catch (DamagedItemException e) {
      if (settings.requests().strictReads()) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
