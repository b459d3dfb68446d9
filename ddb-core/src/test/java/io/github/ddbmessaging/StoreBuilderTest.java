package io.github.ddbmessaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.StubClient;
import io.github.ddbmessaging.model.CallListener;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.model.SendMode;
import java.time.Duration;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

class StoreBuilderTest {
  private static final DynamoDbClient SYNC = new StubClient().sync();
  private static final DynamoDbAsyncClient ASYNC = new StubClient().async();

  /** Builds without one of the two that are required, with the call that it lacks. */
  static Stream<Arguments> incomplete() {
    return Stream.of(
        lacking("client()", () -> MessagingStore.builder().tableName("t").build()),
        lacking("client()", () -> AsyncMessagingStore.builder().tableName("t").build()),
        lacking("client()", () -> MessagingAdmin.builder().tableName("t").build()),
        lacking("client()", () -> AsyncMessagingAdmin.builder().tableName("t").build()),
        lacking("tableName()", () -> MessagingStore.builder().client(SYNC).build()),
        lacking("tableName()", () -> AsyncMessagingStore.builder().client(ASYNC).build()),
        lacking("tableName()", () -> MessagingAdmin.builder().client(SYNC).build()),
        lacking("tableName()", () -> AsyncMessagingAdmin.builder().client(ASYNC).build()));
  }

  private static Arguments lacking(String call, ThrowingCallable build) {
    return arguments(call, build);
  }

  @ParameterizedTest
  @MethodSource("incomplete")
  void build_whenClientOrTableIsMissing_isRefusedNamingTheCall(
      String call, ThrowingCallable build) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(build)
        .withMessageContaining(call);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Limits.ITEM_BYTES + 1})
  void maxTextLength_whenOutOfBounds_isRefused(int length) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> MessagingStore.builder().maxTextLength(length));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, Limits.ITEM_BYTES})
  void maxTextLength_whenAtItsBounds_isAccepted(int length) {
    assertThat(builder().maxTextLength(length).settings().messages().maxTextLength())
        .isEqualTo(length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT4M59.999999999S", "PT0S", "PT-1S", "PT87600H0.000000001S"})
  void idempotencyWindow_whenOutOfBounds_isRefused(Duration window) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> MessagingStore.builder().idempotencyWindow(window))
        .withMessageContaining(window.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT5M", "PT87600H"})
  void idempotencyWindow_whenAtItsBounds_isAccepted(Duration window) {
    assertThat(builder().idempotencyWindow(window).settings().messages().idempotencyWindow())
        .isEqualTo(window);
  }

  @Test
  void settings_whenNothingIsChosen_areAsDocumented() {
    assertThat(builder().settings().messages())
        .returns(1_024, messages -> messages.maxTextLength())
        .returns(Duration.ofDays(1), messages -> messages.idempotencyWindow())
        .returns(SendMode.TRANSACTIONAL, messages -> messages.sendMode());
  }

  @Test
  void requests_whenNothingIsChosen_areAsDocumented() {
    assertThat(builder().settings().requests())
        .returns("t", RequestSettings::tableName)
        .returns(false, RequestSettings::consistentReads)
        .returns(ReturnConsumedCapacity.NONE, RequestSettings::capacity)
        .returns(RetrySettings.DEFAULT, RequestSettings::retries);
  }

  @Test
  void listener_whenGiven_makesEveryRequestAskForItsCosts() {
    assertThat(
            builder().listener(CallListener.atEnd(report -> {})).settings().requests().capacity())
        .isEqualTo(ReturnConsumedCapacity.INDEXES);
  }

  @Test
  void sendMode_whenStreamed_isKept() {
    assertThat(builder().sendMode(SendMode.STREAMED).settings().messages().sendMode())
        .isEqualTo(SendMode.STREAMED);
  }

  @Test
  void actingAs_whenUserIdIsInvalid_isRefused() {
    MessagingStore store = builder().build();

    assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> store.actingAs("a#b"));
  }

  private static MessagingStore.Builder builder() {
    return MessagingStore.builder().client(SYNC).tableName("t");
  }
}
