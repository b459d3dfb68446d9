package io.github.ddbmessaging.internal.run;

import static io.github.ddbmessaging.internal.run.Answers.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.internal.run.Failures.Meaning;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

class FailuresTest {
  static List<RuntimeException> lostAnswers() {
    return List.of(
        AbortedException.create("The thread was interrupted"),
        ApiCallTimeoutException.create(1),
        ApiCallAttemptTimeoutException.create(1),
        RetryableException.create("connection closed"),
        SdkClientException.create("no answer", new IOException("reset")),
        SdkClientException.create("no answer", new IllegalStateException(new IOException("reset"))),
        SdkClientException.create("no answer", new UncheckedIOException(new IOException("reset"))));
  }

  static List<RuntimeException> otherFailures() {
    return List.of(
        SdkClientException.create("no credentials"),
        SdkClientException.create("no region", new IllegalStateException("none set")),
        new IllegalStateException("client is closed"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ThrottlingException",
      })
  void of_whenCodeIsOneOfThrottling_isRefusedForNow(String code) {
    assertThat(Failures.of(error(code, 400))).isEqualTo(Meaning.REFUSED);
  }

  @Test
  void of_whenThrottlingComesWithAServerError_isRefusedForNow() {
    assertThat(Failures.of(error("ThrottlingException", 503))).isEqualTo(Meaning.REFUSED);
  }

  @Test
  void of_whenThrottlingHasNoDetails_isKnownByItsClass() {
    assertThat(Failures.of(ProvisionedThroughputExceededException.builder().build()))
        .isEqualTo(Meaning.REFUSED);
  }

  @Test
  void of_whenAPlainWriteMeetsATransaction_isRefusedForNow() {
    assertThat(Failures.of(error("TransactionConflictException", 400))).isEqualTo(Meaning.REFUSED);
  }

  @Test
  void isFailedCondition_whenCodeSaysSo_isTrueWhateverTheClass() {
    assertThat(Failures.isFailedCondition(error("ConditionalCheckFailedException", 400))).isTrue();
  }

  @Test
  void isFailedCondition_whenAnythingElseFailed_isFalse() {
    assertThat(Failures.isFailedCondition(error("ValidationException", 400))).isFalse();
  }

  @Test
  void of_whenTransactionIsInProgress_isInDoubt() {
    assertThat(Failures.of(error("TransactionInProgressException", 400)))
        .isEqualTo(Meaning.IN_DOUBT);
  }

  @ParameterizedTest
  @CsvSource({"InternalServerError, 500", "ServiceUnavailable, 503", "SomethingNew, 599"})
  void of_whenServerFailed_isInDoubt(String code, int status) {
    assertThat(Failures.of(error(code, status))).isEqualTo(Meaning.IN_DOUBT);
  }

  @ParameterizedTest
  @MethodSource("lostAnswers")
  void of_whenAnswerWasLost_isInDoubt(RuntimeException failure) {
    assertThat(Failures.of(failure)).isEqualTo(Meaning.IN_DOUBT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ValidationException",
        "ResourceNotFoundException",
        "AccessDeniedException",
        "IdempotentParameterMismatchException",
      })
  void of_whenServiceRefuses_isFinal(String code) {
    assertThat(Failures.of(error(code, 400))).isEqualTo(Meaning.FINAL);
  }

  @ParameterizedTest
  @MethodSource("otherFailures")
  void of_whenRequestNeverLeft_isFinal(RuntimeException failure) {
    assertThat(Failures.of(failure)).isEqualTo(Meaning.FINAL);
  }

  @Test
  void unrecoverable_whenFailureIsOneOfTheLibrary_isThatOne() {
    MessagingException own = new InvalidInputException("as it was");

    assertThat(Failures.unrecoverable("Query", own, true)).isSameAs(own);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void unrecoverable_whenWriteMayBeApplied_saysSo(boolean mayBeApplied) {
    assertThat(
            Failures.unrecoverable(
                    "TransactWriteItems", error("ValidationException", 400), mayBeApplied)
                .mayHaveTakenEffect())
        .isEqualTo(mayBeApplied);
  }

  @ParameterizedTest
  @CsvSource({
    "ResourceNotFoundException, Query failed: no such table in this region; create it with"
        + " MessagingTable.create()",
    "AccessDeniedException, Query failed: the credentials do not permit it on this table",
    "ValidationException, Query failed: ValidationException",
  })
  void unrecoverable_whenServiceRefuses_saysWhatToDo(String code, String message) {
    DynamoDbException refusal = error(code, 400);

    assertThat(Failures.unrecoverable("Query", refusal, false))
        .isInstanceOf(DynamoDbFailureException.class)
        .hasMessage(message)
        .hasCause(refusal);
  }

  @Test
  void unrecoverable_whenServiceWasNotReached_saysWhatToCheck() {
    assertThat(Failures.unrecoverable("Query", SdkClientException.create("no route"), false))
        .hasMessage(
            "Query failed: DynamoDB was not reached; check endpoint, region, credentials and"
                + " network");
  }

  @Test
  void unrecoverable_whenServiceQuotesValues_doesNotRepeatThem() {
    // Validation errors of the service may quote what was sent.
    assertThat(Failures.unrecoverable("Query", error("ValidationException", 400), false))
        .message()
        .doesNotContain("as the service says");
  }

  @Test
  void ofTable_whenServiceRefuses_namesTableAndReason() {
    assertThat(Failures.ofTable("CreateTable", "t", error("ResourceInUseException", 400)))
        .hasMessage("CreateTable for table t failed: ResourceInUseException: as the service says");
  }

  @Test
  void ofTable_whenServiceWasNotReached_namesTable() {
    assertThat(Failures.ofTable("CreateTable", "t", SdkClientException.create("no route")))
        .message()
        .startsWith("CreateTable for table t failed: DynamoDB was not reached");
  }
}
