package io.github.ddbmessaging.campaign;

import static io.github.ddbmessaging.internal.item.ItemKind.HEAD;

import io.github.ddbmessaging.internal.item.ItemKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * One table in memory that remembers every version of every item: quick enough for millions of
 * requests, and able to respond as it was some writes ago. Keys are ASCII. {@link Mirror} holds it
 * to DynamoDB Local.
 */
public final class MemoryTable implements Database {
  private static final String RANGE = "#pk = :pk AND #sk BETWEEN :lowest AND :highest";
  private static final int MOST_ACTIONS = 100;
  private static final int BITS = 5;

  private final Map<String, NavigableMap<String, Map<String, AttributeValue>>> items;
  private final Versions history = new Versions();
  private final Map<String, TransactWriteItemsRequest> tokens = new HashMap<>();
  private final Map<Integer, List<ItemKey>> transactions = new HashMap<>();
  private final Consumer<List<Change>> listener;
  private final Comparator<String> partitions;
  private int version;
  private int lag;
  private int settled;
  private int torn;

  /** An empty table. */
  public MemoryTable() {
    this(changes -> {}, Comparator.naturalOrder());
  }

  /**
   * An empty table.
   *
   * @param listener is told of every write that changed it
   * @param partitions the order of partitions, as a scan shows it
   */
  MemoryTable(Consumer<List<Change>> listener, Comparator<String> partitions) {
    this.listener = listener;
    this.partitions = partitions;
    this.items = new TreeMap<>(partitions);
  }

  /** How many writes there have been. */
  int version() {
    return version;
  }

  /** The version that a read sees now. */
  int versionRead(boolean consistent) {
    return consistent ? version : Math.max(settled, version - lag);
  }

  /** No read misses a write up to a version, nor shows a part of it, from now on. */
  void settle(int upTo) {
    settled = upTo;
  }

  /**
   * From now on, of the last transaction that a read sees it shows only some items: those whose bit
   * is not set.
   */
  void tear(int bits) {
    torn = bits;
  }

  /** Whether reads show less than all writes. */
  boolean isBehind() {
    return lag > 0 || torn != 0;
  }

  /** From now on, reads that are not strongly consistent miss so many writes. */
  void lag(int writes) {
    lag = writes;
  }

  public Collection<Map<String, AttributeValue>> partition(String pk) {
    return items.getOrDefault(pk, new TreeMap<>()).values();
  }

  List<Map<String, AttributeValue>> all() {
    return items.values().stream().flatMap(partition -> partition.values().stream()).toList();
  }

  @Nullable Map<String, AttributeValue> item(ItemKey key) {
    return items.getOrDefault(key.pk(), new TreeMap<>()).get(key.sk());
  }

  /** Every sort key that a partition has or had. */
  NavigableSet<String> keysEver(String pk) {
    return history.keys(pk);
  }

  /** What an item was between two versions, both inclusive; empty where there was none. */
  List<Optional<Map<String, AttributeValue>>> states(ItemKey key, int from, int to) {
    return List.copyOf(history(key, from, to).values());
  }

  /** The same with the versions from which on it was so; the first one's is the first asked for. */
  NavigableMap<Integer, Optional<Map<String, AttributeValue>>> history(
      ItemKey key, int from, int to) {
    return history.between(key, from, to);
  }

  @Override
  public SdkResponse execute(SdkRequest request) {
    if (request instanceof GetItemRequest get) {
      return get(get);
    }
    if (request instanceof BatchGetItemRequest get) {
      return batchGet(get);
    }
    if (request instanceof QueryRequest query) {
      return query(query);
    }
    if (request instanceof ScanRequest scan) {
      return scan(scan);
    }
    if (request instanceof PutItemRequest put) {
      return put(put);
    }
    if (request instanceof DeleteItemRequest delete) {
      apply(Map.of(ItemKey.of(delete.key()), Optional.empty()));
      return DeleteItemResponse.builder().build();
    }
    if (request instanceof UpdateItemRequest update) {
      return update(update);
    }
    if (request instanceof TransactWriteItemsRequest transaction) {
      return transact(transaction);
    }
    throw new AssertionError("Teach the table in memory a " + request.getClass());
  }

  private GetItemResponse get(GetItemRequest request) {
    GetItemResponse.Builder response = GetItemResponse.builder();
    at(ItemKey.of(request.key()), versionRead(isTrue(request.consistentRead())))
        .ifPresent(response::item);
    return response.build();
  }

  private BatchGetItemResponse batchGet(BatchGetItemRequest request) {
    Map<String, List<Map<String, AttributeValue>>> found = new HashMap<>();
    request.requestItems().forEach((table, asked) -> found.put(table, batchGet(asked)));
    return BatchGetItemResponse.builder().responses(found).unprocessedKeys(Map.of()).build();
  }

  private List<Map<String, AttributeValue>> batchGet(KeysAndAttributes asked) {
    int read = versionRead(isTrue(asked.consistentRead()));
    return asked.keys().stream().flatMap(key -> at(ItemKey.of(key), read).stream()).toList();
  }

  private QueryResponse query(QueryRequest request) {
    if (request.indexName() != null) {
      throw invalid("The table does not have the specified index: " + request.indexName());
    }
    if (request.limit() != null && request.limit() < 1) {
      throw invalid("Limit must be at least 1");
    }
    if (!RANGE.equals(request.keyConditionExpression())) {
      throw new AssertionError(
          "Teach the table in memory this condition: " + request.keyConditionExpression());
    }
    Map<String, AttributeValue> values = request.expressionAttributeValues();
    String pk = values.get(":pk").s();
    boolean forward = !Boolean.FALSE.equals(request.scanIndexForward());
    int read = versionRead(isTrue(request.consistentRead()));
    NavigableSet<String> range =
        keysEver(pk).subSet(values.get(":lowest").s(), true, values.get(":highest").s(), true);
    String start =
        request.hasExclusiveStartKey() ? ItemKey.of(request.exclusiveStartKey()).sk() : null;
    List<Map<String, AttributeValue>> found = new ArrayList<>();
    for (String sk : forward ? range : range.descendingSet()) {
      if (start == null || (forward ? sk.compareTo(start) > 0 : sk.compareTo(start) < 0)) {
        at(new ItemKey(pk, sk), read).ifPresent(found::add);
        if (request.limit() != null && found.size() == request.limit()) {
          break;
        }
      }
    }
    QueryResponse.Builder response = QueryResponse.builder();
    String end = values.get(forward ? ":highest" : ":lowest").s();
    if (request.limit() != null
        && found.size() == request.limit()
        && !ItemKey.of(found.get(found.size() - 1)).sk().equals(end)) {
      response.lastEvaluatedKey(lastKey(found));
    }
    found.removeIf(
        item ->
            !Expression.holds(
                request.filterExpression(), request.expressionAttributeNames(), values, item));
    return response.items(found).count(found.size()).build();
  }

  private ScanResponse scan(ScanRequest request) {
    ItemKey start = request.hasExclusiveStartKey() ? ItemKey.of(request.exclusiveStartKey()) : null;
    Comparator<ItemKey> order =
        Comparator.comparing(ItemKey::pk, partitions).thenComparing(ItemKey::sk);
    List<Map<String, AttributeValue>> found =
        all().stream()
            .filter(item -> start == null || order.compare(ItemKey.of(item), start) > 0)
            .limit(request.limit())
            .toList();
    ScanResponse.Builder response = ScanResponse.builder().items(found).count(found.size());
    if (found.size() == request.limit()) {
      response.lastEvaluatedKey(lastKey(found));
    }
    return response.build();
  }

  private PutItemResponse put(PutItemRequest request) {
    Write put = new Write(request);
    Map<String, AttributeValue> before = current(put.key());
    if (!put.holds(before)) {
      throw refused(
          ConditionalCheckFailedException.builder(),
          "ConditionalCheckFailedException",
          "The conditional request failed");
    }
    apply(Map.of(put.key(), put.after(before)));
    return PutItemResponse.builder().build();
  }

  private UpdateItemResponse update(UpdateItemRequest request) {
    Write update = Write.of(request);
    Map<String, AttributeValue> before = current(update.key());
    if (!update.holds(before)) {
      throw refused(
          ConditionalCheckFailedException.builder()
              .item(update.tellsItem() && !before.isEmpty() ? before : null),
          "ConditionalCheckFailedException",
          "The conditional request failed");
    }
    Optional<Map<String, AttributeValue>> after = update.after(before);
    apply(Map.of(update.key(), after));
    return UpdateItemResponse.builder().attributes(after.orElse(Map.of())).build();
  }

  private TransactWriteItemsResponse transact(TransactWriteItemsRequest request) {
    String token = request.clientRequestToken();
    TransactWriteItemsRequest first = token == null ? null : tokens.get(token);
    if (first != null) {
      if (!first.equals(request)) {
        throw refused(
            DynamoDbException.builder(),
            "IdempotentParameterMismatchException",
            "The token was used with other parameters");
      }
      return TransactWriteItemsResponse.builder().build();
    }
    Map<ItemKey, Optional<Map<String, AttributeValue>>> writes = new LinkedHashMap<>();
    List<CancellationReason> reasons = new ArrayList<>();
    boolean cancelled = false;
    for (TransactWriteItem action : request.transactItems()) {
      Write write = Write.of(action);
      Map<String, AttributeValue> before = current(write.key());
      boolean holds = write.holds(before);
      cancelled |= !holds;
      reasons.add(reason(write, holds, before));
      if (writes.put(write.key(), holds ? write.after(before) : Optional.empty()) != null) {
        throw invalid("Transaction request cannot include multiple operations on one item");
      }
    }
    if (writes.size() > MOST_ACTIONS) {
      throw invalid("Too many actions");
    }
    if (cancelled) {
      throw refused(
          TransactionCanceledException.builder().cancellationReasons(reasons),
          "TransactionCanceledException",
          "Transaction cancelled");
    }
    if (token != null) {
      tokens.put(token, request);
    }
    // Nobody knows of a group before its first transaction has ended.
    boolean makesGroup =
        writes.keySet().stream().anyMatch(key -> key.kind() == HEAD && item(key) == null);
    apply(writes);
    transactions.put(version, makesGroup ? List.of() : List.copyOf(writes.keySet()));
    return TransactWriteItemsResponse.builder().build();
  }

  private static CancellationReason reason(
      Write write, boolean holds, Map<String, AttributeValue> before) {
    if (holds) {
      return CancellationReason.builder().code("None").build();
    }
    CancellationReason.Builder reason =
        CancellationReason.builder()
            .code("ConditionalCheckFailed")
            .message("The conditional request failed");
    return write.tellsItem() && !before.isEmpty() ? reason.item(before).build() : reason.build();
  }

  private List<ItemKey> transaction(int read) {
    return transactions.getOrDefault(read, List.of());
  }

  private Map<String, AttributeValue> current(ItemKey key) {
    return Objects.requireNonNullElse(item(key), Map.of());
  }

  private Optional<Map<String, AttributeValue>> at(ItemKey key, int read) {
    int place = torn == 0 || read <= settled ? -1 : transaction(read).indexOf(key);
    if (place >= 0 && (torn >> place % BITS & 1) == 1) {
      return states(key, read - 1, read - 1).get(0);
    }
    return read == version ? Optional.ofNullable(item(key)) : states(key, read, read).get(0);
  }

  private void apply(Map<ItemKey, Optional<Map<String, AttributeValue>>> writes) {
    List<Change> changes = new ArrayList<>();
    writes.forEach(
        (key, after) -> {
          Map<String, AttributeValue> before = item(key);
          if (!Objects.equals(before, after.orElse(null))) {
            changes.add(new Change(key, before, after.orElse(null)));
          }
        });
    version++;
    for (Change change : changes) {
      ItemKey key = change.key();
      NavigableMap<String, Map<String, AttributeValue>> partition =
          items.computeIfAbsent(key.pk(), pk -> new TreeMap<>());
      if (change.after() == null) {
        partition.remove(key.sk());
      } else {
        partition.put(key.sk(), change.after());
      }
      history.add(key, version, Optional.ofNullable(change.after()));
    }
    listener.accept(changes);
  }

  private static Map<String, AttributeValue> lastKey(List<Map<String, AttributeValue>> found) {
    return ItemKey.of(found.get(found.size() - 1)).attributes();
  }

  private static RuntimeException invalid(String message) {
    return refused(DynamoDbException.builder(), "ValidationException", message);
  }

  private static RuntimeException refused(
      DynamoDbException.Builder exception, String code, String message) {
    return (RuntimeException)
        exception
            .message(message)
            .statusCode(400)
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
            .build();
  }

  private static boolean isTrue(@Nullable Boolean value) {
    return Boolean.TRUE.equals(value);
  }
}
