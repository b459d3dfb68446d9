package io.github.ddbmessaging.internal.read;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.item.Items;
import io.github.ddbmessaging.internal.run.Request;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.text.Timestamps;
import io.github.ddbmessaging.internal.text.Utf8;
import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.PageRequest.Direction;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Reads one page of a listing: one query, and one more for each MB that the page takes. Each asks
 * for one item more than the page still needs, so that "is there more" is known and not guessed.
 *
 * @param <T> what is listed
 */
public final class ReadPage<T> {
  private static final String RANGE = "#pk = :pk AND #sk BETWEEN :lowest AND :highest";

  /** Above what follows the seconds of a time in any form. */
  private static final String END_OF_SECOND = "~";

  /** The part of a time up to its seconds, which is the same in all forms of it. */
  private static final int SECONDS_LENGTH = "2026-11-21T01:02:03".length();

  private final StoreSettings settings;
  private final Listing<T> listing;
  private final PageRequest request;
  private final @Nullable SortKey start;

  private ReadPage(StoreSettings settings, Listing<T> listing, PageRequest request) {
    Validation.pageRequest(request);
    this.settings = settings;
    this.listing = listing;
    this.request = request;
    Cursor cursor = request.cursor();
    this.start = cursor == null ? null : CursorCodec.decode(cursor, listing.partition(), request);
  }

  /**
   * Reads messages of a group, for whoever may see it.
   *
   * @param settings of the store
   * @param groupId which group
   * @param request which part
   * @return the operation
   */
  public static Step<Page<Message>> ofMessages(
      StoreSettings settings, String groupId, PageRequest request) {
    Validation.groupId(groupId);
    ReadPage<Message> read = new ReadPage<>(settings, Listing.messages(groupId), request);
    if (settings.caller() == null) {
      return read.page();
    }
    if (request.direction() == Direction.NEWEST_FIRST
        && read.start == null
        && request.until() == null) {
      return read.pageBelowHead(groupId);
    }
    return Lookups.membership(settings, groupId).then(group -> read.page());
  }

  /**
   * Reads message groups of a user.
   *
   * @param settings of the store
   * @param userId whose groups
   * @param request which part
   * @return the operation
   */
  public static Step<Page<MessageGroupRow>> ofRows(
      StoreSettings settings, String userId, PageRequest request) {
    Validation.userId(userId);
    if (settings.caller() != null && !settings.caller().equals(userId)) {
      throw new NotAMemberException(
          "A store that acts for user '"
              + settings.caller()
              + "' can't list the message groups of user '"
              + userId
              + "'");
    }
    return new ReadPage<>(settings, Listing.rows(userId), request).page();
  }

  /** The newest message of a group, if it has any. */
  public static Step<Optional<Message>> newestMessage(StoreSettings settings, String groupId) {
    return firstMessages(settings, groupId, PageRequest.newestFirst(1))
        .then(
            items ->
                new Step.Done<>(
                    items.stream().findFirst().map(item -> Schemas.read(Schemas.MESSAGES, item))));
  }

  /** The first messages of a listing as items, as many as asked for and not one more. */
  public static Step<List<Map<String, AttributeValue>>> firstMessages(
      StoreSettings settings, String groupId, PageRequest request) {
    ReadPage<Message> read = new ReadPage<>(settings, Listing.messages(groupId), request);
    return read.query(request.limit(), Listing.HIGHEST_TIME, null)
        .then(answer -> new Step.Done<>(answer.items()));
  }

  private Step<Page<T>> page() {
    String highest = highest();
    if (start != null) {
      boolean above = Utf8.compare(start.value(), highest) > 0;
      boolean below = Utf8.compare(start.value(), lowest()) < 0;
      if (descending() ? below : above) {
        return new Step.Done<>(new Page<>(List.of(), Optional.empty()));
      }
      if (!above && !below) {
        return more(List.of(), highest, Items.key(listing.partition(), start.value()));
      }
    }
    return more(List.of(), highest, null);
  }

  /** Head and newest messages in one query: the head stands right above the messages. */
  private Step<Page<T>> pageBelowHead(String groupId) {
    return query(request.limit() + 2, Keys.HEAD, null)
        .then(
            answer -> {
              List<Map<String, AttributeValue>> items = answer.items();
              boolean headFirst =
                  !items.isEmpty() && Items.keyPart(items.get(0), Attributes.SK).equals(Keys.HEAD);
              Optional<MessageGroup> head =
                  headFirst
                      ? Optional.of(Schemas.read(Schemas.HEADS, items.get(0)))
                      : Optional.empty();
              if (Lookups.isMember(settings, head)) {
                return next(
                    List.of(), items.subList(1, items.size()), answer, Listing.HIGHEST_TIME);
              }
              // A stale replica may not have the group yet: make sure, then read it as it is.
              StoreSettings consistent = settings.withConsistentReads();
              return Lookups.membership(consistent, groupId)
                  .then(group -> new ReadPage<>(consistent, listing, request).page());
            });
  }

  private Step<Page<T>> more(
      List<T> read, String highest, @Nullable Map<String, AttributeValue> startKey) {
    return query(request.limit() + 1 - read.size(), highest, startKey)
        .then(answer -> next(read, answer.items(), answer, highest));
  }

  private Step<Page<T>> next(
      List<T> read, List<Map<String, AttributeValue>> items, QueryResponse answer, String highest) {
    List<T> all = new ArrayList<>(read);
    for (Map<String, AttributeValue> item : items) {
      T decoded = Schemas.read(listing.schema(), item);
      if (inSpan(listing.key().apply(decoded).instant())) {
        all.add(decoded);
      }
    }
    if (all.size() <= request.limit() && answer.hasLastEvaluatedKey()) {
      return more(all, highest, answer.lastEvaluatedKey());
    }
    return new Step.Done<>(toPage(all));
  }

  private Page<T> toPage(List<T> read) {
    if (read.size() <= request.limit()) {
      return new Page<>(read, Optional.empty());
    }
    List<T> items = read.subList(0, request.limit());
    SortKey last = listing.key().apply(items.get(items.size() - 1));
    return new Page<>(
        items, Optional.of(CursorCodec.continuation(listing.partition(), request, last)));
  }

  private Step<QueryResponse> query(
      int limit, String end, @Nullable Map<String, AttributeValue> startKey) {
    // DynamoDB Local walks through whatever the range holds before the start.
    String begin = startKey == null ? null : Items.keyPart(startKey, Attributes.SK);
    String highest = begin != null && descending() ? begin : end;
    String lowest = begin != null && !descending() ? begin : lowest();
    return Step.of(
        Request.query(
            QueryRequest.builder()
                .tableName(settings.tableName())
                .keyConditionExpression(RANGE)
                .expressionAttributeNames(Map.of("#pk", Attributes.PK, "#sk", Attributes.SK))
                .expressionAttributeValues(
                    Map.of(
                        ":pk", AttributeValue.fromS(listing.partition()),
                        ":lowest", AttributeValue.fromS(lowest),
                        ":highest", AttributeValue.fromS(highest)))
                .scanIndexForward(!descending())
                .limit(limit)
                .exclusiveStartKey(startKey)
                .consistentRead(settings.consistentReads())
                .returnConsumedCapacity(settings.capacity())
                .build()));
  }

  private boolean descending() {
    return request.direction() == Direction.NEWEST_FIRST;
  }

  private String lowest() {
    return request.from() == null
        ? Listing.LOWEST_TIME
        : Timestamps.format(request.from()).substring(0, SECONDS_LENGTH);
  }

  private String highest() {
    Instant until = request.until();
    if (until == null) {
      return Listing.HIGHEST_TIME;
    }
    String end = Timestamps.format(until);
    return until.equals(until.truncatedTo(ChronoUnit.SECONDS))
        ? end
        : end.substring(0, SECONDS_LENGTH) + END_OF_SECOND;
  }

  /** The range of keys is wider by less than a second, since old keys have other forms. */
  private boolean inSpan(Instant time) {
    Instant from = request.from();
    Instant until = request.until();
    return (from == null || !time.isBefore(from)) && (until == null || time.isBefore(until));
  }
}
