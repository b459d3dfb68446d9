package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.table.Attributes;
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
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * One table in memory that remembers every version of every item: quick enough for millions of
 * requests, and able to answer as it was some writes ago. Keys are ASCII. {@link Mirror} holds it
 * to DynamoDB Local.
 */
final class MemoryTable implements Database {
  private static final String RANGE = "#pk = :pk AND #sk BETWEEN :lowest AND :highest";
  private static final int MOST_ACTIONS = 100;

  private final Map<String, NavigableMap<String, Map<String, AttributeValue>>> items;
  private final Map<
          String,
          NavigableMap<String, NavigableMap<Integer, Optional<Map<String, AttributeValue>>>>>
      history = new HashMap<>();
  private final Map<String, TransactWriteItemsRequest> tokens = new HashMap<>();
  private final Consumer<List<Change>> listener;
  private final Comparator<String> partitions;
  private int version;
  private int lag;

  /** An empty table; the listener is told of every write that changed it. */
  MemoryTable(Consumer<List<Change>> listener) {
    this(listener, Comparator.naturalOrder());
  }

  /** The same with another order of partitions, as a scan shows it. */
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
    return consistent ? version : Math.max(0, version - lag);
  }

  /** From now on, reads that are not strongly consistent miss so many writes. */
  void lag(int writes) {
    lag = writes;
  }

  Collection<Map<String, AttributeValue>> partition(String pk) {
    return items.getOrDefault(pk, new TreeMap<>()).values();
  }

  List<Map<String, AttributeValue>> all() {
    return items.values().stream().flatMap(partition -> partition.values().stream()).toList();
  }

  @Nullable Map<String, AttributeValue> item(String pk, String sk) {
    return items.getOrDefault(pk, new TreeMap<>()).get(sk);
  }

  /** Every sort key that a partition has or had. */
  NavigableSet<String> keysEver(String pk) {
    return history.getOrDefault(pk, new TreeMap<>()).navigableKeySet();
  }

  /** What an item was between two versions, both inclusive; empty where there was none. */
  List<Optional<Map<String, AttributeValue>>> states(String pk, String sk, int from, int to) {
    NavigableMap<Integer, Optional<Map<String, AttributeValue>>> versions =
        history.getOrDefault(pk, new TreeMap<>()).getOrDefault(sk, new TreeMap<>());
    Map.Entry<Integer, Optional<Map<String, AttributeValue>>> first = versions.floorEntry(from);
    List<Optional<Map<String, AttributeValue>>> states = new ArrayList<>();
    states.add(first == null ? Optional.empty() : first.getValue());
    states.addAll(versions.subMap(from, false, Math.max(from, to), true).values());
    return states;
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
      return delete(delete);
    }
    if (request instanceof TransactWriteItemsRequest transaction) {
      return transact(transaction);
    }
    throw new AssertionError("Teach the table in memory a " + request.getClass());
  }

  private GetItemResponse get(GetItemRequest request) {
    GetItemResponse.Builder answer = GetItemResponse.builder();
    at(pk(request.key()), sk(request.key()), versionRead(isTrue(request.consistentRead())))
        .ifPresent(answer::item);
    return answer.build();
  }

  private BatchGetItemResponse batchGet(BatchGetItemRequest request) {
    Map<String, List<Map<String, AttributeValue>>> found = new HashMap<>();
    request.requestItems().forEach((table, asked) -> found.put(table, batchGet(asked)));
    return BatchGetItemResponse.builder().responses(found).unprocessedKeys(Map.of()).build();
  }

  private List<Map<String, AttributeValue>> batchGet(KeysAndAttributes asked) {
    int read = versionRead(isTrue(asked.consistentRead()));
    return asked.keys().stream().flatMap(key -> at(pk(key), sk(key), read).stream()).toList();
  }

  private QueryResponse query(QueryRequest request) {
    if (request.indexName() != null) {
      throw refused(
          DynamoDbException.builder(),
          "ValidationException",
          "The table does not have the specified index: " + request.indexName());
    }
    if (!RANGE.equals(request.keyConditionExpression())) {
      throw new AssertionError(
          "Teach the table in memory this condition: " + request.keyConditionExpression());
    }
    Map<String, AttributeValue> values = request.expressionAttributeValues();
    String pk = values.get(":pk").s();
    boolean forward = !Boolean.FALSE.equals(request.scanIndexForward());
    int read = versionRead(isTrue(request.consistentRead()));
    NavigableSet<String> keys = keysEver(pk);
    NavigableSet<String> range =
        keys.subSet(values.get(":lowest").s(), true, values.get(":highest").s(), true);
    List<Map<String, AttributeValue>> found = new ArrayList<>();
    for (String sk : forward ? range : range.descendingSet()) {
      if (request.hasExclusiveStartKey()
          && !isBehind(sk, sk(request.exclusiveStartKey()), forward)) {
        continue;
      }
      at(pk, sk, read).ifPresent(found::add);
      if (request.limit() != null && found.size() == request.limit()) {
        break;
      }
    }
    QueryResponse.Builder answer = QueryResponse.builder();
    if (request.limit() != null && found.size() == request.limit()) {
      answer.lastEvaluatedKey(key(found.get(found.size() - 1)));
    }
    found.removeIf(
        item ->
            !Expression.holds(
                request.filterExpression(), request.expressionAttributeNames(), values, item));
    return answer.items(found).count(found.size()).build();
  }

  private static boolean isBehind(String sk, String start, boolean forward) {
    return forward ? sk.compareTo(start) > 0 : sk.compareTo(start) < 0;
  }

  private ScanResponse scan(ScanRequest request) {
    List<Map<String, AttributeValue>> found = new ArrayList<>();
    Map<String, AttributeValue> start =
        request.hasExclusiveStartKey() ? request.exclusiveStartKey() : null;
    for (Map<String, AttributeValue> item : all()) {
      boolean behind =
          start == null
              || partitions.compare(pk(item), pk(start)) > 0
              || (pk(item).equals(pk(start)) && sk(item).compareTo(sk(start)) > 0);
      if (behind && found.size() < request.limit()) {
        found.add(item);
      }
    }
    ScanResponse.Builder answer = ScanResponse.builder().items(found).count(found.size());
    if (found.size() == request.limit()) {
      answer.lastEvaluatedKey(key(found.get(found.size() - 1)));
    }
    return answer.build();
  }

  private PutItemResponse put(PutItemRequest request) {
    Map<String, AttributeValue> key = key(request.item());
    if (!holds(
        request.conditionExpression(),
        request.expressionAttributeNames(),
        request.expressionAttributeValues(),
        key)) {
      throw conditionFailed();
    }
    apply(Map.of(key, Optional.of(Map.copyOf(request.item()))));
    return PutItemResponse.builder().build();
  }

  private DeleteItemResponse delete(DeleteItemRequest request) {
    apply(Map.of(Map.copyOf(request.key()), Optional.empty()));
    return DeleteItemResponse.builder().build();
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
    Map<Map<String, AttributeValue>, Optional<Map<String, AttributeValue>>> writes =
        new LinkedHashMap<>();
    List<CancellationReason> reasons = new ArrayList<>();
    boolean cancelled = false;
    for (TransactWriteItem action : request.transactItems()) {
      Write write = Write.of(action);
      Map<String, AttributeValue> before = current(write.key());
      boolean holds = Expression.holds(write.condition(), write.names(), write.values(), before);
      cancelled |= !holds;
      reasons.add(
          holds ? CancellationReason.builder().code("None").build() : failed(write, before));
      if (writes.put(write.key(), holds ? write.after(before) : Optional.empty()) != null) {
        throw refused(
            DynamoDbException.builder(),
            "ValidationException",
            "Transaction request cannot include multiple operations on one item");
      }
    }
    if (writes.size() > MOST_ACTIONS) {
      throw refused(DynamoDbException.builder(), "ValidationException", "Too many actions");
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
    apply(writes);
    return TransactWriteItemsResponse.builder().build();
  }

  private static CancellationReason failed(Write write, Map<String, AttributeValue> before) {
    CancellationReason.Builder reason =
        CancellationReason.builder()
            .code("ConditionalCheckFailed")
            .message("The conditional request failed");
    return write.onFailure() == ReturnValuesOnConditionCheckFailure.ALL_OLD && !before.isEmpty()
        ? reason.item(before).build()
        : reason.build();
  }

  private boolean holds(
      @Nullable String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values,
      Map<String, AttributeValue> key) {
    return Expression.holds(condition, names, values, current(key));
  }

  private Map<String, AttributeValue> current(Map<String, AttributeValue> key) {
    Map<String, AttributeValue> item = item(pk(key), sk(key));
    return item == null ? Map.of() : item;
  }

  private Optional<Map<String, AttributeValue>> at(String pk, String sk, int read) {
    return read == version ? Optional.ofNullable(item(pk, sk)) : states(pk, sk, read, read).get(0);
  }

  private void apply(
      Map<Map<String, AttributeValue>, Optional<Map<String, AttributeValue>>> writes) {
    List<Change> changes = new ArrayList<>();
    writes.forEach(
        (key, after) -> {
          String pk = pk(key);
          String sk = sk(key);
          Map<String, AttributeValue> before = item(pk, sk);
          if (!Objects.equals(before, after.orElse(null))) {
            changes.add(new Change(pk, sk, before, after.orElse(null)));
          }
        });
    version++;
    for (Change change : changes) {
      NavigableMap<String, Map<String, AttributeValue>> partition =
          items.computeIfAbsent(change.pk(), pk -> new TreeMap<>());
      if (change.after() == null) {
        partition.remove(change.sk());
      } else {
        partition.put(change.sk(), change.after());
      }
      history
          .computeIfAbsent(change.pk(), pk -> new TreeMap<>())
          .computeIfAbsent(change.sk(), sk -> new TreeMap<>())
          .put(version, Optional.ofNullable(change.after()));
    }
    listener.accept(changes);
  }

  private static RuntimeException conditionFailed() {
    return refused(
        ConditionalCheckFailedException.builder(),
        "ConditionalCheckFailedException",
        "The conditional request failed");
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

  private static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
    return Map.of(Attributes.PK, item.get(Attributes.PK), Attributes.SK, item.get(Attributes.SK));
  }

  private static String pk(Map<String, AttributeValue> key) {
    return key.get(Attributes.PK).s();
  }

  private static String sk(Map<String, AttributeValue> key) {
    return key.get(Attributes.SK).s();
  }

  /** One action of a transaction. */
  private record Write(
      TransactWriteItem action,
      Map<String, AttributeValue> key,
      @Nullable String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values,
      @Nullable ReturnValuesOnConditionCheckFailure onFailure) {

    static Write of(TransactWriteItem action) {
      if (action.put() != null) {
        return new Write(
            action,
            MemoryTable.key(action.put().item()),
            action.put().conditionExpression(),
            action.put().expressionAttributeNames(),
            action.put().expressionAttributeValues(),
            action.put().returnValuesOnConditionCheckFailure());
      }
      if (action.update() != null) {
        return new Write(
            action,
            MemoryTable.key(action.update().key()),
            action.update().conditionExpression(),
            action.update().expressionAttributeNames(),
            action.update().expressionAttributeValues(),
            action.update().returnValuesOnConditionCheckFailure());
      }
      if (action.delete() != null) {
        return new Write(
            action,
            MemoryTable.key(action.delete().key()),
            action.delete().conditionExpression(),
            action.delete().expressionAttributeNames(),
            action.delete().expressionAttributeValues(),
            action.delete().returnValuesOnConditionCheckFailure());
      }
      return new Write(
          action,
          MemoryTable.key(action.conditionCheck().key()),
          action.conditionCheck().conditionExpression(),
          action.conditionCheck().expressionAttributeNames(),
          action.conditionCheck().expressionAttributeValues(),
          action.conditionCheck().returnValuesOnConditionCheckFailure());
    }

    Optional<Map<String, AttributeValue>> after(Map<String, AttributeValue> before) {
      if (action.put() != null) {
        return Optional.of(Map.copyOf(action.put().item()));
      }
      if (action.delete() != null) {
        return Optional.empty();
      }
      if (action.update() == null) {
        return before.isEmpty() ? Optional.empty() : Optional.of(before);
      }
      Map<String, AttributeValue> start = new HashMap<>(key);
      start.putAll(before);
      return Optional.of(
          Expression.updated(
              action.update().updateExpression(),
              action.update().expressionAttributeNames(),
              action.update().expressionAttributeValues(),
              start));
    }
  }
}
