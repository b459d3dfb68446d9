package io.github.ddbmessaging.internal.run;

import static io.github.ddbmessaging.internal.run.Answers.canceled;
import static io.github.ddbmessaging.internal.run.Answers.error;
import static io.github.ddbmessaging.internal.run.Answers.ofRepeat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeoutException;
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

class ClientFailureTest {
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
            "no response", new UncheckedIOException(new IOException("reset"))),
        // The asynchronous client's own time-out, seven times in twenty sends.
        SdkClientException.create(
            "failed", new IllegalStateException("c", ApiCallAttemptTimeoutException.create(400))),
        // A full pool of connections.
        SdkClientException.create("Acquire operation took longer", new TimeoutException()));
  }

  static List<RuntimeException> failuresOfAClientThatCannotSucceed() {
    return List.of(
        SdkClientException.create("no credentials"),
        SdkClientException.create("no region", new IllegalStateException("none set")),
        new IllegalStateException("Connection pool shut down"),
        new UnsupportedOperationException("an interceptor, after the response"));
  }

  @ParameterizedTest
  @CsvSource({
    "ProvisionedThroughputExceededException, 400, true,  false",
    "RequestLimitExceeded,                   400, true,  false",
    "ThrottlingException,                    400, true,  false",
    "ThrottlingException,                    503, true,  false",
    "TransactionConflictException,           400, true,  false",
    "TransactionInProgressException,         400, true,  true",
    "InternalServerError,                    500, true,  true",
    "ServiceUnavailable,                     503, true,  true",
    "SomethingNew,                           599, true,  true",
    "RequestTimeout,                         408, true,  true",
    "SomethingNew,                           400, false, true",
    "IdempotentParameterMismatchException,   400, false, true",
    "ValidationException,                    400, false, false",
    "ResourceNotFoundException,              400, false, false",
    "AccessDeniedException,                  400, false, false",
  })
  void bothQuestions_whenServiceFails_areAnsweredByCodeAndStatus(
      String code, int status, boolean retryable, boolean mayBeApplied) {
    assertThat(new ClientFailure(error(code, status)))
        .returns(retryable, ClientFailure::isRetryable)
        .returns(mayBeApplied, ClientFailure::mayBeApplied);
  }

  @Test
  void bothQuestions_whenFailureHasNoDetails_areAnsweredByItsClass() {
    assertThat(new ClientFailure(ProvisionedThroughputExceededException.builder().build()))
        .returns(true, ClientFailure::isRetryable)
        .returns(false, ClientFailure::mayBeApplied);
  }

  @ParameterizedTest
  @MethodSource("lostResponses")
  void bothQuestions_whenResponseWasLost_areAnsweredWithYes(RuntimeException failure) {
    assertThat(new ClientFailure(failure))
        .returns(true, ClientFailure::isRetryable)
        .returns(true, ClientFailure::mayBeApplied);
  }

  @ParameterizedTest
  @MethodSource("failuresOfAClientThatCannotSucceed")
  void bothQuestions_whenTheClientItselfFails_isNotSentAgainAndInDoubt(RuntimeException failure) {
    assertThat(new ClientFailure(failure))
        .returns(false, ClientFailure::isRetryable)
        .returns(true, ClientFailure::mayBeApplied);
  }

  @Test
  void mayBeApplied_whenTheClientHadSentItBefore_isTrueWhateverTheAnswer() {
    assertThat(new ClientFailure(ofRepeat(error("ValidationException", 400))))
        .matches(ClientFailure::mayBeApplied);
  }

  @Test
  void isRetryable_whenCausesAreACircle_ends() {
    IllegalStateException inner = new IllegalStateException("inner");
    IllegalStateException outer = new IllegalStateException("outer", inner);
    inner.initCause(outer);

    assertThat(new ClientFailure(outer).isRetryable()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"2, true", "1, false", ", false"})
  void isOfRepeat_whenTheClientCountsItsAttempts_isTrueFromTheSecondOn(
      @Nullable Integer attempts, boolean expected) {
    assertThat(
            new ClientFailure(
                    error("ThrottlingException", 400).toBuilder().numAttempts(attempts).build())
                .isOfRepeat())
        .isEqualTo(expected);
  }

  @Test
  void isFailedCondition_whenCodeSaysSo_isTrueWhateverTheClass() {
    assertThat(new ClientFailure(error("ConditionalCheckFailedException", 400)).isFailedCondition())
        .isTrue();
    assertThat(new ClientFailure(error("ValidationException", 400)).isFailedCondition()).isFalse();
    assertThat(new ClientFailure(canceled()).isFailedCondition()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "ValidationException, true",
    "AccessDeniedException, true",
    "ResourceNotFoundException, false",
    "ThrottlingException, false",
  })
  void isMissingIndex_whenThereIsNoneOrItMayNotBeRead_isTrue(String code, boolean expected) {
    assertThat(new ClientFailure(error(code, 400)).isMissingIndex()).isEqualTo(expected);
  }
}
