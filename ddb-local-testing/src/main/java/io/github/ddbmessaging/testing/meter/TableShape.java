package io.github.ddbmessaging.testing.meter;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** What of a table the cost of a write depends on. */
record TableShape(Set<String> keyNames, List<Index> indexes) {

  static TableShape of(TableDescription table) {
    Set<String> keyNames = names(table.keySchema());
    Stream<Index> global =
        table.globalSecondaryIndexes().stream()
            .map(index -> Index.of(keyNames, index.keySchema(), index.projection()));
    Stream<Index> local =
        table.localSecondaryIndexes().stream()
            .map(index -> Index.of(keyNames, index.keySchema(), index.projection()));
    return new TableShape(keyNames, Stream.concat(global, local).toList());
  }

  Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
    return only(keyNames, item);
  }

  /**
   * Write units of all indexes for one write; an empty map stands for no item. DynamoDB Local
   * measures entries of local indexes 100 bytes larger: with what they take up in storage.
   */
  double indexUnits(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
    return indexes.stream()
        .mapToDouble(index -> index.writeUnits(index.entry(before), index.entry(after)))
        .sum();
  }

  private static Set<String> names(List<KeySchemaElement> schema) {
    return schema.stream()
        .map(KeySchemaElement::attributeName)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Map<String, AttributeValue> only(
      Collection<String> names, Map<String, AttributeValue> item) {
    Map<String, AttributeValue> part = new HashMap<>(item);
    part.keySet().retainAll(names);
    return part;
  }

  /** A secondary index; {@code projected} are its and the table's keys too. */
  record Index(Set<String> keyNames, boolean projectsAll, Set<String> projected) {

    static Index of(Set<String> tableKey, List<KeySchemaElement> schema, Projection projection) {
      Set<String> keyNames = names(schema);
      Set<String> projected =
          Stream.of(tableKey, keyNames, projection.nonKeyAttributes())
              .flatMap(Collection::stream)
              .collect(Collectors.toUnmodifiableSet());
      return new Index(keyNames, projection.projectionType() == ProjectionType.ALL, projected);
    }

    Map<String, AttributeValue> entry(Map<String, AttributeValue> item) {
      if (!item.keySet().containsAll(keyNames)) {
        return Map.of();
      }
      return projectsAll ? item : only(projected, item);
    }

    double writeUnits(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
      if (before.equals(after)) {
        return 0;
      }
      long sizeBefore = ItemSize.of(before);
      long sizeAfter = ItemSize.of(after);
      boolean moves =
          !before.isEmpty()
              && !after.isEmpty()
              && !only(keyNames, before).equals(only(keyNames, after));
      return moves
          ? CapacityRules.write(sizeBefore) + CapacityRules.write(sizeAfter)
          : CapacityRules.write(Math.max(sizeBefore, sizeAfter));
    }
  }
}
