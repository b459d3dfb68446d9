package io.github.ddbmessaging.micrometer;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.model.CallReport;
import io.github.ddbmessaging.model.ProjectionResult;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** All meters that this module has, made once. */
final class Emitted {
  private static final Pattern SAMPLE = Pattern.compile("(?m)^(\\w+)\\{([^}]*)\\}");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  Emitted() {
    MicrometerListener listener = MicrometerListener.of(meters);
    CallReport report =
        new CallReport(
            "createMessage",
            "messages",
            CallReport.Outcome.SUCCESS,
            Duration.ZERO,
            1,
            1,
            1,
            1,
            1,
            Map.of(),
            Set.of(new CallReport.Throttling("hot", "table")),
            Optional.empty());
    listener.onBegin("createMessage", "messages").onEnd(report);
    // Still under way, for the meter of active calls.
    requireNonNull(listener.onBegin("createMessage", "messages"));
    Record record =
        Record.builder()
            .dynamodb(change -> change.approximateCreationDateTime(Instant.EPOCH))
            .build();
    requireNonNull(
        new ProjectionMetrics(meters, "messages")
            .count(List.of(record), new ProjectionResult(1, List.of(), List.of(), Map.of())));
  }

  /** The tags of each meter, by its name. */
  Map<String, Set<String>> tags() {
    Map<String, Set<String>> tags = new TreeMap<>();
    for (Meter meter : ((MeterRegistry) meters).getMeters()) {
      Set<String> own = tags.computeIfAbsent(meter.getId().getName(), name -> new TreeSet<>());
      meter.getId().getTags().stream().map(Tag::getKey).forEach(own::add);
    }
    return tags;
  }

  /** The labels of each metric, by its name, as Prometheus gets them. */
  Map<String, Set<String>> labels() {
    Map<String, Set<String>> labels = new TreeMap<>();
    for (MatchResult sample : SAMPLE.matcher(meters.scrape()).results().toList()) {
      Set<String> own = labels.computeIfAbsent(sample.group(1), name -> new TreeSet<>());
      LABEL.matcher(sample.group(2)).results().map(label -> label.group(1)).forEach(own::add);
    }
    return labels;
  }
}
