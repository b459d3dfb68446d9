package io.github.ddbmessaging.micrometer;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.model.CallListener;
import io.github.ddbmessaging.model.CallReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Locale;

/**
 * Makes an observation and counters of each call. The observation {@code ddb.messaging.calls} is
 * what timers and spans are made of, by the handlers of its registry. It is the current one
 * wherever a request is handed to the client, so that the client's own spans are below it. {@code
 * docs/observability.md} lists the meters and their tags. No tag holds an id or content.
 *
 * <pre>{@code
 * MessagingStore store =
 *     MessagingStore.builder()
 *         .client(dynamoDb)
 *         .tableName("messages")
 *         .listener(MicrometerListener.of(meters, observations))
 *         .build();
 * }</pre>
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class MicrometerListener implements CallListener {
  private final MeterRegistry meters;
  private final ObservationRegistry observations;

  private MicrometerListener(MeterRegistry meters, ObservationRegistry observations) {
    this.meters = requireNonNull(meters, "meters");
    this.observations = requireNonNull(observations, "observations");
  }

  /**
   * For a program that has both registries, as one with Spring Boot does.
   *
   * @param meters takes the counters
   * @param observations takes an observation of each call; timers are made of it if one of its
   *     handlers is a {@link DefaultMeterObservationHandler}, spans if one is of Micrometer Tracing
   * @return the listener
   */
  public static MicrometerListener of(MeterRegistry meters, ObservationRegistry observations) {
    return new MicrometerListener(meters, observations);
  }

  /**
   * For a program that wants timers and counters alone.
   *
   * @param meters takes both
   * @return the listener
   */
  public static MicrometerListener of(MeterRegistry meters) {
    ObservationRegistry timers = ObservationRegistry.create();
    timers.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
    return new MicrometerListener(meters, timers);
  }

  @Override
  public ObservedCall onBegin(String operation, String tableName) {
    return new OneCall(
        Observation.createNotStarted("ddb.messaging.calls", observations)
            .contextualName("messaging " + operation)
            .lowCardinalityKeyValue("operation", operation)
            .lowCardinalityKeyValue("table", tableName)
            .start());
  }

  private final class OneCall implements ObservedCall {
    private final Observation observation;

    OneCall(Observation observation) {
      this.observation = observation;
    }

    @Override
    public Scope makeCurrent() {
      return observation.openScope()::close;
    }

    @Override
    public void onEnd(CallReport report) {
      report.failure().ifPresent(observation::error);
      observation
          .lowCardinalityKeyValue("outcome", report.outcome().name().toLowerCase(Locale.ROOT))
          .highCardinalityKeyValue("ddb.messaging.requests", String.valueOf(report.requests()))
          .highCardinalityKeyValue("ddb.messaging.retries", String.valueOf(report.retries()))
          .highCardinalityKeyValue("ddb.messaging.conflicts", String.valueOf(report.conflicts()))
          .stop();
      count(report);
    }

    private void count(CallReport report) {
      Tags call = Tags.of("operation", report.operation(), "table", report.tableName());
      add("ddb.messaging.requests", call, report.requests());
      add("ddb.messaging.retries", call, report.retries());
      add("ddb.messaging.conflicts", call, report.conflicts());
      addUnits(call.and("kind", "read"), report.readUnits());
      addUnits(call.and("kind", "write"), report.writeUnits());
      addUnits(
          call.and("kind", "index"),
          report.indexUnits().values().stream().mapToDouble(units -> units).sum());
      report
          .throttling()
          .forEach(why -> add("ddb.messaging.throttled", call.and("reason", why.reason()), 1));
    }

    private void add(String name, Tags tags, int number) {
      Counter.builder(name).tags(tags).register(meters).increment(number);
    }

    private void addUnits(Tags tags, double units) {
      Counter.builder("ddb.messaging.capacity")
          .baseUnit("units")
          .tags(tags)
          .register(meters)
          .increment(units);
    }
  }
}
