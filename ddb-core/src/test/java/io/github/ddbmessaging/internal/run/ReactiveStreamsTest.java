package io.github.ddbmessaging.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.AsyncMessagingAdmin;
import io.github.ddbmessaging.AsyncMessagingStore;
import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.campaign.Clients;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.table.Schemas;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.SkipException;
import org.testng.annotations.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Every rule of Reactive Streams for publishers, by its own test kit. */
class ReactiveStreamsTest {
  private static final long WAIT_MILLIS = 50;

  /** The rules, each a test of the kit. */
  private static final List<Method> RULES =
      Arrays.stream(FlowPublisherVerification.class.getMethods())
          .filter(method -> method.isAnnotationPresent(Test.class))
          // The kit names so what it can't test, and skips it.
          .filter(method -> !method.getName().startsWith("untested"))
          .toList();

  @TestFactory
  Stream<DynamicTest> pagesThatAreThereAtOnce() {
    return rules(pages -> new SamplePages((int) Math.min(pages, Integer.MAX_VALUE)).publisher());
  }

  @TestFactory
  Stream<DynamicTest> pagesThatComeOnOtherThreads() {
    return rules(
        pages ->
            new PagePublisher<>(
                1L,
                number -> CompletableFuture.supplyAsync(() -> "page " + number),
                (number, page) -> number < pages ? Optional.of(number + 1) : Optional.empty()));
  }

  @Tag("long")
  @TestFactory
  Stream<DynamicTest> messages() {
    return rules(pages -> store(pages).listMessagePages("g-1", PageRequest.newestFirst(1)));
  }

  @Tag("long")
  @TestFactory
  Stream<DynamicTest> checks() {
    return rules(pages -> admin(pages).check(TableScan.withPageSize(1)));
  }

  @Tag("long")
  @TestFactory
  Stream<DynamicTest> rebuilds() {
    return rules(pages -> admin(pages).rebuild(TableScan.withPageSize(1)));
  }

  @Tag("long")
  @TestFactory
  Stream<DynamicTest> migrations() {
    return rules(pages -> admin(pages).migrate(TableScan.withPageSize(1)));
  }

  private static Stream<DynamicTest> rules(LongFunction<Flow.Publisher<?>> publisher) {
    assertThat(RULES).hasSizeGreaterThan(25);
    return RULES.stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getName(), () -> verify(rule, publisher)));
  }

  private static void verify(Method rule, LongFunction<Flow.Publisher<?>> publisher)
      throws Throwable {
    Verification verification = new Verification(publisher);
    verification.setUp();
    try {
      rule.invoke(verification);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof SkipException) {
        Assumptions.abort(e.getCause().getMessage());
      }
      throw e.getCause();
    }
  }

  /** The kit's tests of one publisher. */
  private static final class Verification extends FlowPublisherVerification<Object> {
    private final LongFunction<Flow.Publisher<?>> publisher;

    Verification(LongFunction<Flow.Publisher<?>> publisher) {
      super(new TestEnvironment(WAIT_MILLIS, WAIT_MILLIS));
      this.publisher = publisher;
    }

    @Override
    @SuppressWarnings("unchecked") // The kit looks at no element.
    public Flow.Publisher<Object> createFlowPublisher(long elements) {
      return (Flow.Publisher<Object>) publisher.apply(elements);
    }

    @Override
    @SuppressWarnings("NullAway") // The kit's way to say that there is none.
    public Flow.Publisher<Object> createFailedFlowPublisher() {
      return null;
    }
  }

  private static AsyncMessagingStore store(long pages) {
    return AsyncMessagingStore.builder().client(client(pages)).tableName("t").build();
  }

  private static AsyncMessagingAdmin admin(long pages) {
    return AsyncMessagingAdmin.builder().client(client(pages)).tableName("t").build();
  }

  /** A table with so many pages, each of one item. */
  private static DynamoDbAsyncClient client(long pages) {
    AtomicLong read = new AtomicLong();
    return Clients.async(
        request ->
            CompletableFuture.completedFuture(respond(request, read.incrementAndGet(), pages)));
  }

  private static SdkResponse respond(SdkRequest request, long page, long pages) {
    if (request instanceof QueryRequest) {
      return QueryResponse.builder()
          .items(page < pages ? List.of(message(page), message(page + 1)) : List.of(message(page)))
          .build();
    }
    // Of no kind that the library knows, so that an admin only counts it.
    Map<String, AttributeValue> item =
        new ItemKey("OTHER#" + page, String.valueOf(page)).attributes();
    return ScanResponse.builder()
        .items(List.of(item))
        .lastEvaluatedKey(page < pages ? ItemKey.of(message(page)).attributes() : Map.of())
        .build();
  }

  /** Each older than the one before. */
  private static Map<String, AttributeValue> message(long page) {
    SortKey key = SortKey.of(Samples.MADE_AT.minusSeconds(page), "m-" + page);
    return Schemas.MESSAGES.itemToMap(Samples.message(key, Samples.ANN, "Hi"), true);
  }
}
