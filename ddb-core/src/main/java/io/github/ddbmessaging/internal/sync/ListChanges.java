package io.github.ddbmessaging.internal.sync;

import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import io.github.ddbmessaging.internal.read.QueryRange;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.Changes;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.ChangesTokenExpiredException;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.SortKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * What changed in a group since a token. One query from what is settled up to the head brings new
 * messages and tells whether the change log holds more; the log is read only then.
 */
public final class ListChanges {
  /** A day less than entries are kept. */
  private static final Duration OLDEST_TOKEN = Duration.ofDays(29);

  private final StoreSettings settings;
  private final RequestSettings requests;
  private final Position from;
  private final int limit;
  private final Instant now;

  private ListChanges(StoreSettings settings, Position from, int limit) {
    this.settings = settings;
    this.requests = settings.requests();
    this.from = from;
    this.limit = limit;
    this.now = requests.now();
  }

  public static Operation<Changes> since(
      StoreSettings settings, String groupId, ChangesToken token, int limit) {
    return new Operation<>(
        "listChanges",
        () -> {
          Validation.groupId(groupId);
          Validation.limit(limit);
          return new ListChanges(settings, Position.of(token, groupId), limit).list();
        });
  }

  private Step<Changes> list() {
    return read(requests)
        .then(
            found ->
                !requests.consistentReads() && mayBeStale(found)
                    ? read(requests.withConsistentReads())
                    : new Step.Done<>(found))
        .then(this::withLog);
  }

  /**
   * Whether a message between others is missing, or the group, or changes that the client knows: a
   * replica that lags would bring back what was purged.
   */
  private boolean mayBeStale(Found found) {
    boolean behind =
        found
            .head()
            .map(head -> isOlderThanToken(Membership.readWholeHead(settings, head)))
            .orElse(!found.more() || from.changes() > 0);
    return behind || found.messages(from, requests).hasGap();
  }

  /** A replica that lags; or, read consistently, a head that was lost and made again. */
  private boolean isOlderThanToken(GroupHead head) {
    return head.changes() < from.changes() || head.group().messages() < from.number();
  }

  private Step<Found> read(RequestSettings reads) {
    return read(reads, List.of(), ItemKey.message(from.groupId(), from.start()).attributes());
  }

  private Step<Found> read(
      RequestSettings reads,
      List<Map<String, AttributeValue>> before,
      @Nullable Map<String, AttributeValue> startKey) {
    int left = limit + 1 - before.size();
    return QueryRange.ofMessagesAndHead(from.groupId(), from.start().value())
        .query(reads, left, startKey)
        .then(response -> next(reads, before, response));
  }

  /** Between the messages and the head there may be items of other programs. */
  private Step<Found> next(
      RequestSettings reads, List<Map<String, AttributeValue>> before, QueryResponse response) {
    List<Map<String, AttributeValue>> messages = new ArrayList<>(before);
    Optional<Map<String, AttributeValue>> head = Optional.empty();
    for (Map<String, AttributeValue> item : response.items()) {
      ItemKind kind = ItemKey.of(item).kind();
      if (kind == ItemKind.MESSAGE && SortKey.isOne(ItemKey.of(item).sk())) {
        messages.add(item);
      } else if (kind == ItemKind.HEAD) {
        head = Optional.of(item);
      }
    }
    return response.hasLastEvaluatedKey() && head.isEmpty() && messages.size() < limit
        ? read(reads, messages, response.lastEvaluatedKey())
        : new Step.Done<>(
            new Found(
                messages.subList(0, Math.min(limit, messages.size())),
                head,
                response.hasLastEvaluatedKey()));
  }

  private Step<Changes> withLog(Found found) {
    NewMessages news = found.messages(from, requests);
    if (found.head().isEmpty()) {
      if (!found.more()) {
        throw Membership.noSuchGroup(settings, from.groupId());
      }
      Position next = next(news, news.last(), from.changes(), from.waitingSince());
      Changes page =
          new Changes(news.messages(), List.of(), news.unreadable(), next.toToken(), true);
      return Membership.isUnchecked(settings)
          ? new Step.Done<>(page)
          : Membership.require(settings, from.groupId()).map(group -> page);
    }
    GroupHead head = Membership.readWholeHead(settings, found.head().get());
    Step<Boolean> allowed =
        Membership.isUnchecked(settings) || Membership.isMember(settings, Optional.of(head.group()))
            ? new Step.Done<>(true)
            : Membership.require(settings, from.groupId()).map(group -> true);
    if (isOlderThanToken(head)) {
      return allowed.map(yes -> nothingYet());
    }
    return allowed
        .then(
            yes ->
                head.changes() > from.changes()
                    ? new ReadLog(settings, from.groupId())
                        .after(from.changes(), head.changes(), limit, waitsLong())
                    : new Step.Done<>(LogPage.empty(from.changes())))
        .map(log -> changes(news, log, head));
  }

  /** The head that the token knows can't be seen yet; one that stays away was lost. */
  private Changes nothingYet() {
    Position next =
        new Position(
            from.groupId(),
            from.settled(),
            from.number(),
            from.told(),
            from.changes(),
            waitingSince(LogPage.empty(from.changes())),
            now);
    return new Changes(List.of(), List.of(), List.of(), next.toToken(), false);
  }

  private Changes changes(NewMessages news, LogPage log, GroupHead head) {
    Map<String, Message> messages = new LinkedHashMap<>();
    news.messages().forEach(message -> messages.put(message.id(), message));
    log.messages().forEach(message -> messages.merge(message.id(), message, ListChanges::later));
    log.purged().forEach(ref -> messages.remove(ref.messageId()));
    Instant waitingSince = log.isWaiting() ? waitingSince(log) : null;
    boolean more = !log.isWaiting() && log.last() < head.changes();
    return new Changes(
        new ArrayList<>(messages.values()),
        log.purged(),
        Stream.concat(news.unreadable().stream(), log.unreadable().stream()).distinct().toList(),
        next(news, null, log.last(), waitingSince).toToken(),
        more);
  }

  private static Message later(Message one, Message other) {
    return one.status().revision() > other.status().revision() ? one : other;
  }

  /** An entry that can't be seen for long is gone. */
  private Instant waitingSince(LogPage log) {
    boolean isOld = from.issuedAt().isBefore(now.minus(OLDEST_TOKEN));
    if (log.last() == from.changes() && (isOld || waitsLong())) {
      throw new ChangesTokenExpiredException(from.groupId());
    }
    Instant since = from.waitingSince();
    return since != null && log.last() == from.changes() ? since : now;
  }

  private boolean waitsLong() {
    Instant since = from.waitingSince();
    return since != null && since.isBefore(now.minus(NewMessages.SETTLES_AFTER));
  }

  /** What is settled, unless the next page goes on above it. */
  private Position next(
      NewMessages news, @Nullable SortKey told, long changes, @Nullable Instant waitingSince) {
    return new Position(
        from.groupId(),
        news.settled(),
        news.number(),
        told == null || told.equals(news.settled()) ? null : told,
        Math.max(changes, from.changes()),
        waitingSince,
        now);
  }

  /**
   * What a query found.
   *
   * @param items the messages
   * @param head the head, if the query came to it
   * @param more whether there is more above
   */
  private record Found(
      List<Map<String, AttributeValue>> items,
      Optional<Map<String, AttributeValue>> head,
      boolean more) {
    NewMessages messages(Position from, RequestSettings settings) {
      return NewMessages.of(from, items, settings);
    }
  }
}
