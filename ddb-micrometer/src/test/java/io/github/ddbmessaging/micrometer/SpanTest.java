package io.github.ddbmessaging.micrometer;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddbmessaging.AsyncMessagingStore;
import io.github.ddbmessaging.MessagingBuilder;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.stream.StreamPoller;
import io.github.ddbmessaging.testing.DynamoDbExtension;
import io.github.ddbmessaging.testing.TestTable;
import io.github.ddbmessaging.testing.fault.Faults;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** One span for each call, which the AWS SDK finds current at each of its requests. */
class SpanTest {
  private static final User ANN = new User("ann", "Ann", "ann");
  private static final User BOB = new User("bob", "Bob", "bob");
  private static final NewMessage HI = NewMessage.from("ann", "Hi");

  /** Where the AWS SDK was asked for something: the request, the current span and the thread. */
  private record Request(String name, SpanContext span, Thread thread) {}

  private static final List<Request> REQUESTS = new CopyOnWriteArrayList<>();

  @RegisterExtension
  static final DynamoDbExtension DYNAMO_DB =
      DynamoDbExtension.builder()
          .clients(configuration -> configuration.addExecutionInterceptor(new Watching()))
          .table((client, name) -> MessagingTable.of(client, name).create(TableSettings.onDemand()))
          .build();

  /** As an instrumentation of the AWS SDK does, looks for the span that its own goes below. */
  private static final class Watching implements ExecutionInterceptor {
    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      REQUESTS.add(
          new Request(
              context.request().getClass().getSimpleName(),
              Span.current().getSpanContext(),
              Thread.currentThread()));
    }
  }

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(exporter)).build();
  private final Tracer tracer = provider.get("test");
  private final ObservationRegistry observations = ObservationRegistry.create();
  private TestTable table;

  @BeforeEach
  void makeSpans(TestTable ownTable) {
    table = ownTable;
    observations
        .observationConfig()
        .observationHandler(
            new DefaultTracingObservationHandler(
                new OtelTracer(tracer, new OtelCurrentTraceContext(), event -> {})));
    REQUESTS.clear();
  }

  @AfterEach
  void closeProvider() {
    assertThat(Span.current().getSpanContext().isValid()).isFalse();
    provider.close();
  }

  private <B extends MessagingBuilder<B>> B configured(MessagingBuilder<B> builder) {
    return builder
        .tableName(table.name())
        .retries(new RetrySettings(4, Duration.ofMillis(1), Duration.ofMillis(2)))
        .listener(MicrometerListener.of(new SimpleMeterRegistry(), observations));
  }

  private MessagingStore store(Faults faults) {
    return configured(MessagingStore.builder().client(faults.wrap(table.client()))).build();
  }

  private AsyncMessagingStore asyncStore(Faults faults) {
    return configured(AsyncMessagingStore.builder().client(faults.wrap(table.asyncClient())))
        .build();
  }

  private static Faults throttledOnce() {
    return Faults.withSeed(0).on("TransactWriteItems").call(1).provisionedThroughputExceeded();
  }

  private static Faults none() {
    return Faults.withSeed(0);
  }

  @Test
  void call_ofTheStore_isOneSpanAtEachOfItsRequests() {
    String group = store(none()).createGroup(NewGroup.direct(ANN, BOB), HI).group().id();
    forget();

    store(throttledOnce()).createMessage(group, HI);

    SpanData span = onlySpan();
    assertThat(span.getName()).isEqualTo("messaging create-message");
    assertThat(REQUESTS)
        .extracting(Request::name)
        .containsExactly("GetItemRequest", "TransactWriteItemsRequest");
    assertThat(REQUESTS).extracting(Request::span).containsOnly(span.getSpanContext());
  }

  @Test
  void call_ofTheAsynchronousStore_isOneSpanAtEachRequestOnWhateverThread() {
    String group = store(none()).createGroup(NewGroup.direct(ANN, BOB), HI).group().id();
    forget();

    asyncStore(throttledOnce()).createMessage(group, HI).join();

    SpanData span = onlySpan();
    assertThat(REQUESTS)
        .extracting(Request::name)
        .containsExactly("GetItemRequest", "TransactWriteItemsRequest");
    assertThat(REQUESTS).extracting(Request::span).containsOnly(span.getSpanContext());
    assertThat(REQUESTS).extracting(Request::thread).doesNotHaveDuplicates();
  }

  @Test
  void call_insideOfASpan_isBelowIt() {
    Span request = tracer.spanBuilder("GET /messages").startSpan();

    try (Scope current = request.makeCurrent()) {
      assertThat(current).isNotNull();
      store(none()).listMessageGroups("ann", newestFirst(1));
      asyncStore(none()).listMessageGroups("ann", newestFirst(1)).join();
    }

    assertThat(exporter.getFinishedSpanItems())
        .hasSize(2)
        .allSatisfy(
            span -> assertThat(span.getParentSpanContext()).isEqualTo(request.getSpanContext()));
  }

  @Test
  void call_ofAProjector_isOneSpanOnAllOfItsThreads() {
    MessagingStore streamed = store(none()).withSendMode(SendMode.STREAMED);
    for (int i = 0; i < 6; i++) {
      User other = new User("user-" + i, "Other", "other-" + i);
      streamed.createMessage(streamed.createGroup(NewGroup.direct(ANN, other), HI).group(), HI);
    }
    forget();
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try {
      StreamPoller.builder()
          .client(table.streamsClient())
          .streamArn(MessagingTable.of(table.client(), table.name()).streamArn().orElseThrow())
          .handler(
              records -> streamed.projector().parallel(executor, 3).project(records).retryFrom())
          .build()
          .drain();
    } finally {
      executor.shutdownNow();
    }

    List<SpanContext> spans =
        exporter.getFinishedSpanItems().stream().map(SpanData::getSpanContext).toList();
    assertThat(exporter.getFinishedSpanItems())
        .extracting(SpanData::getName)
        .containsOnly("messaging project");
    assertThat(REQUESTS)
        .filteredOn(request -> request.name().startsWith("TransactWrite"))
        .hasSize(6)
        .allSatisfy(request -> assertThat(spans).contains(request.span()));
  }

  @Test
  void span_ofACallThatSucceeds_tellsWhatItDidAndNoId() {
    String group = store(none()).createGroup(NewGroup.direct(ANN, BOB), HI).group().id();
    forget();

    store(throttledOnce()).createMessage(group, HI);

    SpanData span = onlySpan();
    assertThat(span.getStatus().getStatusCode()).isNotEqualTo(StatusCode.ERROR);
    assertThat(span.getAttributes().asMap())
        .containsEntry(AttributeKey.stringKey("operation"), "createMessage")
        .containsEntry(AttributeKey.stringKey("table"), table.name())
        .containsEntry(AttributeKey.stringKey("outcome"), "success")
        .containsEntry(AttributeKey.stringKey("ddb.messaging.requests"), "3")
        .containsEntry(AttributeKey.stringKey("ddb.messaging.retries"), "1")
        .containsEntry(AttributeKey.stringKey("ddb.messaging.conflicts"), "0");
    assertThat(span.toString()).doesNotContain(group, "ann", "Ann", "Hi");
  }

  @Test
  void span_ofACallThatFails_isAnError() {
    Throwable thrown = catchThrowable(() -> store(none()).createMessage("nowhere", HI));

    SpanData span = onlySpan();
    assertThat(thrown).isNotNull();
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span.getAttributes().asMap())
        .containsEntry(AttributeKey.stringKey("outcome"), "refused");
  }

  private void forget() {
    exporter.reset();
    REQUESTS.clear();
  }

  private SpanData onlySpan() {
    assertThat(exporter.getFinishedSpanItems()).hasSize(1);
    return exporter.getFinishedSpanItems().get(0);
  }
}
