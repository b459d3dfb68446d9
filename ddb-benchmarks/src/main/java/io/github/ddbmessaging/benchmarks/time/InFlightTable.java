package io.github.ddbmessaging.benchmarks.time;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.testing.meter.ItemSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * A table in memory at a distance. A request is on its way for two fifths of the round trip, a
 * transaction then holds its items for a fifth, and the answer takes the rest. A transaction that
 * meets an item held by another is cancelled for a conflict, as on the service; its conditions are
 * checked like there. It knows only the writes that a send makes: puts of new items, deletes, and
 * the update that moves a head.
 */
final class InFlightTable implements DynamoDbAsyncClient {
  private static final String NONE = "None";

  private final ScheduledExecutorService timer;
  private final long fifthNanos;
  private final Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items =
      new HashMap<>();
  private final Set<Map<String, AttributeValue>> held = new HashSet<>();
  private double refusedUnits;

  InFlightTable(ScheduledExecutorService timer, Duration roundTrip) {
    this.timer = timer;
    this.fifthNanos = roundTrip.toNanos() / 5;
  }

  synchronized long messages() {
    return items.values().stream().filter(item -> !isRow(item) && !isHead(item)).count();
  }

  synchronized long rows() {
    return items.values().stream().filter(InFlightTable::isRow).count();
  }

  private static boolean isRow(Map<String, AttributeValue> item) {
    return requireNonNull(item.get(Attributes.PK)).s().startsWith(Keys.GROUPS_PREFIX);
  }

  private static boolean isHead(Map<String, AttributeValue> item) {
    return requireNonNull(item.get(Attributes.SK)).s().equals(Keys.HEAD);
  }

  /** Write units of transactions that were cancelled: the service charges them all the same. */
  synchronized double refusedUnits() {
    return refusedUnits;
  }

  @Override
  public CompletableFuture<TransactWriteItemsResponse> transactWriteItems(
      TransactWriteItemsRequest request) {
    CompletableFuture<TransactWriteItemsResponse> answer = new CompletableFuture<>();
    after(2, () -> arrive(request.transactItems(), answer));
    return answer;
  }

  @Override
  public CompletableFuture<PutItemResponse> putItem(PutItemRequest request) {
    CompletableFuture<PutItemResponse> answer = new CompletableFuture<>();
    after(
        2,
        () -> {
          boolean isNew = putIfAbsent(request.item());
          after(
              3,
              () -> {
                if (isNew) {
                  answer.complete(PutItemResponse.builder().build());
                } else {
                  answer.completeExceptionally(ConditionalCheckFailedException.builder().build());
                }
              });
        });
    return answer;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  private synchronized boolean putIfAbsent(Map<String, AttributeValue> item) {
    return items.putIfAbsent(key(item), item) == null;
  }

  private void arrive(
      List<TransactWriteItem> writes, CompletableFuture<TransactWriteItemsResponse> answer) {
    List<CancellationReason> reasons = prepare(writes);
    if (reasons.stream().allMatch(reason -> NONE.equals(reason.code()))) {
      after(1, () -> commit(writes));
      after(3, () -> answer.complete(TransactWriteItemsResponse.builder().build()));
    } else {
      after(
          3,
          () ->
              answer.completeExceptionally(
                  TransactionCanceledException.builder().cancellationReasons(reasons).build()));
    }
  }

  /** Takes hold of the items if nothing stands against it. */
  private synchronized List<CancellationReason> prepare(List<TransactWriteItem> writes) {
    List<CancellationReason> reasons = new ArrayList<>();
    boolean refused = false;
    for (TransactWriteItem write : writes) {
      CancellationReason reason = reason(write);
      refused |= !NONE.equals(reason.code());
      reasons.add(reason);
    }
    if (refused) {
      refusedUnits += writes.stream().mapToDouble(this::units).sum();
    } else {
      writes.forEach(write -> held.add(key(write)));
    }
    return reasons;
  }

  /** Two for each KB of the larger of the items before and after. */
  private double units(TransactWriteItem write) {
    long after = write.put() == null ? 0 : ItemSize.of(write.put().item());
    long before = ItemSize.of(items.getOrDefault(key(write), Map.of()));
    return 2 * Math.max(1, Math.ceil(Math.max(before, after) / 1024.0));
  }

  private CancellationReason reason(TransactWriteItem write) {
    Map<String, AttributeValue> key = key(write);
    if (held.contains(key)) {
      return CancellationReason.builder().code("TransactionConflict").build();
    }
    Map<String, AttributeValue> item = items.get(key);
    return holds(write, item)
        ? CancellationReason.builder().code(NONE).build()
        : CancellationReason.builder().code("ConditionalCheckFailed").item(item).build();
  }

  private static boolean holds(
      TransactWriteItem write, @Nullable Map<String, AttributeValue> item) {
    if (write.put() != null) {
      return write.put().conditionExpression() == null || item == null;
    }
    return write.update() == null
        || (item != null
            && Objects.equals(
                write.update().expressionAttributeValues().get(":seen"),
                item.get(Attributes.NEWEST)));
  }

  private synchronized void commit(List<TransactWriteItem> writes) {
    for (TransactWriteItem write : writes) {
      Map<String, AttributeValue> key = key(write);
      held.remove(key);
      if (write.put() != null) {
        items.put(key, write.put().item());
      } else if (write.delete() != null) {
        items.remove(key);
      } else {
        items.computeIfPresent(key, (k, head) -> moved(head, write));
      }
    }
  }

  private static Map<String, AttributeValue> moved(
      Map<String, AttributeValue> head, TransactWriteItem write) {
    Map<String, AttributeValue> moved = new HashMap<>(head);
    moved.put(Attributes.NEWEST, write.update().expressionAttributeValues().get(":newest"));
    return moved;
  }

  private static Map<String, AttributeValue> key(TransactWriteItem write) {
    if (write.put() != null) {
      return key(write.put().item());
    }
    return write.delete() != null ? write.delete().key() : write.update().key();
  }

  private static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> key = new HashMap<>(item);
    key.keySet().retainAll(Set.of(Attributes.PK, Attributes.SK));
    return key;
  }

  private void after(int fifths, Runnable action) {
    var unused = timer.schedule(action, fifths * fifthNanos, TimeUnit.NANOSECONDS);
  }
}
