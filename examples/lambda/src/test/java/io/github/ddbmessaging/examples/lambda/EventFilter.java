package io.github.ddbmessaging.examples.lambda;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** As much of Lambda's event filters as the template uses: prefix, and anything but some values. */
final class EventFilter {
  private final Object pattern;

  EventFilter(String json) {
    // JSON is YAML.
    pattern = new Yaml().load(json);
  }

  boolean passes(Map<?, ?> record) {
    return matches(pattern, record);
  }

  private static boolean matches(Object rule, @Nullable Object value) {
    if (rule instanceof Map<?, ?> fields) {
      return value instanceof Map<?, ?> map
          && fields.entrySet().stream().allMatch(f -> matches(f.getValue(), map.get(f.getKey())));
    }
    return value instanceof String text
        && ((List<?>) rule).stream().anyMatch(condition -> holds((Map<?, ?>) condition, text));
  }

  private static boolean holds(Map<?, ?> condition, String text) {
    if (condition.get("prefix") instanceof String prefix) {
      return text.startsWith(prefix);
    }
    if (condition.get("anything-but") instanceof List<?> values) {
      return !values.contains(text);
    }
    throw new AssertionError("Not known: " + condition);
  }
}
