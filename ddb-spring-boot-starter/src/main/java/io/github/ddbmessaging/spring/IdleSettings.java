package io.github.ddbmessaging.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Settings of a part that nobody turned on or off. Who says {@code false} means it: another profile
 * may turn the part on.
 */
final class IdleSettings {
  private static final Logger LOG = LoggerFactory.getLogger(IdleSettings.class);
  private static final Map<String, List<String>> PARTS =
      Map.of(
          "group-cache", List.of("maximum-size", "expire-after-write"),
          "poller", List.of("longest-wait"));

  private final Binder binder;

  IdleSettings(Environment environment) {
    binder = Binder.get(environment);
  }

  /** Logs a line for each. */
  void warn() {
    lines().forEach(LOG::warn);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    new TreeMap<>(PARTS)
        .forEach(
            (part, settings) -> {
              String toggle = DdbMessagingProperties.PREFIX + "." + part + ".enabled";
              for (String setting : settings) {
                String name = DdbMessagingProperties.PREFIX + "." + part + "." + setting;
                if (isSet(name) && !isSet(toggle)) {
                  lines.add(name + " has no effect, because " + toggle + " is not set");
                }
              }
            });
    return lines;
  }

  private boolean isSet(String name) {
    return binder.bind(name, String.class).isBound();
  }
}
