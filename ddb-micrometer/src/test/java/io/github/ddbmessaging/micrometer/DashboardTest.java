package io.github.ddbmessaging.micrometer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That the dashboard asks for what is emitted, and for all of it. */
class DashboardTest {
  private static final Pattern METRIC = Pattern.compile("ddb_messaging_\\w+");
  private static final Pattern LABELS = Pattern.compile("by \\(([^)]*)\\)|(\\w+)(?==~?\"|!=\")");

  private final Map<String, Set<String>> emitted = new Emitted().labels();
  private final List<JsonNode> targets;
  private final String text;

  DashboardTest() throws IOException {
    try (InputStream file =
        requireNonNull(
            DashboardTest.class.getResourceAsStream(
                "/META-INF/ddb-micrometer/grafana-dashboard.json"))) {
      JsonNode dashboard = new ObjectMapper().readTree(file);
      targets = dashboard.findParents("expr");
      text = dashboard.toString();
    }
  }

  @Test
  void metrics_ofTheDashboard_areEmittedWithTheLabelsThatItUses() {
    assertThat(targets)
        .isNotEmpty()
        .allSatisfy(
            target ->
                assertThat(metrics(target.get("expr").asText()))
                    .isNotEmpty()
                    .allSatisfy(
                        metric ->
                            assertThat(emitted.getOrDefault(metric, Set.of()))
                                .as(metric)
                                .containsAll(labels(target.get("expr").asText()))));
    assertThat(emitted.keySet()).containsAll(metrics(text));
  }

  @Test
  void metrics_thatAreEmitted_areOnTheDashboardSaveThoseOfWhichItShowsTheSameOtherwise() {
    Set<String> unused = new TreeSet<>(emitted.keySet());
    unused.removeAll(metrics(text));

    assertThat(unused)
        .containsExactlyInAnyOrder(
            "ddb_messaging_calls_active_seconds_sum",
            "ddb_messaging_calls_active_seconds_max",
            "ddb_messaging_records_age_seconds_count",
            "ddb_messaging_records_age_seconds_sum");
  }

  private static Set<String> metrics(String text) {
    Set<String> metrics = new TreeSet<>();
    METRIC.matcher(text).results().forEach(metric -> metrics.add(metric.group()));
    return metrics;
  }

  private static List<String> labels(String expression) {
    return LABELS
        .matcher(expression)
        .results()
        .flatMap(
            found ->
                found.group(1) == null
                    ? Stream.of(found.group(2))
                    : Stream.of(found.group(1).split(", ", -1)))
        .toList();
  }
}
