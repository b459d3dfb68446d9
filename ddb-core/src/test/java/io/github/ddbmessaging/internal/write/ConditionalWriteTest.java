package io.github.ddbmessaging.internal.write;

import static io.github.ddbmessaging.internal.access.SampleSettings.CAPACITY;
import static io.github.ddbmessaging.internal.access.SampleSettings.FIRST_WAIT;
import static io.github.ddbmessaging.internal.access.SampleSettings.requests;
import static io.github.ddbmessaging.internal.access.SampleSettings.withAttempts;
import static io.github.ddbmessaging.internal.run.Answers.WRITTEN;
import static io.github.ddbmessaging.internal.run.Answers.canceledAt;
import static io.github.ddbmessaging.internal.run.Answers.conditionFailed;
import static io.github.ddbmessaging.internal.run.Answers.error;
import static io.github.ddbmessaging.internal.run.Answers.lost;
import static io.github.ddbmessaging.internal.run.Answers.ofRepeat;
import static io.github.ddbmessaging.internal.run.Answers.reason;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.HEAD;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.MESSAGE;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.SHOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.run.Attempts;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Script;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.write.ConditionalWrite.Applied;
import io.github.ddbmessaging.internal.write.ConditionalWrite.Outcome;
import io.github.ddbmessaging.internal.write.ConditionalWrite.Refused;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import io.github.ddbmessaging.table.Schemas;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

class ConditionalWriteTest {
  private static final List<Action> ACTIONS =
      new GroupWrites("t")
          .refresh(
              new GroupHead(Samples.direct(), null),
              Samples.message(Samples.FIRST, Samples.ANN, "Hi"));
  private static final Map<String, AttributeValue> MESSAGE_ITEM =
      Schemas.MESSAGES.itemToMap(Samples.message(Samples.FIRST, Samples.ANN, "Hi"), true);
  private static final Map<String, AttributeValue> HEAD_ITEM =
      Schemas.HEADS.itemToMap(new GroupHead(Samples.direct(), null), true);
  private static final int HEAD_POSITION = 0;
  private static final int MESSAGE_POSITION = 1;
  private static final int ROW_POSITION = 2;

  /** The two forms, each with what says that it was applied or refused. */
  @SuppressWarnings("ImmutableEnumChecker") // Its fields are never changed.
  enum Form {
    TRANSACTION(WRITTEN, canceledAt(HEAD_POSITION, conditionFailed(HEAD_ITEM))) {
      @Override
      ConditionalWrite write(RequestSettings settings) {
        return ConditionalWrite.transaction(settings, "Trying", "name", ACTIONS);
      }
    },
    PUT(PutItemResponse.builder().build(), error("ConditionalCheckFailedException", 400)) {
      @Override
      ConditionalWrite write(RequestSettings settings) {
        return ConditionalWrite.put(
            settings, "Trying", new GroupWrites("t").putMessage(MESSAGE_ITEM));
      }
    };

    private final Object applied;
    private final RuntimeException refused;

    Form(Object applied, RuntimeException refused) {
      this.applied = applied;
      this.refused = refused;
    }

    abstract ConditionalWrite write(RequestSettings settings);

    Step<Outcome> send() {
      return write(requests()).send();
    }
  }

  static Stream<RuntimeException> lostResponses() {
    return Stream.of(
        lost(), error("InternalServerError", 500), error("TransactionInProgressException", 400));
  }

  static Stream<RuntimeException> refusalsForNow() {
    return Stream.of(
        error("ProvisionedThroughputExceededException", 400),
        error("ThrottlingException", 400),
        error("TransactionConflictException", 400),
        canceledAt(ROW_POSITION, reason("TransactionConflict")),
        canceledAt(ROW_POSITION, reason("ThrottlingError")));
  }

  static Stream<RuntimeException> finalFailures() {
    return Stream.of(
        error("ValidationException", 400),
        error("ResourceNotFoundException", 400),
        canceledAt(ROW_POSITION, reason("ItemCollectionSizeLimitExceeded")));
  }

  static Stream<Arguments> passingFailuresOfEachForm() {
    return Stream.of(Form.values())
        .flatMap(
            form ->
                Stream.concat(lostResponses(), refusalsForNow())
                    .map(failure -> arguments(form, failure)));
  }

  @Test
  void transaction_isOneRequestOfTheActionsInOrder() {
    Script script = new Script(WRITTEN);

    script.run(Form.TRANSACTION.send());

    assertThat(
            script.request(TransactWriteItemsRequest.class).toBuilder()
                .clientRequestToken(null)
                .build())
        .isEqualTo(
            TransactWriteItemsRequest.builder()
                .transactItems(ACTIONS.stream().map(Action::write).toList())
                .returnConsumedCapacity(CAPACITY)
                .build());
  }

  @Test
  void transaction_carriesATokenThatFollowsFromTableAndName() {
    assertThat(token("t", "name"))
        .isEqualTo(token("t", "name"))
        .isNotEqualTo(token("t", "other"))
        .isNotEqualTo(token("other", "name"))
        .isNotEmpty()
        .hasSizeLessThan(37);
  }

  @Test
  void transaction_withoutAName_carriesAnotherTokenEachTime() {
    RequestSettings settings = requests();

    assertThat(token(ConditionalWrite.transaction(settings, "Trying", ACTIONS)))
        .isNotEqualTo(token(ConditionalWrite.transaction(settings, "Trying", ACTIONS)));
  }

  @Test
  void put_isOneConditionalPut() {
    Script script = new Script(Form.PUT.applied);

    script.run(Form.PUT.send());

    assertThat(script.request(PutItemRequest.class))
        .isEqualTo(
            PutItemRequest.builder()
                .tableName("t")
                .item(MESSAGE_ITEM)
                .conditionExpression("attribute_not_exists(#pk)")
                .expressionAttributeNames(Map.of("#pk", "pk"))
                .returnConsumedCapacity(CAPACITY)
                .build());
  }

  @ParameterizedTest
  @EnumSource
  void send_whenItSucceeds_isApplied(Form form) {
    assertThat(new Script(form.applied).run(form.send())).isEqualTo(new Applied(Map.of()));
  }

  @ParameterizedTest
  @MethodSource("passingFailuresOfEachForm")
  void send_whenAFailureIsPassing_sendsTheVerySameAfterAPause(Form form, RuntimeException failure) {
    Script script = new Script(failure, form.applied);

    assertThat(script.run(form.send())).isEqualTo(new Applied(Map.of()));
    assertThat(script.requests()).hasSize(2);
    assertThat(script.requests().get(1)).isEqualTo(script.requests().get(0));
    assertThat(script.pauses()).containsExactly(FIRST_WAIT);
  }

  @ParameterizedTest
  @EnumSource
  void send_whenAConditionFails_isRefusedForSure(Form form) {
    assertThat(refused(form, form.refused))
        .returns(form.refused, Refused::failure)
        .returns(1, refused -> refused.before().number())
        .returns(false, Refused::inDoubt);
  }

  @Test
  void send_whenConditionsOfATransactionFail_tellsWhichAndWhatTheyMet() {
    Refused refused =
        refused(Form.TRANSACTION, canceledAt(MESSAGE_POSITION, conditionFailed(MESSAGE_ITEM)));

    assertThat(refused.by(SHOWN)).isTrue();
    assertThat(refused.itemOf(SHOWN)).isEqualTo(MESSAGE_ITEM);
    assertThat(refused.by(HEAD)).isFalse();
    assertThat(refused.itemOf(HEAD)).isEmpty();
  }

  @Test
  void send_whenTheConditionOfAPutFails_tellsThatItWasThat() {
    Refused refused = refused(Form.PUT, Form.PUT.refused);

    assertThat(refused.by(MESSAGE)).isTrue();
    assertThat(refused.itemOf(MESSAGE)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void send_whenRefusedAfterALostResponse_isInDoubt(Form form) {
    assertThat(refused(form, lost(), form.refused))
        .returns(2, refused -> refused.before().number())
        .returns(true, Refused::inDoubt);
  }

  static Stream<Arguments> refusalsOfRepeatsByTheSdk() {
    return Stream.of(
        arguments(
            Form.TRANSACTION, ofRepeat(canceledAt(HEAD_POSITION, conditionFailed(HEAD_ITEM)))),
        arguments(Form.PUT, ofRepeat(error("ConditionalCheckFailedException", 400))));
  }

  @ParameterizedTest
  @MethodSource("refusalsOfRepeatsByTheSdk")
  void send_whenARepeatByTheSdkIsRefused_isInDoubt(Form form, RuntimeException refusal) {
    assertThat(refused(form, refusal)).returns(true, Refused::inDoubt);
  }

  @ParameterizedTest
  @MethodSource("finalFailures")
  void send_whenAFailureIsFinal_failsAtOnceWithNothingWritten(RuntimeException failure) {
    assertThatExceptionOfType(DynamoDbFailureException.class)
        .isThrownBy(() -> new Script(failure).run(Form.TRANSACTION.send()))
        .withMessageContaining(" failed: TransactWriteItems on table t failed: ")
        .returns(false, DynamoDbFailureException::mayHaveTakenEffect);
  }

  @Test
  void send_whenAPutFails_namesIt() {
    assertThatExceptionOfType(DynamoDbFailureException.class)
        .isThrownBy(() -> new Script(error("ValidationException", 400)).run(Form.PUT.send()))
        .withMessageContaining(" failed: PutItem on table t failed: ");
  }

  /** What three attempts fail with, or fewer if the last failure is final. */
  static Stream<List<RuntimeException>> failuresThatLeaveItInDoubt() {
    RuntimeException throttled = error("ThrottlingException", 400);
    RuntimeException refused = error("AccessDeniedException", 400);
    return Stream.of(
        List.of(lost(), lost(), lost()),
        List.of(lost(), throttled, throttled),
        List.of(ofRepeat(error("ThrottlingException", 400)), throttled, throttled),
        List.of(lost(), refused),
        List.of(ofRepeat(error("AccessDeniedException", 400))),
        List.of(ofRepeat(error("ExpiredTokenException", 400))));
  }

  @ParameterizedTest
  @MethodSource("failuresThatLeaveItInDoubt")
  void send_whenAnAttemptMayBeApplied_failsSayingSo(List<RuntimeException> failures) {
    assertThatExceptionOfType(MessagingException.class)
        .isThrownBy(() -> new Script(failures.toArray()).run(Form.TRANSACTION.send()))
        .returns(true, MessagingException::mayHaveTakenEffect);
  }

  @ParameterizedTest
  @MethodSource("refusalsForNow")
  void send_whenRefusedForNowEveryTime_isGivenUpWithNothingWritten(RuntimeException refusal) {
    assertThatExceptionOfType(RetriesExhaustedException.class)
        .isThrownBy(() -> new Script(refusal, refusal, refusal).run(Form.TRANSACTION.send()))
        .withMessageStartingWith("Trying was given up after 3 attempts")
        .withMessageContaining("Nothing was written")
        .withCause(refusal)
        .returns(false, RetriesExhaustedException::mayHaveTakenEffect);
  }

  @Test
  void send_whenEarlierAttemptsWereSpent_hasOnlyTheRest() {
    Step<Outcome> last = Form.TRANSACTION.write(requests()).send(new Attempts(2, 0));

    assertThatExceptionOfType(RetriesExhaustedException.class)
        .isThrownBy(() -> new Script(lost()).run(last))
        .withMessageContaining("3 attempts");
  }

  @Test
  void head_whenTheConditionMetAHeadOrNone_isThat() {
    RuntimeException metNone = canceledAt(HEAD_POSITION, conditionFailed(Map.of()));

    assertThat(refused(Form.TRANSACTION, Form.TRANSACTION.refused).head())
        .contains(new GroupHead(Samples.direct(), null));
    assertThat(refused(Form.TRANSACTION, metNone).head()).isEmpty();
  }

  @Test
  void head_whenItIsDamaged_failsNamingIt() {
    Map<String, AttributeValue> damaged = ItemKey.head("g-1").attributes();
    Refused refused =
        refused(Form.TRANSACTION, canceledAt(HEAD_POSITION, conditionFailed(damaged)));

    assertThatExceptionOfType(DamagedItemException.class)
        .isThrownBy(refused::head)
        .withMessageContaining("sk='HEAD'");
  }

  @Test
  void pause_whenRefused_waitsAndThenContinues() {
    Script script = new Script();

    String next =
        script.run(
            refused(Form.PUT, Form.PUT.refused).pause(ignored -> new Step.Done<>("next attempt")));

    assertThat(next).isEqualTo("next attempt");
    assertThat(script.pauses()).containsExactly(FIRST_WAIT);
  }

  @Test
  void pause_whenRefusedAtTheLastAttempt_failsInDoubtIfItWas() {
    Refused refused = refused(Form.PUT, lost(), lost(), Form.PUT.refused);

    assertThatExceptionOfType(RetriesExhaustedException.class)
        .isThrownBy(() -> refused.pause(next -> new Step.Done<>("never")))
        .returns(true, RetriesExhaustedException::mayHaveTakenEffect);
  }

  @Test
  void pause_ofAnOperationThatCountsItself_continuesWithItsNextAttempt() {
    Refused refused = refused(Form.PUT, Form.PUT.refused);

    assertThat(new Script().<Integer>run(refused.pause(2, Step.Done::new))).isEqualTo(3);
    assertThatExceptionOfType(RetriesExhaustedException.class)
        .isThrownBy(() -> refused.pause(3, Step.Done::new))
        .withMessageStartingWith("Trying was given up after 3 attempts")
        .returns(false, RetriesExhaustedException::mayHaveTakenEffect);
  }

  private static Refused refused(Form form, Object... responses) {
    return (Refused) new Script(responses).run(form.send());
  }

  private static String token(String tableName, String name) {
    RequestSettings settings = withAttempts(1).requests();
    RequestSettings ofTable =
        new RequestSettings(
            tableName,
            false,
            false,
            settings.capacity(),
            settings.retries(),
            settings.random(),
            settings.ids(),
            settings.clock(),
            false);
    return token(ConditionalWrite.transaction(ofTable, "Trying", name, ACTIONS));
  }

  private static String token(ConditionalWrite write) {
    Script script = new Script(WRITTEN);
    script.run(write.send());
    return script.request(TransactWriteItemsRequest.class).clientRequestToken();
  }
}
