package io.github.ddbmessaging.micrometer;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.model.CallListener;
import io.github.ddbmessaging.stream.StreamPoller;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.OpenTelemetry;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The code of docs/observability.md. */
final class ObservabilityExamples {
  MessagingStore observed(
      DynamoDbClient dynamoDb, MeterRegistry meters, ObservationRegistry observations) {
    return MessagingStore.builder()
        .client(dynamoDb)
        .tableName("messages")
        .listener(MicrometerListener.of(meters, observations))
        .build();
  }

  CallListener traced(OpenTelemetry telemetry, MeterRegistry meters) {
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

  StreamPoller counted(
      DynamoDbStreamsClient streams, String streamArn, MessagingStore store, MeterRegistry meters) {
    ProjectionMetrics metrics = new ProjectionMetrics(meters, "messages");
    return StreamPoller.builder()
        .client(streams)
        .streamArn(streamArn)
        .handler(records -> metrics.count(records, store.projector().project(records)).retryFrom())
        .build();
  }
}
