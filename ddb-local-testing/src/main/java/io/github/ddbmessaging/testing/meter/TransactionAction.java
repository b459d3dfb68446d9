package io.github.ddbmessaging.testing.meter;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
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

  /** Reads what is there before the action. */
  CompletableFuture<Found> lookUp(Items items) {
    return items
        .shape(table)
        .thenCompose(
            shape ->
                items
                    .read(table, shape.keyOf(keyOrItem))
                    .thenApply(before -> new Found(this, shape, before)));
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
