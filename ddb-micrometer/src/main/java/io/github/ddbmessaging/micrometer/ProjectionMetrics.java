package io.github.ddbmessaging.micrometer;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.model.ProjectionResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Counts what became of stream records, and how old they were, whatever reads the stream: a poller,
 * Lambda or the Kinesis Client Library.
 *
 * <pre>{@code
 * ProjectionMetrics metrics = new ProjectionMetrics(meters, "messages");
 * StreamPoller.builder()
 *     .handler(records -> metrics.count(records, projector.project(records)).retryFrom())
 * }</pre>
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class ProjectionMetrics {
  private final MeterRegistry meters;
  private final Tags table;

  /**
   * Metrics of one table's stream.
   *
   * @param meters takes the counters and the timer
   * @param tableName the tag {@code table}
   */
  public ProjectionMetrics(MeterRegistry meters, String tableName) {
    this.meters = requireNonNull(meters, "meters");
    this.table = Tags.of("table", tableName);
  }

  /**
   * Counts the records of a batch that was projected: {@code done}, {@code again} (not done, so
   * they come again), {@code rejected}, or {@code skipped}, as those of other items are. Notes how
   * long ago the newest of them was written.
   *
   * @param records the batch
   * @param result what the projector returned for it
   * @return the same result
   */
  public ProjectionResult count(Collection<Record> records, ProjectionResult result) {
    int again = result.notDone().size();
    int rejected = result.rejected().size();
    add("done", result.done());
    add("again", again);
    add("rejected", rejected);
    add("skipped", records.size() - result.done() - again - rejected);
    records.stream()
        .map(record -> record.dynamodb().approximateCreationDateTime())
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .ifPresent(this::noteAge);
    return result;
  }

  private void add(String outcome, int records) {
    Counter.builder("ddb.messaging.records")
        .tags(table.and("outcome", outcome))
        .register(meters)
        .increment(records);
  }

  private void noteAge(Instant newest) {
    Instant now = Instant.ofEpochMilli(meters.config().clock().wallTime());
    Duration age = Duration.between(newest, now);
    Timer.builder("ddb.messaging.records.age")
        .tags(table)
        .register(meters)
        .record(age.isNegative() ? Duration.ZERO : age);
  }
}
