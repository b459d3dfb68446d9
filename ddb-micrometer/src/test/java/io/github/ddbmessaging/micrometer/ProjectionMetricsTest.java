package io.github.ddbmessaging.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.model.RejectedRecord;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.Record;

class ProjectionMetricsTest {
  private final MockClock clock = new MockClock();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
  private final ProjectionMetrics metrics = new ProjectionMetrics(meters, "messages");
  private final Instant now = Instant.ofEpochMilli(clock.wallTime());

  @Test
  void count_ofABatch_countsEachRecordOnce() {
    Record one = record(null);
    RejectedRecord rejected = new RejectedRecord(one, new InvalidInputException("bad"));
    ProjectionResult result =
        new ProjectionResult(3, List.of(one, one), List.of(rejected), Map.of());

    assertThat(metrics.count(List.of(one, one, one, one, one, one, one, one, one, one), result))
        .isSameAs(result);

    assertThat(records("done")).isEqualTo(3);
    assertThat(records("again")).isEqualTo(2);
    assertThat(records("rejected")).isEqualTo(1);
    assertThat(records("skipped")).isEqualTo(4);
  }

  @Test
  void count_ofABatch_notesHowOldItsNewestRecordIs() {
    count(record(now.minusSeconds(9)), record(now.minusSeconds(4)), record(now.minusSeconds(6)));
    count(record(now.minusSeconds(2)));

    assertThat(age().count()).isEqualTo(2);
    assertThat(age().totalTime(TimeUnit.SECONDS)).isEqualTo(6);
    assertThat(age().max(TimeUnit.SECONDS)).isEqualTo(4);
  }

  @Test
  void count_whenTheRecordsClockIsAhead_notesNoAge() {
    count(record(now.plusSeconds(1)));

    assertThat(age().count()).isEqualTo(1);
    assertThat(age().totalTime(TimeUnit.SECONDS)).isZero();
  }

  @Test
  void count_whenRecordsHaveNoTime_notesNothing() {
    count(record(null));

    assertThat(meters.find("ddb.messaging.records.age").timer()).isNull();
  }

  private void count(Record... records) {
    metrics.count(
        List.of(records), new ProjectionResult(records.length, List.of(), List.of(), Map.of()));
  }

  private double records(String outcome) {
    return meters
        .get("ddb.messaging.records")
        .tags("table", "messages", "outcome", outcome)
        .counter()
        .count();
  }

  private Timer age() {
    return meters.get("ddb.messaging.records.age").tags("table", "messages").timer();
  }

  private static Record record(Instant written) {
    return Record.builder()
        .dynamodb(change -> change.sequenceNumber("1").approximateCreationDateTime(written))
        .build();
  }
}
