package io.github.ddbmessaging.internal.read;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.text.Utf8;
import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.DamagedItemException;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
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
  /** How many queries of a page may meet expired or hidden items, before it ends with a cursor. */
  private static final int MOST_QUERIES_OF_EXPIRED = 4;

  private final RequestSettings settings;
  private final Listing<T> listing;
  private final PageRequest request;
  private final @Nullable String start;
  private final PageKeys keys;

  private ReadPage(
      RequestSettings settings, Listing<T> listing, PageRequest request, PageKeys keys) {
    this.settings = settings;
    this.listing = listing;
    this.request = request;
    this.start = start(listing.partition(), request);
    this.keys = keys;
  }

  private static <T> ReadPage<T> of(
      RequestSettings settings, Listing<T> listing, PageRequest request) {
    return new ReadPage<>(settings, listing, request, PageKeys.of(request));
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
    return of(settings, Listing.messages(groupId), request);
  }

  /** Reads messages of a group from a key on, itself included. */
  public static ReadPage<Message> ofMessagesFrom(
      RequestSettings settings, String groupId, PageRequest request, SortKey lowest) {
    return new ReadPage<>(
        settings, Listing.messages(groupId), request, PageKeys.of(request).from(lowest));
  }

  /** The same page, as far as it may be seen. */
  public ReadPage<T> within(Visible visible) {
    return new ReadPage<>(settings, listing.within(visible), request, keys.within(visible));
  }

  /** Reads the rows in a user's list as they are stored: what they show may have expired. */
  public static ReadPage<MessageGroupRow> ofStoredRows(
      RequestSettings settings, String userId, PageRequest request) {
    return of(settings, Listing.storedRows(userId), request);
  }

  /** Reads the rows in a user's list. */
  public static ReadPage<MessageGroupRow> ofRows(
      RequestSettings settings, String userId, PageRequest request) {
    return of(settings, Listing.rows(userId), request);
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
    return begin().then(begun -> begun.without(item -> false));
  }

  /** What the first query of a page found. */
  @FunctionalInterface
  public interface Begun<T> {
    /** Completes the page with what is not hidden; that counts as expired. */
    Step<Page<T>> without(Predicate<T> hidden);
  }

  /** The first query of the page; what is hidden need not be known before it. */
  public Step<Begun<T>> begin() {
    String lowest = keys.lowest();
    String highest = keys.highest();
    boolean above = start != null && Utf8.compare(start, highest) > 0;
    boolean below = start != null && Utf8.compare(start, lowest) < 0;
    boolean isOver = descending() ? start != null && keys.isLast(start) : above;
    if (isOver || Utf8.compare(lowest, highest) > 0) {
      return new Step.Done<>(hidden -> new Step.Done<>(new Page<>(List.of(), Optional.empty())));
    }
    return query(request.limit() + 1, highest, above || below ? null : startKey())
        .map(
            response ->
                hidden ->
                    new ReadPage<>(settings, listing.without(hidden), request, keys)
                        .next(List.of(), response.items(), response, highest, 0));
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
                  visible ->
                      within(visible)
                          .next(
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
   * @param page completes the page, as far as it may be seen
   * @param <T> what is listed
   */
  public record WithHead<T>(
      Optional<Map<String, AttributeValue>> head, Function<Visible, Step<Page<T>>> page) {}

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
    if (descending() && keys.isLast(last.sk())) {
      return new Step.Done<>(toPage(all, Optional.empty()));
    }
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
      return keys.hold(listing.key().apply(decoded))
              && listing.isVisible().test(listing.visible(), decoded)
          ? Optional.of(
              new Entry<>(
                  key.sk(), listing.asOf().apply(decoded, settings.now()).orElse(null), null))
          : Optional.empty();
    } catch (DamagedItemException e) {
      if (!keys.mayHold(key.sk())) {
        return Optional.empty();
      }
      return Optional.of(new Entry<>(key.sk(), null, Unreadable.unlessStrict(settings, e)));
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
    return new QueryRange(listing.partition(), keys.lowest(), end, descending())
        .query(settings, limit, startKey);
  }

  private boolean descending() {
    return request.direction() == Direction.NEWEST_FIRST;
  }
}
