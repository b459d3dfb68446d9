package io.github.ddbmessaging.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ddbmessaging.model.CallListener.ObservedCall;
import io.github.ddbmessaging.model.CallReport;
import io.github.ddbmessaging.model.CallReport.Outcome;
import io.github.ddbmessaging.model.CallReport.Throttling;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The meters of calls, made of reports. */
class MetersTest {
  private final MockClock clock = new MockClock();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
  private final MicrometerListener listener = MicrometerListener.of(meters);

  @Test
  void timer_ofCalls_isByOperationTableAndOutcome() {
    ObservedCall call = listener.onBegin("createMessage", "messages");
    clock.add(Duration.ofMillis(20));
    call.onEnd(report(Optional.empty()));

    assertThat(meters.get("ddb.messaging.calls").timer().totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(20);
    assertThat(tags("ddb.messaging.calls"))
        .containsOnly(
            Tag.of("operation", "createMessage"),
            Tag.of("table", "messages"),
            Tag.of("outcome", "success"),
            Tag.of("error", "none"));
  }

  @Test
  void timer_ofACallThatFailed_namesTheExceptionAndNoId() {
    listener
        .onBegin("createMessage", "messages")
        .onEnd(report(Optional.of(new GroupNotFoundException("g-17"))));

    assertThat(tags("ddb.messaging.calls"))
        .contains(Tag.of("outcome", "refused"), Tag.of("error", "GroupNotFoundException"));
    assertThat(meters.getMetersAsString()).doesNotContain("g-17");
  }

  @Test
  void timer_whileACallIsUnderWay_countsItAsActive() {
    ObservedCall call = listener.onBegin("createMessage", "messages");

    assertThat(meters.get("ddb.messaging.calls.active").longTaskTimer().activeTasks()).isOne();
    call.onEnd(report(Optional.empty()));
    assertThat(meters.get("ddb.messaging.calls.active").longTaskTimer().activeTasks()).isZero();
  }

  @Test
  void counters_ofCalls_addUpWhatTheReportsTell() {
    for (int i = 0; i < 2; i++) {
      listener.onBegin("createMessage", "messages").onEnd(report(Optional.empty()));
    }

    assertThat(meters.getMeters())
        .filteredOn(meter -> meter.getId().getType() == Meter.Type.COUNTER)
        .extracting(
            meter -> meter.getId().getName(),
            meter -> label(meter, "kind", "reason"),
            meter -> meter.measure().iterator().next().getValue())
        .containsExactlyInAnyOrder(
            tuple("ddb.messaging.requests", "", 10.0),
            tuple("ddb.messaging.retries", "", 6.0),
            tuple("ddb.messaging.conflicts", "", 4.0),
            tuple("ddb.messaging.capacity", "read", 3.0),
            tuple("ddb.messaging.capacity", "write", 24.0),
            tuple("ddb.messaging.capacity", "index", 10.0),
            tuple("ddb.messaging.throttled", "TableWriteKeyRangeThroughputExceeded", 2.0));
    assertThat(meters.getMeters())
        .allSatisfy(
            meter ->
                assertThat(meter.getId().getTags())
                    .contains(Tag.of("operation", "createMessage"), Tag.of("table", "messages")));
  }

  @Test
  void counters_withoutObservations_areCountedAllTheSame() {
    MicrometerListener counting = MicrometerListener.of(meters, ObservationRegistry.NOOP);

    ObservedCall call = counting.onBegin("createMessage", "messages");
    call.makeCurrent().close();
    call.onEnd(report(Optional.empty()));

    assertThat(meters.get("ddb.messaging.requests").counter().count()).isEqualTo(5);
    assertThat(meters.find("ddb.messaging.calls").timer()).isNull();
  }

  private Iterable<Tag> tags(String meter) {
    return meters.get(meter).timer().getId().getTags();
  }

  private static String label(Meter meter, String... keys) {
    StringBuilder label = new StringBuilder();
    for (String key : keys) {
      label.append(Optional.ofNullable(meter.getId().getTag(key)).orElse(""));
    }
    return label.toString();
  }

  private static CallReport report(Optional<RuntimeException> failure) {
    return new CallReport(
        "createMessage",
        "messages",
        Outcome.of(failure),
        Duration.ofMillis(20),
        5,
        3,
        2,
        1.5,
        12,
        Map.of("one", 2.0, "other", 3.0),
        Set.of(new Throttling("TableWriteKeyRangeThroughputExceeded", "arn:table")),
        failure);
  }
}
