package io.github.ddbmessaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.internal.run.StubClient;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.RetrySettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreBuilderTest {
  @Test
  void build_whenClientIsMissing_isRefusedNamingTheCall() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> MessagingStore.builder().tableName("t").build())
        .withMessageContaining("client()");
  }

  @Test
  void buildAsync_whenClientIsMissing_isRefusedNamingTheCall() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> AsyncMessagingStore.builder().tableName("t").build())
        .withMessageContaining("client()");
  }

  @Test
  void build_whenTableIsMissing_isRefusedNamingTheCall() {
    MessagingStore.Builder builder = MessagingStore.builder().client(new StubClient().sync());

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(builder::build)
        .withMessageContaining("tableName()");
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
    assertThat(MessagingStore.builder().tableName("t").maxTextLength(length).settings())
        .returns(length, settings -> settings.maxTextLength());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.999999999S", "PT0S", "PT-1S", "PT87600H0.000000001S"})
  void idempotencyWindow_whenOutOfBounds_isRefused(Duration window) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> MessagingStore.builder().idempotencyWindow(window))
        .withMessageContaining(window.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1S", "PT87600H"})
  void idempotencyWindow_whenAtItsBounds_isAccepted(Duration window) {
    assertThat(MessagingStore.builder().tableName("t").idempotencyWindow(window).settings())
        .returns(window, settings -> settings.idempotencyWindow());
  }

  @Test
  void settings_whenNothingIsChosen_areAsDocumented() {
    assertThat(MessagingStore.builder().tableName("t").settings())
        .returns("t", settings -> settings.tableName())
        .returns(1_024, settings -> settings.maxTextLength())
        .returns(RetrySettings.DEFAULT, settings -> settings.retries())
        .returns(Duration.ofDays(1), settings -> settings.idempotencyWindow())
        .returns(false, settings -> settings.consistentReads())
        .returns(false, settings -> settings.streamedSends());
  }

  @Test
  void settings_whenSendsAreStreamed_sayThat() {
    assertThat(MessagingStore.builder().tableName("t").streamedSends().settings().streamedSends())
        .isTrue();
  }

  @Test
  void actingAs_whenUserIdIsInvalid_isRefused() {
    MessagingStore store =
        MessagingStore.builder().client(new StubClient().sync()).tableName("t").build();

    assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> store.actingAs("a#b"));
  }
}
