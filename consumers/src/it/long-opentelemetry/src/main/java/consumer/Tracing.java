package consumer;

import io.github.ddbmessaging.micrometer.MicrometerListener;
import io.github.ddbmessaging.model.CallListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.OpenTelemetry;

final class Tracing {
  private Tracing() {}

  static CallListener traced(OpenTelemetry telemetry, MeterRegistry meters) {
    OtelTracer tracer =
        new OtelTracer(
            telemetry.getTracer("messaging"), new OtelCurrentTraceContext(), event -> {});
    ObservationRegistry observations = ObservationRegistry.create();
    observations
        .observationConfig()
        .observationHandler(new DefaultMeterObservationHandler(meters))
        .observationHandler(new DefaultTracingObservationHandler(tracer));
    return MicrometerListener.of(meters, observations);
  }
}
