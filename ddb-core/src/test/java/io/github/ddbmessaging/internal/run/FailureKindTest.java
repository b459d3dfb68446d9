package io.github.ddbmessaging.internal.run;

import static io.github.ddbmessaging.internal.run.Answers.canceled;
import static io.github.ddbmessaging.internal.run.Answers.error;
import static io.github.ddbmessaging.internal.run.FailureKind.FINAL;
import static io.github.ddbmessaging.internal.run.FailureKind.IN_DOUBT;
import static io.github.ddbmessaging.internal.run.FailureKind.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

class FailureKindTest {
  static List<RuntimeException> lostResponses() {
    return List.of(
        AbortedException.create("The thread was interrupted"),
        ApiCallTimeoutException.create(1),
        ApiCallAttemptTimeoutException.create(1),
        RetryableException.create("connection closed"),
        SdkClientException.create("no response", new IOException("reset")),
        SdkClientException.create(
            "no response", new IllegalStateException(new IOException("reset"))),
        SdkClientException.create(
            "no response", new UncheckedIOException(new IOException("reset"))));
  }

  static List<RuntimeException> requestsThatNeverLeft() {
    return List.of(
        SdkClientException.create("no credentials"),
        SdkClientException.create("no region", new IllegalStateException("none set")),
        new IllegalStateException("client is closed"));
  }

  @ParameterizedTest
  @CsvSource({
    "ProvisionedThroughputExceededException, 400, REFUSED",
    "RequestLimitExceeded,                   400, REFUSED",
    "ThrottlingException,                    400, REFUSED",
    "ThrottlingException,                    503, REFUSED",
    "TransactionConflictException,           400, REFUSED",
    "TransactionInProgressException,         400, IN_DOUBT",
    "InternalServerError,                    500, IN_DOUBT",
    "ServiceUnavailable,                     503, IN_DOUBT",
    "SomethingNew,                           599, IN_DOUBT",
    "ValidationException,                    400, FINAL",
    "ResourceNotFoundException,              400, FINAL",
    "AccessDeniedException,                  400, FINAL",
    "IdempotentParameterMismatchException,   400, FINAL",
  })
  void of_whenServiceFails_isKnownByCodeAndStatus(String code, int status, FailureKind expected) {
    assertThat(FailureKind.of(error(code, status))).isEqualTo(expected);
  }

  @Test
  void of_whenFailureHasNoDetails_isKnownByItsClass() {
    assertThat(FailureKind.of(ProvisionedThroughputExceededException.builder().build()))
        .isEqualTo(REFUSED);
  }

  @ParameterizedTest
  @MethodSource("lostResponses")
  void of_whenResponseWasLost_isInDoubt(RuntimeException failure) {
    assertThat(FailureKind.of(failure)).isEqualTo(IN_DOUBT);
  }

  @ParameterizedTest
  @MethodSource("requestsThatNeverLeft")
  void of_whenRequestNeverLeft_isFinal(RuntimeException failure) {
    assertThat(FailureKind.of(failure)).isEqualTo(FINAL);
  }

  @ParameterizedTest
  @CsvSource({"2, true", "1, false", ", false"})
  void isOfRepeat_whenTheClientCountsItsAttempts_isTrueFromTheSecondOn(
      @Nullable Integer attempts, boolean expected) {
    assertThat(
            FailureKind.isOfRepeat(
                error("ThrottlingException", 400).toBuilder().numAttempts(attempts).build()))
        .isEqualTo(expected);
  }

  @Test
  void isOfRepeat_whenNotOfTheClient_isFalse() {
    assertThat(FailureKind.isOfRepeat(new IllegalStateException("closed"))).isFalse();
  }

  @Test
  void isFailedCondition_whenCodeSaysSo_isTrueWhateverTheClass() {
    assertThat(FailureKind.isFailedCondition(error("ConditionalCheckFailedException", 400)))
        .isTrue();
    assertThat(FailureKind.isFailedCondition(error("ValidationException", 400))).isFalse();
    assertThat(FailureKind.isFailedCondition(canceled())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "ValidationException, true",
    "AccessDeniedException, true",
    "ResourceNotFoundException, false",
    "ThrottlingException, false",
  })
  void isMissingIndex_whenThereIsNoneOrItMayNotBeRead_isTrue(String code, boolean expected) {
    assertThat(FailureKind.isMissingIndex(error(code, 400))).isEqualTo(expected);
  }
}
