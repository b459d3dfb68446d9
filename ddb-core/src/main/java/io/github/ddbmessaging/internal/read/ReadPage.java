package io.github.ddbmessaging.internal.read;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.text.Timestamps;
import io.github.ddbmessaging.internal.text.Utf8;
import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.PageRequest.Direction;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.UnreadableItem;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Reads one page of a listing: one query, and one more for each MB that the page takes. Each asks
 * for one item more than the page still needs, so that "is there more" is known and not guessed.
 *
 * @param <T> what is listed
 */
public final class ReadPage<T> {
  /** How many queries of a page may meet expired items, before it ends with a cursor. */
  private static final int MOST_QUERIES_OF_EXPIRED = 4;

  /** Above what follows the minutes of a time in any form. */
  private static final String END_OF_MINUTE = "~";

  /** The part of a time up to its minutes: old keys may have no seconds. */
  private static final int MINUTES_LENGTH = "2026-11-21T01:02".length();

  /** The part of a time up to its seconds, which is the same in all forms of it. */
  private static final int SECONDS_LENGTH = "2026-11-21T01:02:03".length();

  private final RequestSettings settings;
  private final Listing<T> listing;
  private final PageRequest request;
  private final @Nullable String start;

  /** The lowest key of the page, itself included, where the request does not say it. */
  private final @Nullable SortKey lowest;

  private ReadPage(
      RequestSettings settings, Listing<T> listing, PageRequest request, @Nullable SortKey lowest) {
    this.settings = settings;
    this.listing = listing;
    this.request = request;
    this.start = start(listing.partition(), request);
    this.lowest = lowest;
  }

  private static @Nullable String start(String partition, PageRequest request) {
    Cursor cursor = request.cursor();
    if (cursor != null) {
      return CursorCodec.decode(cursor, partition, request);
    }
    MessageRef position = request.position();
    return position == null ? null : position.sortKey().value();
  }

  /** Reads messages of a group. */
  public static ReadPage<Message> ofMessages(
      RequestSettings settings, String groupId, PageRequest request) {
    return new ReadPage<>(settings, Listing.messages(groupId), request, null);
  }

  /** Reads messages of a group from a key on, itself included. */
  public static ReadPage<Message> ofMessagesFrom(
      RequestSettings settings, String groupId, PageRequest request, SortKey lowest) {
    return new ReadPage<>(settings, Listing.messages(groupId), request, lowest);
  }

  /** Reads the rows in a user's list. */
  public static ReadPage<MessageGroupRow> ofRows(
      RequestSettings settings, String userId, PageRequest request) {
    return new ReadPage<>(settings, Listing.rows(userId), request, null);
  }

  /** Whether a group has any message, readable or not. */
  public static Step<Boolean> hasMessages(RequestSettings settings, String groupId) {
    return firstMessages(settings, groupId, PageRequest.newestFirst(1))
        .map(items -> !items.isEmpty());
  }

  /** The first messages of a listing as items, as many as asked for and not one more. */
  public static Step<List<Map<String, AttributeValue>>> firstMessages(
      RequestSettings settings, String groupId, PageRequest request) {
    ReadPage<Message> read = ofMessages(settings, groupId, request);
    return read.query(request.limit(), Listing.HIGHEST_TIME, read.startKey())
        .map(QueryResponse::items);
  }

  /** The page. */
  public Step<Page<T>> page() {
    String highest = highest();
    if (start != null) {
      boolean above = Utf8.compare(start, highest) > 0;
      boolean below = Utf8.compare(start, lowest()) < 0;
      if (descending() ? below : above) {
        return new Step.Done<>(new Page<>(List.of(), Optional.empty()));
      }
      if (!above && !below) {
        return more(List.of(), highest, startKey(), 0);
      }
    }
    return more(List.of(), highest, null, 0);
  }

  private @Nullable Map<String, AttributeValue> startKey() {
    return start == null ? null : new ItemKey(listing.partition(), start).attributes();
  }

  /** Whether the page begins with the newest item there is. */
  public boolean isOfNewest() {
    return descending() && start == null && request.until() == null;
  }

  /**
   * A group's head and its newest messages in one query: the head stands right above the messages.
   */
  public Step<WithHead<T>> newestWithHead() {
    return query(request.limit() + 2, Keys.HEAD, null)
        .map(
            response -> {
              List<Map<String, AttributeValue>> items = response.items();
              boolean headFirst =
                  !items.isEmpty() && ItemKey.of(items.get(0)).kind() == ItemKind.HEAD;
              return new WithHead<>(
                  headFirst
                      ? Optional.of(items.get(0))
                      : Optional.<Map<String, AttributeValue>>empty(),
                  () ->
                      next(
                          List.of(),
                          headFirst ? items.subList(1, items.size()) : items,
                          response,
                          Listing.HIGHEST_TIME,
                          0));
            });
  }

  /**
   * What one query found.
   *
   * @param head the head item, or empty if there is none
   * @param page completes the page
   * @param <T> what is listed
   */
  public record WithHead<T>(
      Optional<Map<String, AttributeValue>> head, Supplier<Step<Page<T>>> page) {}

  private Step<Page<T>> more(
      List<Entry<T>> read,
      String highest,
      @Nullable Map<String, AttributeValue> startKey,
      int queriesOfExpired) {
    return query(request.limit() + 1 - read.size(), highest, startKey)
        .then(response -> next(read, response.items(), response, highest, queriesOfExpired));
  }

  private Step<Page<T>> next(
      List<Entry<T>> read,
      List<Map<String, AttributeValue>> items,
      QueryResponse response,
      String highest,
      int queriesOfExpiredBefore) {
    List<Entry<T>> found = items.stream().flatMap(item -> entry(item).stream()).toList();
    List<Entry<T>> all = new ArrayList<>(read);
    found.stream().filter(entry -> !entry.isExpired()).forEach(all::add);
    int queriesOfExpired =
        queriesOfExpiredBefore + (found.stream().anyMatch(Entry::isExpired) ? 1 : 0);
    if (all.size() > request.limit() || !response.hasLastEvaluatedKey()) {
      return new Step.Done<>(toPage(all, Optional.empty()));
    }
    ItemKey last = ItemKey.of(response.lastEvaluatedKey());
    return queriesOfExpired >= MOST_QUERIES_OF_EXPIRED && last.kind().isListed()
        ? new Step.Done<>(toPage(all, Optional.of(last.sk())))
        : more(all, highest, response.lastEvaluatedKey(), queriesOfExpired);
  }

  /** Between the messages and the head there may be items of other programs. */
  private Optional<Entry<T>> entry(Map<String, AttributeValue> item) {
    ItemKey key = ItemKey.of(item);
    if (!key.kind().isListed()) {
      return Optional.empty();
    }
    try {
      T decoded = Schemas.read(listing.schema(), item);
      return inSpan(listing.key().apply(decoded))
          ? Optional.of(
              new Entry<>(
                  key.sk(), listing.asOf().apply(decoded, settings.now()).orElse(null), null))
          : Optional.empty();
    } catch (DamagedItemException e) {
      if (!mayBeInSpan(key)) {
        return Optional.empty();
      }
      if (settings.strictReads()) {
        throw e;
      }
      return Optional.of(
          new Entry<>(key.sk(), null, new UnreadableItem(key.pk(), key.sk(), e.problem())));
    }
  }

  /** The page, and where it ends if it has found fewer items than it could hold. */
  private Page<T> toPage(List<Entry<T>> read, Optional<String> end) {
    List<Entry<T>> page = read.subList(0, Math.min(request.limit(), read.size()));
    List<T> items = new ArrayList<>();
    List<UnreadableItem> unreadable = new ArrayList<>();
    for (Entry<T> entry : page) {
      Optional.ofNullable(entry.item()).ifPresent(items::add);
      Optional.ofNullable(entry.unreadable()).ifPresent(unreadable::add);
    }
    Optional<String> last =
        read.size() <= request.limit() ? end : Optional.of(page.get(page.size() - 1).sortKey());
    return new Page<>(
        items, last.map(key -> CursorCodec.encode(listing.partition(), request, key)), unreadable);
  }

  /** One item of the listing, read or not. Either counts for the length of the page. */
  private record Entry<T>(String sortKey, @Nullable T item, @Nullable UnreadableItem unreadable) {
    boolean isExpired() {
      return item == null && unreadable == null;
    }
  }

  private Step<QueryResponse> query(
      int limit, String end, @Nullable Map<String, AttributeValue> startKey) {
    return new QueryRange(listing.partition(), lowest(), end, descending())
        .query(settings, limit, startKey);
  }

  private boolean descending() {
    return request.direction() == Direction.NEWEST_FIRST;
  }

  private String lowest() {
    if (lowest != null) {
      return lowest.value();
    }
    Instant from = request.from();
    if (from == null) {
      return Listing.LOWEST_TIME;
    }
    int length = isWholeMinute(from) ? MINUTES_LENGTH : SECONDS_LENGTH;
    return Timestamps.format(from).substring(0, length);
  }

  private String highest() {
    Instant until = request.until();
    if (until == null) {
      return Listing.HIGHEST_TIME;
    }
    String end = Timestamps.format(until);
    return isWholeMinute(until) ? end : end.substring(0, MINUTES_LENGTH) + END_OF_MINUTE;
  }

  private static boolean isWholeMinute(Instant time) {
    return time.equals(time.truncatedTo(ChronoUnit.MINUTES));
  }

  /** An item that can't be read is left out only if its key tells that it is of another time. */
  private boolean mayBeInSpan(ItemKey key) {
    try {
      return inSpan(new SortKey(key.sk()));
    } catch (InvalidInputException e) {
      return true;
    }
  }

  /** The range of keys is wider by less than a minute, since old keys have other forms. */
  private boolean inSpan(SortKey key) {
    Instant from = request.from();
    Instant until = request.until();
    return (from == null || !key.instant().isBefore(from))
        && (until == null || key.instant().isBefore(until));
  }
}
