package io.github.ddbmessaging.internal.sync;

import io.github.ddbmessaging.internal.access.MemberView;
import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import io.github.ddbmessaging.internal.item.LogEntries;
import io.github.ddbmessaging.internal.read.QueryRange;
import io.github.ddbmessaging.internal.read.Visible;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.Changes;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.ChangesTokenExpiredException;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
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
  /** The log of an older token may be gone. */
  private static final Duration OLDEST_TOKEN = LogEntries.KEPT.minusDays(1);

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
        found.head().map(this::isOlderThanToken).orElse(!found.more() || from.changes() > 0);
    return behind || found.news().hasGap();
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
                NewMessages.of(
                    from, messages.subList(0, Math.min(limit, messages.size())), requests),
                head.map(item -> Membership.readWholeHead(settings, item)),
                response.hasLastEvaluatedKey()));
  }

  private Step<Changes> withLog(Found found) {
    NewMessages news = found.news();
    if (found.head().isEmpty() && !found.more()) {
      throw Membership.noSuchGroup(settings, from.groupId());
    }
    Step<MemberView> allowed =
        view(found.head().map(GroupHead::group))
            .then(
                view ->
                    Membership.afterReading(
                        settings, from.groupId(), view, Optional.of(news.last())));
    if (found.head().isEmpty()) {
      return allowed.map(view -> firstOfMore(news, view.visible()));
    }
    GroupHead head = found.head().get();
    if (isOlderThanToken(head)) {
      return allowed.map(view -> nothingYet());
    }
    return allowed.then(
        view ->
            log(head)
                .then(
                    log ->
                        afterLog(view, log).map(now -> changes(news, log, head, now.visible()))));
  }

  /**
   * Changed messages are read as they are now, so that membership is checked as it is now: a user
   * who was removed must not see what was written since.
   */
  private Step<MemberView> afterLog(MemberView view, LogPage log) {
    return Membership.isUnchecked(settings) || log.messages().isEmpty()
        ? new Step.Done<>(view)
        : Membership.requireView(settings.withConsistentReads(), from.groupId());
  }

  private Step<MemberView> view(Optional<MessageGroup> group) {
    return Membership.isMember(settings, group)
        ? new Step.Done<>(Membership.view(settings, group.orElseThrow()))
        : Membership.requireView(settings, from.groupId());
  }

  private Step<LogPage> log(GroupHead head) {
    return head.changes() > from.changes()
        ? new ReadLog(settings, from.groupId())
            .after(from.changes(), head.changes(), limit, waitsLong())
        : new Step.Done<>(LogPage.empty(from.changes()));
  }

  private Changes firstOfMore(NewMessages news, Visible visible) {
    Position next = next(news, news.last(), from.changes(), from.waitingSince());
    return new Changes(
        news.messages().stream().filter(visible::sees).toList(),
        List.of(),
        news.unreadable(visible),
        Optional.empty(),
        next.toToken(),
        true);
  }

  /** The head that the token knows can't be seen yet; one that stays away was lost. */
  private Changes nothingYet() {
    NewMessages none = NewMessages.of(from, List.of(), requests);
    Instant since = waitingSince(LogPage.empty(from.changes()));
    Position next = next(none, from.told(), from.changes(), since);
    return new Changes(List.of(), List.of(), List.of(), Optional.empty(), next.toToken(), false);
  }

  private Changes changes(NewMessages news, LogPage log, GroupHead head, Visible visible) {
    Map<String, Message> messages = new LinkedHashMap<>();
    news.messages().forEach(message -> messages.put(message.id(), message));
    log.messages().forEach(message -> messages.merge(message.id(), message, ListChanges::later));
    log.purged().forEach(ref -> messages.remove(ref.messageId()));
    Instant waitingSince = log.isWaiting() ? waitingSince(log) : null;
    boolean more = !log.isWaiting() && log.last() < head.changes();
    return new Changes(
        messages.values().stream().filter(visible::sees).toList(),
        log.purged().stream().filter(visible::sees).toList(),
        Stream.concat(
                news.unreadable(visible).stream(),
                log.unreadable().stream().filter(item -> visible.seesKey(item.sortKey())))
            .distinct()
            .toList(),
        log.tellsOfGroup() ? Optional.of(head.group()) : Optional.empty(),
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
   * @param news the messages
   * @param head the head, if the query came to it
   * @param more whether there is more above
   */
  private record Found(NewMessages news, Optional<GroupHead> head, boolean more) {}
}
