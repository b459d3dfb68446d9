package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.internal.item.ItemKey;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What every item of a table was at each version of the table; empty where there was none. */
final class Versions {
  private final Map<
          String,
          NavigableMap<String, NavigableMap<Integer, Optional<Map<String, AttributeValue>>>>>
      items = new HashMap<>();

  /** From a version on, an item is so. */
  void add(ItemKey key, int version, Optional<Map<String, AttributeValue>> item) {
    items
        .computeIfAbsent(key.pk(), pk -> new TreeMap<>())
        .computeIfAbsent(key.sk(), sk -> new TreeMap<>())
        .put(version, item);
  }

  /** Every sort key that a partition has or had. */
  NavigableSet<String> keys(String pk) {
    return items.getOrDefault(pk, new TreeMap<>()).navigableKeySet();
  }

  /**
   * What an item was between two versions, both inclusive, by the version from which on it was so;
   * the first one's is the first that is asked for.
   */
  NavigableMap<Integer, Optional<Map<String, AttributeValue>>> between(
      ItemKey key, int from, int to) {
    NavigableMap<Integer, Optional<Map<String, AttributeValue>>> all =
        items.getOrDefault(key.pk(), new TreeMap<>()).getOrDefault(key.sk(), new TreeMap<>());
    Map.Entry<Integer, Optional<Map<String, AttributeValue>>> first = all.floorEntry(from);
    NavigableMap<Integer, Optional<Map<String, AttributeValue>>> found =
        new TreeMap<>(all.subMap(from, false, Math.max(from, to), true));
    found.put(from, first == null ? Optional.empty() : first.getValue());
    return found;
  }
}
