package io.github.ddbmessaging.testing.meter;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** One action of a {@code TransactWriteItems}. */
record TransactionAction(Kind kind, String table, Map<String, AttributeValue> keyOrItem) {

  enum Kind {
    PUT,
    UPDATE,
    DELETE,
    CHECK
  }

  static TransactionAction of(TransactWriteItem action) {
    if (action.put() != null) {
      return new TransactionAction(Kind.PUT, action.put().tableName(), action.put().item());
    }
    if (action.update() != null) {
      return new TransactionAction(Kind.UPDATE, action.update().tableName(), action.update().key());
    }
    if (action.delete() != null) {
      return new TransactionAction(Kind.DELETE, action.delete().tableName(), action.delete().key());
    }
    return new TransactionAction(
        Kind.CHECK, action.conditionCheck().tableName(), action.conditionCheck().key());
  }

  /** Reads what is there before the actions. */
  static CompletableFuture<List<Found>> lookUp(List<TransactionAction> actions, Items items) {
    return Items.all(actions.stream().map(action -> items.shape(action.table)).toList())
        .thenCompose(
            shapes -> {
              List<Items.Place> places =
                  IntStream.range(0, actions.size())
                      .mapToObj(i -> actions.get(i).place(shapes.get(i)))
                      .toList();
              return items
                  .read(Set.copyOf(places))
                  .thenApply(
                      before ->
                          IntStream.range(0, actions.size())
                              .mapToObj(
                                  i ->
                                      new Found(
                                          actions.get(i),
                                          shapes.get(i),
                                          before.getOrDefault(places.get(i), Map.of())))
                              .toList());
            });
  }

  private Items.Place place(TableShape shape) {
    return new Items.Place(table, shape.keyOf(keyOrItem));
  }

  /** An action together with the item that it found; an empty map stands for none. */
  record Found(TransactionAction action, TableShape shape, Map<String, AttributeValue> before) {

    CompletableFuture<Cost> costIfDone(Items items) {
      return after(items)
          .thenApply(
              after ->
                  Cost.write(
                      CapacityRules.transactionalWrite(
                          Math.max(ItemSize.of(before), ItemSize.of(after))),
                      shape.indexUnits(before, after)));
    }

    Cost costIfCancelled() {
      return Cost.write(CapacityRules.transactionalWrite(ItemSize.of(before)), 0);
    }

    Cost costIfRepeated() {
      return Cost.read(CapacityRules.transactionalRead(ItemSize.of(before)));
    }

    private CompletableFuture<Map<String, AttributeValue>> after(Items items) {
      return switch (action.kind) {
        case PUT -> CompletableFuture.completedFuture(action.keyOrItem);
        case UPDATE -> items.read(action.table, action.keyOrItem);
        case DELETE -> CompletableFuture.completedFuture(Map.of());
        case CHECK -> CompletableFuture.completedFuture(before);
      };
    }
  }
}
