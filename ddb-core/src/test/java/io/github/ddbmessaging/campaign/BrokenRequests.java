package io.github.ddbmessaging.campaign;

import static io.github.ddbmessaging.internal.item.ItemKind.HEAD;
import static io.github.ddbmessaging.internal.item.ItemKind.LOG_ENTRY;
import static io.github.ddbmessaging.internal.item.ItemKind.MARKER;
import static io.github.ddbmessaging.internal.item.ItemKind.MESSAGE;
import static io.github.ddbmessaging.internal.item.ItemKind.REACTIONS;
import static io.github.ddbmessaging.internal.item.ItemKind.ROW;

import io.github.ddbmessaging.campaign.Interceptor.Service;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import io.github.ddbmessaging.internal.item.NextKey;
import io.github.ddbmessaging.internal.read.Listing;
import io.github.ddbmessaging.internal.write.GroupWrites;
import io.github.ddbmessaging.internal.write.TransactionPlan;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Mistakes that show in the requests that the library sends, or in how it takes the responses. */
final class BrokenRequests {
  /** So many runs at most until a mistake has shown in any request. */
  private static final int PATIENCE = 200;

  private static final String IS_THERE = "#id = :id";

  private BrokenRequests() {}

  static Stream<BrokenCopy> copies() {
    return Stream.of(
        copy(
            "old rows are deleted in a request of their own",
            () -> deletingFirst(all -> has(all, Put.class, MESSAGE), all -> all)),
        copy("the head need not be as seen", () -> ofHeads(withoutTermOn(Attributes.NEWEST))),
        copy("the members need not be as seen", () -> ofHeads(withoutTermOn(Attributes.MEMBERS))),
        copy("a retry takes a fresh time", () -> new Resending(id -> id)),
        copy(
            "a lost response is taken for a failure, and the message sent as another",
            () -> new Resending(id -> id + "-again")),
        copy(
            "a repeated key returns the message of the repeat",
            () -> BrokenRequests::takingUsedKeysForNew),
        copy(
            "the marker of a key is put over another",
            () -> changingWrites(write -> write.isOf(MARKER) ? unconditional(write) : write)),
        copy(
            "a marker that has expired by the sender's clock is put over",
            () ->
                transactions(
                    all ->
                        all.stream()
                            .map(write -> write.isOf(MARKER) ? ifExpired(write, all) : write)
                            .toList())),
        copy("a group is made over another", BrokenRequests::puttingHeadsOverOthers),
        copy(
            "a streamed message is put over itself",
            () ->
                changing(
                    PutItemRequest.class,
                    put -> put.toBuilder().conditionExpression(null).build())),
        copy(
            "a page is not bounded to messages",
            () ->
                ofListings(
                    query ->
                        query.toBuilder().expressionAttributeValues(unbounded(query)).build())),
        copy(
            "a page asks for no more than it shows",
            () -> ofListings(query -> query.toBuilder().limit(query.limit() - 1).build())),
        copy("a page that ended early is not continued", () -> BrokenRequests::endingPages),
        copy("an edit need not meet the revision that it read", () -> overAnyRevision()),
        copy(
            "a deletion leaves what the rows show",
            () -> dropping((write, all) -> write.isOf(ROW) && has(all, Update.class, MESSAGE))),
        copy(
            "the log may have entries that the writer has not seen",
            () ->
                changingWrites(
                    write ->
                        write.isOf(LOG_ENTRY)
                            ? unconditional(write)
                            : write.isOf(HEAD)
                                ? withoutTermOn(Attributes.CHANGES).apply(write)
                                : write)),
        copy("reactions are read and written back", () -> BrokenRequests::writingReactionsBack),
        oldCopy(
            "a moved message is deleted whatever it says by now",
            () ->
                changingWrites(
                    write -> write.is(Delete.class, MESSAGE) ? unconditional(write) : write)),
        oldCopy(
            "a message is moved in two requests",
            () ->
                deletingFirst(
                    all -> has(all, Delete.class, MESSAGE),
                    all -> all.stream().filter(write -> !write.is(Delete.class)).toList())),
        oldCopy(
            "the rows keep the text that they show of a moved message",
            () -> dropping((write, all) -> write.isOf(ROW) && movesNewest(all))),
        oldCopy("a group is adopted over its head", BrokenRequests::puttingHeadsOverOthers),
        oldCopy(
            "an adoption leaves rows of the member with the lowest id",
            () ->
                dropping(
                    (write, all) ->
                        write.is(Delete.class)
                            && has(all, Put.class, HEAD)
                            && isOfLowestMember(write, all))),
        oldCopy(
            "the lists of an old group are read stale",
            () ->
                changing(
                    QueryRequest.class,
                    query ->
                        isOfRows(query) ? query.toBuilder().consistentRead(false).build() : query)),
        oldCopy(
            "a stray row is removed wherever the head is by now",
            () ->
                dropping((write, all) -> write.is(ConditionCheck.class) && isOnHeadAsSeen(write))),
        oldCopy(
            "an adoption shows a message that has changed meanwhile",
            () ->
                dropping(
                    (write, all) ->
                        write.is(ConditionCheck.class, MESSAGE) && has(all, Put.class, HEAD))));
  }

  private static BrokenCopy copy(String mistake, Supplier<Interceptor> interceptor) {
    return copy(mistake, false, interceptor);
  }

  private static BrokenCopy oldCopy(String mistake, Supplier<Interceptor> interceptor) {
    return copy(mistake, true, interceptor);
  }

  private static BrokenCopy copy(
      String mistake, boolean amongOldGroups, Supplier<Interceptor> interceptor) {
    AtomicInteger changes = new AtomicInteger();
    return new BrokenCopy(
        mistake,
        new BrokenCampaign(
            amongOldGroups,
            () -> counted(interceptor.get(), changes),
            runs -> {
              if (runs == PATIENCE && changes.get() == 0) {
                throw new IllegalStateException(
                    "The library sends no request any more that can have the mistake '"
                        + mistake
                        + "'; find what it sends now");
              }
            }));
  }

  /** Counts what did not go through as it was. */
  private static Interceptor counted(Interceptor interceptor, AtomicInteger changes) {
    return (call, request, network) -> {
      List<Object> unchanged = new ArrayList<>();
      return interceptor
          .send(
              call,
              request,
              sent ->
                  network
                      .send(sent)
                      .whenComplete(
                          (response, failure) ->
                              unchanged.addAll(List.of(sent, response == null ? 0 : response))))
          .whenComplete(
              (response, failure) -> {
                if (!unchanged.equals(List.of(request, response == null ? 0 : response))) {
                  changes.incrementAndGet();
                }
              });
    };
  }

  // -- Whole requests

  private static <R extends SdkRequest> Interceptor changing(
      Class<R> type, UnaryOperator<R> change) {
    return (call, request, network) ->
        network.send(type.isInstance(request) ? change.apply(type.cast(request)) : request);
  }

  /** Only of what lists; a projector and others query, too. */
  private static Interceptor ofListings(UnaryOperator<QueryRequest> change) {
    return (call, request, network) ->
        network.send(
            call.startsWith("list") && request instanceof QueryRequest query
                ? change.apply(query)
                : request);
  }

  private static Map<String, AttributeValue> unbounded(QueryRequest query) {
    Map<String, AttributeValue> values = new HashMap<>(query.expressionAttributeValues());
    values.replaceAll(
        (name, value) ->
            value.s().equals(Listing.HIGHEST_TIME) ? AttributeValue.fromS("~") : value);
    return values;
  }

  private static boolean isOfRows(QueryRequest query) {
    return query.expressionAttributeValues().values().stream()
        .anyMatch(value -> value.s().startsWith(Keys.GROUPS_PREFIX));
  }

  private static CompletableFuture<SdkResponse> endingPages(
      String call, SdkRequest request, Service network) {
    return network
        .send(request)
        .thenApply(
            response ->
                response instanceof QueryResponse page && !page.items().isEmpty()
                    ? page.toBuilder().lastEvaluatedKey(null).build()
                    : response);
  }

  private static Interceptor overAnyRevision() {
    Interceptor transactional =
        changingWrites(
            write -> write.is(Update.class, MESSAGE) ? write.withCondition(IS_THERE) : write);
    return (call, request, network) ->
        request instanceof UpdateItemRequest update && ItemKey.of(update.key()).kind() == MESSAGE
            ? network.send(update.toBuilder().conditionExpression(IS_THERE).build())
            : transactional.send(call, request, network);
  }

  private static CompletableFuture<SdkResponse> writingReactionsBack(
      String call, SdkRequest request, Service network) {
    if (!(request instanceof UpdateItemRequest update)
        || ItemKey.of(update.key()).kind() != REACTIONS) {
      return network.send(request);
    }
    return network
        .send(
            GetItemRequest.builder()
                .tableName(Cluster.TABLE)
                .key(update.key())
                .consistentRead(true)
                .build())
        .thenCompose(
            found -> {
              Map<String, AttributeValue> after =
                  Write.of(update).after(((GetItemResponse) found).item()).orElseThrow();
              return network
                  .send(PutItemRequest.builder().tableName(Cluster.TABLE).item(after).build())
                  .thenApply(done -> UpdateItemResponse.builder().attributes(after).build());
            });
  }

  // -- Transactions

  private static Interceptor transactions(UnaryOperator<List<Write>> change) {
    return changing(
        TransactWriteItemsRequest.class,
        transaction -> with(transaction, change.apply(writes(transaction))));
  }

  private static Interceptor changingWrites(UnaryOperator<Write> change) {
    return transactions(writes -> writes.stream().map(change).toList());
  }

  private static Interceptor ofHeads(UnaryOperator<Write> change) {
    return changingWrites(write -> write.isOf(HEAD) ? change.apply(write) : write);
  }

  private static Interceptor puttingHeadsOverOthers() {
    return ofHeads(write -> write.is(Put.class) ? unconditional(write) : write);
  }

  /** Without the writes that a condition on them and on the whole transaction holds for. */
  private static Interceptor dropping(BiPredicate<Write, List<Write>> which) {
    return transactions(all -> all.stream().filter(write -> !which.test(write, all)).toList());
  }

  /** Sends the deletes of a transaction alone, and then something of the transaction. */
  private static Interceptor deletingFirst(
      Predicate<List<Write>> which, UnaryOperator<List<Write>> then) {
    return (call, request, network) -> {
      if (!(request instanceof TransactWriteItemsRequest transaction)
          || !which.test(writes(transaction))) {
        return network.send(request);
      }
      List<Write> all = writes(transaction);
      List<Write> deletes = all.stream().filter(write -> write.is(Delete.class)).toList();
      return deletes.isEmpty()
          ? network.send(request)
          : network
              .send(with(transaction.toBuilder().clientRequestToken(null).build(), deletes))
              .thenCompose(deleted -> network.send(with(transaction, then.apply(all))));
    };
  }

  private static CompletableFuture<SdkResponse> takingUsedKeysForNew(
      String call, SdkRequest request, Service network) {
    return network
        .send(request)
        .exceptionally(
            failure -> {
              Throwable thrown =
                  failure instanceof CompletionException ? failure.getCause() : failure;
              if (thrown instanceof TransactionCanceledException cancelled
                  && failed((TransactWriteItemsRequest) request, cancelled)
                      .anyMatch(write -> write.isOf(MARKER))) {
                return TransactWriteItemsResponse.builder().build();
              }
              throw new CompletionException(thrown);
            });
  }

  private static Stream<Write> failed(
      TransactWriteItemsRequest request, TransactionCanceledException cancelled) {
    return IntStream.range(0, cancelled.cancellationReasons().size())
        .filter(i -> cancelled.cancellationReasons().get(i).code().equals("ConditionalCheckFailed"))
        .mapToObj(writes(request)::get);
  }

  private static List<Write> writes(TransactWriteItemsRequest transaction) {
    return transaction.transactItems().stream().map(Write::of).toList();
  }

  private static TransactWriteItemsRequest with(
      TransactWriteItemsRequest transaction, List<Write> writes) {
    return transaction.toBuilder()
        .transactItems(writes.stream().map(Write::action).toList())
        .build();
  }

  /** A retry of a send that was applied sends the message once more, behind all others. */
  private static final class Resending implements Interceptor {
    private final GroupWrites groups = new GroupWrites(Cluster.TABLE);
    private final Set<String> tokens = new HashSet<>();
    private final UnaryOperator<String> id;

    Resending(UnaryOperator<String> id) {
      this.id = id;
    }

    @Override
    public CompletableFuture<SdkResponse> send(String call, SdkRequest request, Service network) {
      if (!(request instanceof TransactWriteItemsRequest transaction)
          || !has(writes(transaction), Put.class, MESSAGE)
          || tokens.add(transaction.clientRequestToken())) {
        return network.send(request);
      }
      Map<String, AttributeValue> item =
          writes(transaction).stream()
              .filter(write -> write.isOf(MESSAGE))
              .findFirst()
              .orElseThrow()
              .item();
      Message sent = Schemas.read(Schemas.MESSAGES, item);
      return get(network, ItemKey.of(item))
          .thenCompose(
              written ->
                  written.hasItem()
                      ? get(network, ItemKey.head(sent.groupId()))
                          .thenCompose(head -> network.send(again(sent, head.item())))
                      : network.send(request));
    }

    private static CompletableFuture<GetItemResponse> get(Service network, ItemKey key) {
      return network
          .send(
              GetItemRequest.builder()
                  .tableName(Cluster.TABLE)
                  .key(key.attributes())
                  .consistentRead(true)
                  .build())
          .thenApply(GetItemResponse.class::cast);
    }

    private SdkRequest again(Message sent, Map<String, AttributeValue> head) {
      MessageGroup group = Schemas.read(Schemas.HEADS, head).group();
      String newId = id.apply(sent.id());
      SortKey key = NextKey.after(group.newest(), sent.createdAt(), newId);
      Message message = new Message(group.id(), key, newId, sent.sender(), sent.text());
      List<Action> actions = new ArrayList<>(groups.move(group, message));
      actions.add(groups.putMessage(Schemas.MESSAGES.itemToMap(message, true)));
      return TransactWriteItemsRequest.builder()
          .transactItems(new TransactionPlan(actions).writes())
          .build();
    }
  }

  // -- Writes

  private static Write unconditional(Write write) {
    return write.withCondition(null);
  }

  /** As the first version did. */
  private static Write ifExpired(Write marker, List<Write> all) {
    String now =
        all.stream()
            .filter(write -> write.isOf(MESSAGE))
            .map(write -> new SortKey(write.key().sk()).instant().getEpochSecond())
            .findFirst()
            .orElseThrow()
            .toString();
    Map<String, String> names = new HashMap<>(marker.names());
    names.put("#expires_at", Attributes.EXPIRES_AT);
    Put put = (Put) marker.body();
    return new Write(
        put.toBuilder()
            .conditionExpression(marker.condition() + " OR #expires_at < :now")
            .expressionAttributeNames(names)
            .expressionAttributeValues(Map.of(":now", AttributeValue.fromN(now)))
            .build());
  }

  /** What the condition says of an attribute need not hold. */
  private static UnaryOperator<Write> withoutTermOn(String attribute) {
    return write -> {
      if (write.condition() == null) {
        return write;
      }
      Set<String> names = new HashSet<>(write.names().keySet());
      names.removeIf(name -> !write.names().get(name).equals(attribute));
      return write.withCondition(
          Arrays.stream(write.condition().split(" AND "))
              .map(
                  term ->
                      names.stream().anyMatch(name -> term.matches(".*" + name + "\\b.*"))
                          ? "(" + term + " OR NOT " + term + ")"
                          : term)
              .collect(Collectors.joining(" AND ")));
    };
  }

  private static boolean isOnHeadAsSeen(Write write) {
    return write.isOf(HEAD) && write.names().containsValue(Attributes.NEWEST);
  }

  private static boolean has(List<Write> all, Class<? extends SdkPojo> type, ItemKind kind) {
    return all.stream().anyMatch(write -> write.is(type, kind));
  }

  /** Whether the head is expected to name the message that moves. */
  private static boolean movesNewest(List<Write> all) {
    return all.stream()
        .filter(write -> write.is(Delete.class, MESSAGE))
        .map(write -> AttributeValue.fromS(write.key().sk()))
        .anyMatch(key -> all.stream().anyMatch(w -> w.isOf(HEAD) && w.values().containsValue(key)));
  }

  private static boolean isOfLowestMember(Write write, List<Write> all) {
    return all.stream()
        .filter(other -> other.is(Put.class, ROW))
        .map(row -> row.key().pk())
        .min(Comparator.naturalOrder())
        .equals(Optional.of(write.key().pk()));
  }
}
