package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.AsyncMessagingStore;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.model.CallListener;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.testing.DynamoDbExtension;
import io.github.ddbmessaging.testing.TestTable;
import io.github.ddbmessaging.testkit.MessagingTests;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Each call of a store is one span, which the AWS SDK's interceptors find current. */
class ConsumerTest {
  private static final NewGroup GROUP =
      NewGroup.direct(new User("ann", "Ann", "ann"), new User("bob", "Bob", "bob"));
  private static final NewMessage HI = NewMessage.from("ann", "Hi Bob");

  private static final List<SpanContext> CURRENT = new CopyOnWriteArrayList<>();

  @RegisterExtension
  static final DynamoDbExtension DYNAMO_DB =
      MessagingTests.builder()
          .clients(clients -> clients.addExecutionInterceptor(new Watching()))
          .build();

  /** As an instrumentation of the AWS SDK does. */
  private static final class Watching implements ExecutionInterceptor {
    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      CURRENT.add(Span.current().getSpanContext());
    }
  }

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final OpenTelemetrySdk telemetry =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                  .build())
          .build();
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final CallListener listener = Tracing.traced(telemetry, meters);
  private TestTable table;

  @BeforeEach
  void forgetHowTheTableWasMade(TestTable ownTable) {
    table = ownTable;
    CURRENT.clear();
  }

  @AfterEach
  void closeTelemetry() {
    telemetry.close();
  }

  @Test
  void call_ofTheStore_isOneSpanThatIsCurrentAtEachRequest() {
    MessagingStore store = store();
    String groupId = store.createGroup(GROUP, HI).group().id();
    forget();

    store.createMessage(groupId, HI);

    assertThat(onlySpan().getName()).isEqualTo("messaging create-message");
    assertThat(CURRENT).hasSize(2).containsOnly(onlySpan().getSpanContext());
  }

  @Test
  void call_ofTheAsynchronousStore_isOneSpanThatIsCurrentAtEachRequest() {
    String groupId = store().createGroup(GROUP, HI).group().id();
    forget();

    AsyncMessagingStore.builder()
        .client(table.asyncClient())
        .tableName(table.name())
        .listener(listener)
        .build()
        .createMessage(groupId, HI)
        .join();

    assertThat(onlySpan().getName()).isEqualTo("messaging create-message");
    assertThat(CURRENT).hasSize(2).containsOnly(onlySpan().getSpanContext());
  }

  @Test
  void call_insideOfASpanOfTheProgram_isBelowIt() {
    Span request = telemetry.getTracer("program").spanBuilder("POST /messages").startSpan();

    try (Scope current = request.makeCurrent()) {
      store().createGroup(GROUP, HI);
    }

    assertThat(onlySpan().getParentSpanContext()).isEqualTo(request.getSpanContext());
    assertThat(Span.current().getSpanContext().isValid()).isFalse();
  }

  @Test
  void call_isTimedAsWell() {
    store().createGroup(GROUP, HI);

    assertThat(meters.get("ddb.messaging.calls").timer().count()).isEqualTo(1);
  }

  private MessagingStore store() {
    return MessagingStore.builder()
        .client(table.client())
        .tableName(table.name())
        .listener(listener)
        .build();
  }

  private void forget() {
    exporter.reset();
    CURRENT.clear();
  }

  private SpanData onlySpan() {
    assertThat(exporter.getFinishedSpanItems()).hasSize(1);
    return exporter.getFinishedSpanItems().get(0);
  }
}
