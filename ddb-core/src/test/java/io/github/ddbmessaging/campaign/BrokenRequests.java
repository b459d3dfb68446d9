package io.github.ddbmessaging.campaign;

import static io.github.ddbmessaging.campaign.Alterations.changing;
import static io.github.ddbmessaging.campaign.Alterations.changingWrites;
import static io.github.ddbmessaging.campaign.Alterations.dropping;
import static io.github.ddbmessaging.campaign.Alterations.has;
import static io.github.ddbmessaging.campaign.Alterations.transactions;
import static io.github.ddbmessaging.campaign.Alterations.unconditional;
import static io.github.ddbmessaging.campaign.Alterations.with;
import static io.github.ddbmessaging.campaign.Alterations.withoutTermOn;
import static io.github.ddbmessaging.campaign.Alterations.writes;
import static io.github.ddbmessaging.internal.item.ItemKind.HEAD;
import static io.github.ddbmessaging.internal.item.ItemKind.LOG_ENTRY;
import static io.github.ddbmessaging.internal.item.ItemKind.MARKER;
import static io.github.ddbmessaging.internal.item.ItemKind.MESSAGE;
import static io.github.ddbmessaging.internal.item.ItemKind.REACTIONS;
import static io.github.ddbmessaging.internal.item.ItemKind.ROW;

import io.github.ddbmessaging.campaign.Interceptor.Service;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Attributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
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
        copy("reactions are read and written back", () -> BrokenRequests::writingReactionsBack));
  }

  private static BrokenCopy copy(String mistake, Supplier<Interceptor> interceptor) {
    return copy(mistake, false, interceptor);
  }

  /** One that is to show in runs of new groups or of old ones. */
  static BrokenCopy copy(
      String mistake, boolean amongOldGroups, Supplier<Interceptor> interceptor) {
    AtomicInteger changes = new AtomicInteger();
    return new BrokenCopy(
        mistake,
        amongOldGroups,
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

  /** Only of what lists; a projector and others query, too. */
  private static Interceptor ofListings(UnaryOperator<QueryRequest> change) {
    return (call, request, network) ->
        network.send(
            call.startsWith("list") && request instanceof QueryRequest query
                ? change.apply(query)
                : request);
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

  private static Interceptor ofHeads(UnaryOperator<Write> change) {
    return changingWrites(write -> write.isOf(HEAD) ? change.apply(write) : write);
  }

  static Interceptor puttingHeadsOverOthers() {
    return ofHeads(write -> write.is(Put.class) ? unconditional(write) : write);
  }

  /** Sends the deletes of a transaction alone, and then something of the transaction. */
  static Interceptor deletingFirst(Predicate<List<Write>> which, UnaryOperator<List<Write>> then) {
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
}
