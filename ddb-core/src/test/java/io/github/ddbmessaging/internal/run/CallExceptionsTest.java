package io.github.ddbmessaging.internal.run;

import static io.github.ddbmessaging.internal.run.Answers.canceled;
import static io.github.ddbmessaging.internal.run.Answers.error;
import static io.github.ddbmessaging.internal.run.Answers.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MessagingException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

class CallExceptionsTest {
  private static final Request<?> QUERY =
      Request.query(QueryRequest.builder().tableName("t").build());

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void unrecoverable_whenWriteMayBeApplied_saysSo(boolean mayBeApplied) {
    assertThat(
            CallExceptions.unrecoverable(QUERY, error("ValidationException", 400), mayBeApplied)
                .mayHaveTakenEffect())
        .isEqualTo(mayBeApplied);
  }

  @ParameterizedTest
  @CsvSource({
    "ExpiredTokenException, Query on table t failed: the credentials have expired; renew them",
    "ResourceNotFoundException, Query on table t failed: no such table in this region; create it"
        + " with MessagingTable.create()",
    "AccessDeniedException, Query on table t failed: the credentials do not permit it on this"
        + " table",
    "ValidationException, Query on table t failed: ValidationException",
  })
  void unrecoverable_whenServiceRefuses_saysWhatToDoAndNotWhatTheServiceQuotes(
      String code, String message) {
    DynamoDbException refusal = error(code, 400);

    assertThat(CallExceptions.unrecoverable(QUERY, refusal, false))
        .isInstanceOf(DynamoDbFailureException.class)
        .hasMessage(message)
        .hasCause(refusal);
  }

  @Test
  void unrecoverable_whenServiceWasNotReached_saysWhatToCheck() {
    assertThat(CallExceptions.unrecoverable(QUERY, SdkClientException.create("no route"), false))
        .hasMessage(
            "Query on table t failed: DynamoDB was not reached; check endpoint, region, credentials"
                + " and network");
  }

  @Test
  void unrecoverable_whenWhatFailedIsKnown_namesItFirst() {
    assertThat(
            CallExceptions.unrecoverable(
                "Sending to message group 'g'", QUERY, error("ValidationException", 400), false))
        .hasMessage(
            "Sending to message group 'g' failed: Query on table t failed: ValidationException");
  }

  @Test
  void unrecoverable_whenTheClientThrewNoExceptionOfTheSdk_saysWhatToLookFor() {
    assertThat(CallExceptions.unrecoverable(QUERY, new IllegalStateException("shut down"), true))
        .hasMessage(
            "Query on table t failed: the client threw java.lang.IllegalStateException; it may"
                + " be closed, or an interceptor of it may fail");
  }

  static Stream<Arguments> cancellations() {
    return Stream.of(
        arguments(canceled(reason("None"), reason("ThrottlingError")), "throttled"),
        arguments(canceled(reason("TransactionConflict")), "SendMode.STREAMED"),
        arguments(canceled(reason("ConditionalCheckFailed"), reason("None")), "SendMode.STREAMED"),
        arguments(
            canceled(reason("ValidationError"), reason("None")),
            "TransactionCanceledException [ValidationError]"));
  }

  @ParameterizedTest
  @MethodSource("cancellations")
  void advice_ofACancelledTransaction_isThatOfItsReasons(RuntimeException canceled, String advice) {
    assertThat(CallExceptions.advice(canceled)).contains(advice);
  }

  @Test
  void ofTable_whenServiceRefuses_namesTableAndReason() {
    assertThat(CallExceptions.ofTable("CreateTable", "t", error("ResourceInUseException", 400)))
        .hasMessage("CreateTable for table t failed: ResourceInUseException: as the service says");
  }

  @Test
  void ofTable_whenServiceWasNotReached_namesTable() {
    assertThat(CallExceptions.ofTable("CreateTable", "t", SdkClientException.create("no route")))
        .message()
        .startsWith("CreateTable for table t failed: DynamoDB was not reached");
  }

  static List<MessagingException> failuresToLeaveAsTheyAre() {
    return List.of(
        new InvalidInputException("no good"),
        new DynamoDbFailureException("no cause", null, false),
        new DynamoDbFailureException("in doubt", new IllegalStateException(), true));
  }

  @ParameterizedTest
  @MethodSource("failuresToLeaveAsTheyAre")
  void inDoubt_whenNothingFailedOrItSaysSoAlready_isTheSame(MessagingException failure) {
    assertThat(CallExceptions.inDoubt(failure)).isSameAs(failure);
  }
}
