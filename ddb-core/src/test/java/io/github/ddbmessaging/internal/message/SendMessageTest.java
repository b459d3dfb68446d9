package io.github.ddbmessaging.internal.message;

import static io.github.ddbmessaging.internal.access.SampleSettings.FIRST_WAIT;
import static io.github.ddbmessaging.internal.access.SampleSettings.NEXT_KEY;
import static io.github.ddbmessaging.internal.access.SampleSettings.NOW;
import static io.github.ddbmessaging.internal.access.SampleSettings.settings;
import static io.github.ddbmessaging.internal.access.SampleSettings.withAttempts;
import static io.github.ddbmessaging.internal.access.SampleSettings.withListener;
import static io.github.ddbmessaging.internal.access.SampleSettings.withTextLength;
import static io.github.ddbmessaging.internal.run.Answers.NOTHING;
import static io.github.ddbmessaging.internal.run.Answers.NO_ITEMS;
import static io.github.ddbmessaging.internal.run.Answers.WRITTEN;
import static io.github.ddbmessaging.internal.run.Answers.canceledAt;
import static io.github.ddbmessaging.internal.run.Answers.conditionFailed;
import static io.github.ddbmessaging.internal.run.Answers.error;
import static io.github.ddbmessaging.internal.run.Answers.item;
import static io.github.ddbmessaging.internal.run.Answers.lost;
import static io.github.ddbmessaging.internal.run.Answers.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.item.Ids;
import io.github.ddbmessaging.internal.item.Items;
import io.github.ddbmessaging.internal.run.Answers;
import io.github.ddbmessaging.internal.run.Script;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.write.ReKey;
import io.github.ddbmessaging.internal.write.TransactionPlan;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.IdempotencyMarker;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Schemas;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class SendMessageTest {
  private static final MessageGroup SEEN = Samples.direct();
  private static final NewMessage HI = NewMessage.from("ann", "Hi");
  private static final NewMessage KEYED = HI.withIdempotencyKey("order-17");
  private static final Message OWN = Samples.message(SortKey.parse(NEXT_KEY), Samples.ANN, "Hi");
  private static final ReKey RE_KEY = new ReKey("t");

  /** In the transaction into a group of two: the head, two rows deleted, two put, the message. */
  private static final int MARKER_PLACE = 6;

  private static final PutItemResponse PUT = PutItemResponse.builder().build();

  static List<RuntimeException> lostAnswers() {
    return List.of(
        lost(), error("InternalServerError", 500), error("TransactionInProgressException", 400));
  }

  static List<RuntimeException> refusals() {
    return List.of(
        canceledAt(0, reason("TransactionConflict")),
        canceledAt(3, reason("ThrottlingError")),
        error("ThrottlingException", 400),
        error("ProvisionedThroughputExceededException", 400));
  }

  @Test
  void into_whenGroupIsInHand_isOneTransactionAndNoRead() {
    Script script = new Script(WRITTEN);

    script.run(SendMessage.into(settings(), SEEN, HI));

    assertThat(script.requests()).hasSize(1);
    assertThat(writes(script, 0)).isEqualTo(moved(SEEN, OWN));
  }

  @Test
  void into_whenSent_comesToTheMessageAndTheGroupAfterIt() {
    Sent sent = new Script(WRITTEN).run(SendMessage.into(settings(), SEEN, HI));

    assertThat(sent).isEqualTo(new Sent(OWN, SEEN.withNewest(OWN.sortKey())));
  }

  @Test
  void into_whenOnlyTheIdIsKnown_readsTheHeadStronglyFirst() {
    Script script = new Script(item(SEEN), WRITTEN);

    script.run(SendMessage.into(settings(), "g-1", HI));

    assertThat(script.requests().get(0)).isEqualTo(strongly(Items.headKey("g-1")));
    assertThat(writes(script, 1)).isEqualTo(moved(SEEN, OWN));
  }

  @Test
  void into_whenThereIsNoSuchGroup_isRefusedAfterTheReads() {
    Script script = new Script(NOTHING, NO_ITEMS, NO_ITEMS, NOTHING);
    Step<Sent> send = SendMessage.into(settings(), "g-1", HI);

    assertThatExceptionOfType(GroupNotFoundException.class)
        .isThrownBy(() -> script.run(send))
        .withMessageContaining("'g-1'");
  }

  @Test
  void into_whenGroupInHandIsGone_isRefused() {
    Script script = new Script(canceledAt(0, conditionFailed(Map.of())));
    Step<Sent> send = SendMessage.into(settings(), SEEN, HI);

    assertThatExceptionOfType(GroupNotFoundException.class).isThrownBy(() -> script.run(send));
  }

  @Test
  void into_whenTheNewestIsAheadOfTheClock_isAMicrosecondBehindIt() {
    MessageGroup ahead = SEEN.withNewest(SortKey.of(NOW.plusSeconds(5), "m-9"));

    Sent sent = new Script(WRITTEN).run(SendMessage.into(settings(), ahead, HI));

    assertThat(sent.message().sortKey().value()).isEqualTo("2026-11-21T02:00:05.654322Z#id-1");
  }

  @Test
  void into_whenTheNewestIsOfTheSameMicrosecond_isAMicrosecondBehindIt() {
    MessageGroup same = SEEN.withNewest(SortKey.of(NOW, "m-9"));

    Sent sent = new Script(WRITTEN).run(SendMessage.into(settings(), same, HI));

    assertThat(sent.message().sortKey().value()).isEqualTo("2026-11-21T02:00:00.654322Z#id-1");
  }

  @Test
  void into_whenHeadHasMoved_sendsBehindTheReturnedHeadWithoutReadingIt() {
    MessageGroup moved = SEEN.withNewest(SortKey.of(NOW.plusSeconds(5), "m-9"));
    Script script = new Script(headIs(moved), WRITTEN);

    Sent sent = script.run(SendMessage.into(settings(), SEEN, HI));

    assertThat(sent.message().sortKey().value()).isEqualTo("2026-11-21T02:00:05.654322Z#id-1");
    assertThat(script.requests()).hasSize(2);
    assertThat(writes(script, 1)).isEqualTo(moved(moved, sent.message()));
  }

  @Test
  void into_whenHeadHasMovedButIsBehindTheClock_keepsTheTime() {
    MessageGroup moved = SEEN.withNewest(SortKey.of(NOW.minusSeconds(5), "m-9"));
    Script script = new Script(headIs(moved), WRITTEN);

    script.run(SendMessage.into(settings(), SEEN, HI));

    assertThat(writes(script, 1)).isEqualTo(moved(moved, OWN));
  }

  @Test
  void into_whenHeadHasMoved_carriesAnotherToken() {
    MessageGroup moved = SEEN.withNewest(SortKey.of(NOW.minusSeconds(5), "m-9"));
    Script script = new Script(headIs(moved), WRITTEN);

    script.run(SendMessage.into(settings(), SEEN, HI));

    assertThat(transaction(script, 1).clientRequestToken())
        .isNotEqualTo(transaction(script, 0).clientRequestToken());
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void into_whenRefusedForNow_sendsTheVerySameRequestAgain(RuntimeException refusal) {
    Script script = new Script(refusal, WRITTEN);

    script.run(SendMessage.into(settings(), SEEN, HI));

    assertThat(script.requests().get(1)).isEqualTo(script.requests().get(0));
  }

  @ParameterizedTest
  @MethodSource("lostAnswers")
  void into_whenAnswerWasLost_sendsTheVerySameRequestAgain(RuntimeException failure) {
    Script script = new Script(failure, WRITTEN);

    script.run(SendMessage.into(settings(), SEEN, HI));

    assertThat(script.requests().get(1)).isEqualTo(script.requests().get(0));
  }

  @Test
  void into_whenTried_carriesATokenOfAtMost36Characters() {
    Script script = new Script(WRITTEN);

    script.run(SendMessage.into(settings(), SEEN, HI));

    assertThat(transaction(script, 0).clientRequestToken()).isNotEmpty().hasSizeLessThan(37);
  }

  @Test
  void into_whenTriedAgain_waitsLongerEachTime() {
    TransactionCanceledException conflict = canceledAt(0, reason("TransactionConflict"));
    Script script = new Script(conflict, conflict, WRITTEN);

    script.run(SendMessage.into(settings(), SEEN, HI));

    assertThat(script.pauses()).containsExactly(FIRST_WAIT, FIRST_WAIT.multipliedBy(2));
  }

  @Test
  void into_whenAnswerWasLostAndTheHeadIsOwn_wasSent() {
    MessageGroup own = SEEN.withNewest(OWN.sortKey());
    Script script = new Script(lost(), headIs(own));

    assertThat(script.run(SendMessage.into(settings(), SEEN, HI))).isEqualTo(new Sent(OWN, own));
  }

  @Test
  void into_whenAnswerWasLostAndTheMessageWasOvertaken_wasSent() {
    MessageGroup overtaken = SEEN.withNewest(SortKey.of(NOW.plusSeconds(5), "m-9"));
    Script script = new Script(lost(), headIs(overtaken), item(OWN));

    assertThat(script.run(SendMessage.into(settings(), SEEN, HI)))
        .isEqualTo(new Sent(OWN, overtaken));
  }

  @Test
  void into_whenAnswerWasLostAndTheHeadHasMoved_looksForItsMessageStrongly() {
    MessageGroup overtaken = SEEN.withNewest(SortKey.of(NOW.plusSeconds(5), "m-9"));
    Script script = new Script(lost(), headIs(overtaken), item(OWN));

    script.run(SendMessage.into(settings(), SEEN, HI));

    assertThat(script.requests().get(2)).isEqualTo(strongly(Items.key("MSG#g-1", NEXT_KEY)));
  }

  @Test
  void into_whenAnswerWasLostAndTheMessageIsNotThere_sendsBehindTheHead() {
    MessageGroup moved = SEEN.withNewest(SortKey.of(NOW.plusSeconds(5), "m-9"));
    Script script = new Script(lost(), headIs(moved), NOTHING, WRITTEN);

    Sent sent = script.run(SendMessage.into(settings(), SEEN, HI));

    assertThat(writes(script, 3)).isEqualTo(moved(moved, sent.message()));
  }

  @Test
  void into_whenAnswerWasLostAndLookingForTheMessageFails_mayBeSent() {
    MessageGroup overtaken = SEEN.withNewest(SortKey.of(NOW.plusSeconds(5), "m-9"));
    Script script = new Script(lost(), headIs(overtaken), error("AccessDeniedException", 400));
    Step<Sent> send = SendMessage.into(settings(), SEEN, HI);

    assertThatExceptionOfType(DynamoDbFailureException.class)
        .isThrownBy(() -> script.run(send))
        .withMessageStartingWith("GetItem failed: ")
        .returns(true, DynamoDbFailureException::mayHaveTakenEffect);
  }

  @Test
  void into_whenKeyWasUsedAndReadingTheHeadFails_mayBeSent() {
    Message first = Samples.message(Samples.FIRST, Samples.ANN, "Before");
    Script script = new Script(markerIs(first), error("AccessDeniedException", 400));
    Step<Sent> send = SendMessage.into(settings(), SEEN, KEYED);

    assertThatExceptionOfType(DynamoDbFailureException.class)
        .isThrownBy(() -> script.run(send))
        .returns(true, DynamoDbFailureException::mayHaveTakenEffect);
  }

  @Test
  void into_whenKeyWasUsedAndReadingTheMessageFails_mayBeSent() {
    Message first = Samples.message(Samples.FIRST, Samples.ANN, "Before");
    Script script = new Script(markerIs(first), item(SEEN), error("AccessDeniedException", 400));
    Step<Sent> send = SendMessage.into(settings(), SEEN, KEYED);

    assertThatExceptionOfType(DynamoDbFailureException.class)
        .isThrownBy(() -> script.run(send))
        .returns(true, DynamoDbFailureException::mayHaveTakenEffect);
  }

  @Test
  void into_whenKeyIsGiven_putsAMarkerThatExpiresAfterTheWindow() {
    Script script = new Script(WRITTEN);

    script.run(SendMessage.into(settings(), SEEN, KEYED));

    IdempotencyMarker marker =
        new IdempotencyMarker(
            "g-1", "order-17", OWN.sortKey(), Instant.parse("2026-11-22T02:00:00Z"));
    assertThat(writes(script, 0).get(MARKER_PLACE))
        .isEqualTo(RE_KEY.putMarker(marker, NOW).write());
  }

  @Test
  void into_whenKeyWasUsed_comesToTheFirstMessageAndTheGroupAsItIs() {
    Message first = Samples.message(Samples.FIRST, Samples.ANN, "Before");
    Script script = new Script(markerIs(first), item(SEEN), item(first));

    assertThat(script.run(SendMessage.into(settings(), SEEN, KEYED)))
        .isEqualTo(new Sent(first, SEEN));
  }

  @Test
  void into_whenKeyWasUsed_readsHeadAndMessageStrongly() {
    Message first = Samples.message(Samples.FIRST, Samples.ANN, "Before");
    Script script = new Script(markerIs(first), item(SEEN), item(first));

    script.run(SendMessage.into(settings(), SEEN, KEYED));

    assertThat(script.requests().subList(1, 3))
        .containsExactly(
            strongly(Items.headKey("g-1")), strongly(Items.key("MSG#g-1", Samples.FIRST.value())));
  }

  @Test
  void into_whenKeyWasUsedAndTheHeadHasMoved_comesToTheFirstMessage() {
    Message first = Samples.message(Samples.FIRST, Samples.ANN, "Before");
    CancellationReason none = reason("None");
    TransactionCanceledException both =
        Answers.canceled(
            headIs(SEEN).cancellationReasons().get(0),
            none,
            none,
            none,
            none,
            none,
            markerIs(first).cancellationReasons().get(MARKER_PLACE));
    Script script = new Script(both, item(SEEN), item(first));

    assertThat(script.run(SendMessage.into(settings(), SEEN, KEYED)).message()).isEqualTo(first);
  }

  @Test
  void into_whenKeyWasUsedByAnotherSender_isRefused() {
    Message first = Samples.message(Samples.FIRST, Samples.BOB, "Before");
    Script script = new Script(markerIs(first), item(SEEN), item(first));
    Step<Sent> send = SendMessage.into(settings(), SEEN, KEYED);

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> script.run(send))
        .withMessageContaining("another sender");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TransactionConflict", "ThrottlingError", "None"})
  void into_whenAStrangerMakesUpAGroup_doesNotTellThatTheKeyWasUsed(String reasonOfHead) {
    User eve = new User("eve", "Eve", "eve");
    MessageGroup madeUp =
        new MessageGroup("g-1", Samples.FIRST, List.of(Samples.ANN, eve), null, Samples.MADE_AT, 1);
    CancellationReason none = reason("None");
    TransactionCanceledException canceled =
        Answers.canceled(
            reason(reasonOfHead),
            none,
            none,
            none,
            none,
            none,
            markerIs(OWN).cancellationReasons().get(MARKER_PLACE));
    Script script = new Script(canceled, item(SEEN));
    NewMessage keyed = NewMessage.from("eve", "Hi").withIdempotencyKey("order-17");
    Step<Sent> send = SendMessage.into(settings().actingAs("eve"), madeUp, keyed);

    assertThatExceptionOfType(NotAMemberException.class).isThrownBy(() -> script.run(send));
  }

  @Test
  void into_whenTheMarkerIsOfALostAttemptWhoseMessageWasDeleted_wasSent() {
    Script script = new Script(lost(), markerIs(OWN), item(SEEN), NOTHING);

    Sent sent = script.run(SendMessage.into(settings(), SEEN, KEYED));

    assertThat(sent.message()).isEqualTo(OWN);
  }

  @Test
  void into_whenTheMessageOfTheKeyIsGone_isRefused() {
    Message first = Samples.message(Samples.FIRST, Samples.ANN, "Before");
    Script script = new Script(markerIs(first), item(SEEN), NOTHING);
    Step<Sent> send = SendMessage.into(settings(), SEEN, KEYED);

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> script.run(send))
        .withMessage(
            "The idempotency key was used in this group, and the message is gone; choose a new"
                + " one");
  }

  @Test
  void into_whenKeyWasUsedInAGroupThatIsGone_isRefused() {
    Message first = Samples.message(Samples.FIRST, Samples.ANN, "Before");
    Script script = new Script(markerIs(first), NOTHING);
    Step<Sent> send = SendMessage.into(settings(), SEEN, KEYED);

    assertThatExceptionOfType(GroupNotFoundException.class).isThrownBy(() -> script.run(send));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void into_whenRefusedEveryTime_isGivenUpAndSurelyNotSent(RuntimeException refusal) {
    Script script = new Script(refusal, refusal, refusal);
    Step<Sent> send = SendMessage.into(settings(), SEEN, HI);

    assertThatExceptionOfType(RetriesExhaustedException.class)
        .isThrownBy(() -> script.run(send))
        .withMessageContaining("Nothing was written")
        .withCause(refusal)
        .returns(false, RetriesExhaustedException::mayHaveTakenEffect);
  }

  @Test
  void into_whenHeadMovesEveryTime_isGivenUpAndSurelyNotSent() {
    TransactionCanceledException moved = headIs(SEEN.withNewest(SortKey.of(NOW, "m-9")));
    Script script = new Script(moved, moved, moved, moved);
    Step<Sent> send = SendMessage.into(settings(), SEEN, HI);

    assertThatExceptionOfType(RetriesExhaustedException.class)
        .isThrownBy(() -> script.run(send))
        .returns(false, RetriesExhaustedException::mayHaveTakenEffect);
  }

  @ParameterizedTest
  @MethodSource("lostAnswers")
  void into_whenEveryAnswerWasLost_isGivenUpAndMayBeSent(RuntimeException failure) {
    Script script = new Script(failure, failure, failure);
    Step<Sent> send = SendMessage.into(settings(), SEEN, HI);

    assertThatExceptionOfType(RetriesExhaustedException.class)
        .isThrownBy(() -> script.run(send))
        .withMessageContaining("It may have been done")
        .returns(true, RetriesExhaustedException::mayHaveTakenEffect);
  }

  @Test
  void into_whenTheGroupInHandIsOld_goesOnAtOnceWithTheOneThatThereIs() {
    MessageGroup moved = SEEN.withNewest(SortKey.of(NOW.minusSeconds(1), "m-9"));
    Script script = new Script(headIs(moved), WRITTEN);

    Sent sent = script.run(SendMessage.into(withAttempts(1), SEEN, HI));

    assertThat(sent.group()).isEqualTo(moved.withNewest(OWN.sortKey()));
    assertThat(script.pauses()).isEmpty();
  }

  @Test
  void into_whenTheHeadMovesOnceMore_isSentAfterAPause() {
    MessageGroup moved = SEEN.withNewest(SortKey.of(NOW.minusSeconds(2), "m-8"));
    MessageGroup again = SEEN.withNewest(SortKey.of(NOW.minusSeconds(1), "m-9"));
    Script script = new Script(headIs(moved), headIs(again), WRITTEN);

    script.run(SendMessage.into(settings(), SEEN, HI));

    assertThat(script.pauses()).containsExactly(FIRST_WAIT);
  }

  /** The client has repeated the request itself, and tells of its last try alone. */
  static List<DynamoDbException> refusalsOfRepeats() {
    return List.of(
        ofRepeat(error("ThrottlingException", 400)),
        ofRepeat(error("AccessDeniedException", 400)),
        ofRepeat(error("ExpiredTokenException", 400)));
  }

  @ParameterizedTest
  @MethodSource("refusalsOfRepeats")
  void into_whenTheClientHasRepeatedTheRequest_mayBeSent(DynamoDbException refusal) {
    Script script = new Script(refusal);
    Step<Sent> send = SendMessage.into(withAttempts(1), SEEN, HI);

    assertThatExceptionOfType(MessagingException.class)
        .isThrownBy(() -> script.run(send))
        .returns(true, MessagingException::mayHaveTakenEffect);
  }

  @Test
  void into_whenTheClientHasRepeatedTheRequestAndTheHeadHasMoved_looksForTheMessage() {
    MessageGroup moved = SEEN.withNewest(SortKey.of(NOW, "m-9"));
    Script script =
        new Script(ofRepeat(error("ThrottlingException", 400)), headIs(moved), item(OWN));

    assertThat(script.run(SendMessage.into(settings(), SEEN, HI)).message()).isEqualTo(OWN);
  }

  @Test
  void into_whenOnlyTheFirstAnswerWasLost_isGivenUpAndMayBeSent() {
    Script script =
        new Script(lost(), error("ThrottlingException", 400), error("ThrottlingException", 400));
    Step<Sent> send = SendMessage.into(settings(), SEEN, HI);

    assertThatExceptionOfType(RetriesExhaustedException.class)
        .isThrownBy(() -> script.run(send))
        .returns(true, RetriesExhaustedException::mayHaveTakenEffect);
  }

  @Test
  void into_whenALostAttemptIsKnownNotToBeApplied_isGivenUpAndSurelyNotSent() {
    MessageGroup moved = SEEN.withNewest(SortKey.of(NOW, "m-9"));
    Script script =
        new Script(
            lost(),
            headIs(moved),
            NOTHING,
            canceledAt(0, reason("TransactionConflict")),
            canceledAt(0, reason("TransactionConflict")));
    Step<Sent> send = SendMessage.into(settings(), SEEN, HI);

    assertThatExceptionOfType(RetriesExhaustedException.class)
        .isThrownBy(() -> script.run(send))
        .returns(false, RetriesExhaustedException::mayHaveTakenEffect);
  }

  @Test
  void into_whenThereIsOnlyOneAttempt_isNotRepeated() {
    Script script = new Script(canceledAt(0, reason("TransactionConflict")));
    Step<Sent> send = SendMessage.into(withAttempts(1), SEEN, HI);

    assertThatExceptionOfType(RetriesExhaustedException.class)
        .isThrownBy(() -> script.run(send))
        .withMessageContaining("1 attempt");
  }

  @Test
  void into_whenServiceRefusesForGood_failsAtOnce() {
    Script script = new Script(error("ResourceNotFoundException", 400));
    Step<Sent> send = SendMessage.into(settings(), SEEN, HI);

    assertThatExceptionOfType(DynamoDbFailureException.class)
        .isThrownBy(() -> script.run(send))
        .withMessageStartingWith("TransactWriteItems failed: ")
        .returns(false, DynamoDbFailureException::mayHaveTakenEffect);
  }

  @Test
  void into_whenServiceRefusesForGoodAfterALostAnswer_mayBeSent() {
    Script script = new Script(lost(), error("ValidationException", 400));
    Step<Sent> send = SendMessage.into(settings(), SEEN, HI);

    assertThatExceptionOfType(DynamoDbFailureException.class)
        .isThrownBy(() -> script.run(send))
        .returns(true, DynamoDbFailureException::mayHaveTakenEffect);
  }

  @Test
  void into_whenCancelledForAnotherReason_failsAtOnce() {
    Script script = new Script(canceledAt(1, reason("ItemCollectionSizeLimitExceeded")));
    Step<Sent> send = SendMessage.into(settings(), SEEN, HI);

    assertThatExceptionOfType(DynamoDbFailureException.class)
        .isThrownBy(() -> script.run(send))
        .returns(false, DynamoDbFailureException::mayHaveTakenEffect);
  }

  @Test
  void into_whenReturnedHeadIsDamaged_failsNamingIt() {
    Map<String, AttributeValue> damaged = Items.headKey("g-1");
    Script script = new Script(canceledAt(0, conditionFailed(damaged)));
    Step<Sent> send = SendMessage.into(settings(), SEEN, HI);

    assertThatExceptionOfType(DamagedItemException.class)
        .isThrownBy(() -> script.run(send))
        .withMessageContaining("sk='HEAD'");
  }

  @Test
  void into_whenSenderIsNoMemberOfTheGroupInHand_isRefusedBeforeAnyRequest() {
    assertThatExceptionOfType(NotAMemberException.class)
        .isThrownBy(() -> SendMessage.into(settings(), SEEN, NewMessage.from("eve", "Hi")))
        .withMessageContaining("'eve'");
  }

  @Test
  void into_whenSenderIsNoMemberAsTheHeadSays_isRefusedAfterTheRead() {
    Script script = new Script(item(SEEN));
    Step<Sent> send = SendMessage.into(settings(), "g-1", NewMessage.from("eve", "Hi"));

    assertThatExceptionOfType(NotAMemberException.class).isThrownBy(() -> script.run(send));
  }

  @Test
  void into_whenGroupInHandNamesAStrangerAsMember_isRefusedByTheTrueHead() {
    MessageGroup forged =
        new MessageGroup(
            "g-1",
            Samples.FIRST,
            List.of(Samples.ANN, new User("eve", "Eve", "eve")),
            null,
            Samples.MADE_AT,
            1);
    Script script = new Script(headIs(SEEN));
    Step<Sent> send = SendMessage.into(settings(), forged, NewMessage.from("eve", "Hi"));

    assertThatExceptionOfType(NotAMemberException.class).isThrownBy(() -> script.run(send));
  }

  @Test
  void into_whenActingForAnother_isRefusedBeforeAnyRequest() {
    StoreSettings asBob = settings().actingAs("bob");

    assertThatExceptionOfType(NotAMemberException.class)
        .isThrownBy(() -> SendMessage.into(asBob, "g-1", HI))
        .withMessageContaining("'bob'");
  }

  @Test
  void into_whenActingForTheSender_sends() {
    Script script = new Script(WRITTEN);

    script.run(SendMessage.into(settings().actingAs("ann"), SEEN, HI));

    assertThat(writes(script, 0)).isEqualTo(moved(SEEN, OWN));
  }

  @Test
  void into_whenActingAndThereIsNoSuchGroup_isRefusedAsIfThereWere() {
    Script none = new Script(NOTHING, NO_ITEMS, NO_ITEMS, NOTHING);
    Script foreign = new Script(item(SEEN));
    StoreSettings asEve = settings().actingAs("eve");
    Step<Sent> toNone = SendMessage.into(asEve, "g-1", NewMessage.from("eve", "Hi"));
    Step<Sent> toForeign = SendMessage.into(asEve, "g-1", NewMessage.from("eve", "Hi"));

    assertThat(refusal(none, toNone)).hasMessage(refusal(foreign, toForeign).getMessage());
  }

  @Test
  void into_whenTextIsTooLong_isRefusedBeforeAnyRequest() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(
            () -> SendMessage.into(settings(), "g-1", NewMessage.from("ann", "x".repeat(11))));
  }

  @Test
  void into_whenItemWouldBeTooLarge_isRefusedBeforeAnyRequest() {
    NewMessage large = NewMessage.from("ann", "\u20ac".repeat(Limits.ITEM_BYTES / 3));

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> SendMessage.into(withTextLength(Limits.ITEM_BYTES), SEEN, large))
        .withMessageContaining("bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a#b", "a\nb"})
  void into_whenGroupIdIsInvalid_isRefusedBeforeAnyRequest(String groupId) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> SendMessage.into(settings(), groupId, HI));
  }

  @Test
  void into_whenSomebodyListens_asksForConsumedUnits() {
    Script script = new Script(WRITTEN);

    script.run(SendMessage.into(withListener(report -> {}), SEEN, HI));

    assertThat(transaction(script, 0).returnConsumedCapacity())
        .isEqualTo(ReturnConsumedCapacity.INDEXES);
  }

  @Test
  void intoNew_whenDirect_isOneTransactionIntoTheGroupOfTheTwo() {
    Script script = new Script(WRITTEN);

    Sent sent = script.run(SendMessage.intoNew(settings(), direct(), HI));

    MessageGroup made = madeBy(Ids.directGroup(direct().members()), direct());
    assertThat(script.requests()).hasSize(1);
    assertThat(writes(script, 0)).isEqualTo(made(made, sent.message()));
  }

  @Test
  void intoNew_whenMade_comesToTheGroupInItsFirstVersion() {
    Sent sent = new Script(WRITTEN).run(SendMessage.intoNew(settings(), direct(), HI));

    assertThat(sent.group()).isEqualTo(madeBy(Ids.directGroup(direct().members()), direct()));
  }

  @Test
  void intoNew_whenTitled_isANewGroupEachTime() {
    StoreSettings settings = settings();

    Sent one = new Script(WRITTEN).run(SendMessage.intoNew(settings, trip(), HI));
    Sent other = new Script(WRITTEN).run(SendMessage.intoNew(settings, trip(), HI));

    assertThat(one.group().id()).isNotEqualTo(other.group().id());
  }

  @Test
  void intoNew_whenTitledWithKey_isTheGroupOfSenderAndKey() {
    Sent sent = new Script(WRITTEN).run(SendMessage.intoNew(settings(), trip(), KEYED));

    assertThat(sent.group().id()).isEqualTo(Ids.keyedGroup("ann", "order-17"));
  }

  @Test
  void intoNew_whenGroupExists_sendsIntoIt() {
    MessageGroup existing = SEEN;
    Script script = new Script(headIs(existing), WRITTEN);

    Sent sent = script.run(SendMessage.intoNew(settings(), direct(), HI));

    assertThat(writes(script, 1)).isEqualTo(moved(existing, sent.message()));
  }

  @Test
  void intoNew_whenGroupExistsWithOtherNames_sendsIntoIt() {
    MessageGroup renamed =
        new MessageGroup(
            "g-1",
            Samples.FIRST,
            List.of(new User("bob", "Robert", "rob"), Samples.ANN),
            null,
            Samples.MADE_AT,
            1);
    Script script = new Script(headIs(renamed), WRITTEN);

    Sent sent = script.run(SendMessage.intoNew(settings(), direct(), HI));

    assertThat(sent.group().members()).isEqualTo(renamed.members());
  }

  @Test
  void intoNew_whenGroupExistsWithOtherMembers_isRefused() {
    Script script = new Script(headIs(Samples.titled(List.of(Samples.ANN, Samples.CAT))));
    Step<Sent> send = SendMessage.intoNew(settings(), trip(), KEYED);

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> script.run(send))
        .withMessageContaining("other members");
  }

  @Test
  void intoNew_whenSenderIsNotAmongTheMembers_isRefusedBeforeAnyRequest() {
    assertThatExceptionOfType(NotAMemberException.class)
        .isThrownBy(() -> SendMessage.intoNew(settings(), direct(), NewMessage.from("eve", "Hi")));
  }

  @Test
  void intoNew_whenGroupIsInvalid_isRefusedBeforeAnyRequest() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(
            () -> SendMessage.intoNew(settings(), NewGroup.direct(Samples.ANN, Samples.ANN), HI));
  }

  @Test
  void streamed_whenGroupIsInHand_isOnePutOfTheMessage() {
    Script script = new Script(PUT);

    script.run(SendMessage.into(settings().withStreamedSends(true), SEEN, HI));

    assertThat(script.requests())
        .containsExactly(
            PutItemRequest.builder()
                .tableName("t")
                .item(Schemas.MESSAGES.itemToMap(OWN, true))
                .conditionExpression("attribute_not_exists(#pk)")
                .expressionAttributeNames(Map.of("#pk", "pk"))
                .returnConsumedCapacity(ReturnConsumedCapacity.NONE)
                .build());
  }

  @Test
  void streamed_whenSent_leavesTheGroupAsSeen() {
    Sent sent = new Script(PUT).run(SendMessage.into(settings().withStreamedSends(true), SEEN, HI));

    assertThat(sent).isEqualTo(new Sent(OWN, SEEN));
  }

  @Test
  void streamed_whenOnlyTheIdIsKnown_readsTheHeadFirst() {
    Script script = new Script(item(SEEN), PUT);

    script.run(SendMessage.into(settings().withStreamedSends(true), "g-1", HI));

    assertThat(script.requests().get(0)).isEqualTo(strongly(Items.headKey("g-1")));
  }

  @Test
  void streamed_whenActing_readsTheHeadFirstEvenWithTheGroupInHand() {
    Script script = new Script(item(SEEN), PUT);
    StoreSettings asAnn = settings().actingAs("ann").withStreamedSends(true);

    script.run(SendMessage.into(asAnn, SEEN, HI));

    assertThat(script.requests().get(0)).isEqualTo(strongly(Items.headKey("g-1")));
  }

  @Test
  void streamed_whenAnswerWasLost_putsTheVerySameAgain() {
    Script script = new Script(lost(), PUT);

    script.run(SendMessage.into(settings().withStreamedSends(true), SEEN, HI));

    assertThat(script.requests().get(1)).isEqualTo(script.requests().get(0));
  }

  @Test
  void streamed_whenTheMessageIsThereAfterALostAnswer_wasSent() {
    Script script = new Script(lost(), error("ConditionalCheckFailedException", 400));

    Sent sent = script.run(SendMessage.into(settings().withStreamedSends(true), SEEN, HI));

    assertThat(sent.message()).isEqualTo(OWN);
  }

  @Test
  void streamed_whenTheMessageIsThereButItsMarkerHasExpired_wasSent() {
    Script script = new Script(lost(), canceledAt(0, conditionFailed(Map.of())));

    Sent sent = script.run(SendMessage.into(settings().withStreamedSends(true), SEEN, KEYED));

    assertThat(sent.message()).isEqualTo(OWN);
  }

  @Test
  void streamed_whenServiceRefusesForGood_failsNamingThePut() {
    Script script = new Script(error("ResourceNotFoundException", 400));
    Step<Sent> send = SendMessage.into(settings().withStreamedSends(true), SEEN, HI);

    assertThatExceptionOfType(DynamoDbFailureException.class)
        .isThrownBy(() -> script.run(send))
        .withMessageStartingWith("PutItem failed: ");
  }

  @Test
  void streamed_whenAPutMeetsATransaction_putsTheVerySameAgain() {
    Script script = new Script(error("TransactionConflictException", 400), PUT);

    script.run(SendMessage.into(settings().withStreamedSends(true), SEEN, HI));

    assertThat(script.requests().get(1)).isEqualTo(script.requests().get(0));
  }

  @Test
  void streamed_whenKeyIsGiven_isATransactionOfMessageAndMarker() {
    Script script = new Script(WRITTEN);

    script.run(SendMessage.into(settings().withStreamedSends(true), SEEN, KEYED));

    IdempotencyMarker marker =
        new IdempotencyMarker(
            "g-1", "order-17", OWN.sortKey(), Instant.parse("2026-11-22T02:00:00Z"));
    assertThat(writes(script, 0))
        .containsExactly(RE_KEY.putMessage(OWN).write(), RE_KEY.putMarker(marker, NOW).write());
  }

  @Test
  void streamed_whenAGroupIsMade_isTheSameTransactionAsEver() {
    Script streamed = new Script(WRITTEN);
    Script transactional = new Script(WRITTEN);

    streamed.run(SendMessage.intoNew(settings().withStreamedSends(true), direct(), HI));
    transactional.run(SendMessage.intoNew(settings(), direct(), HI));

    assertThat(streamed.requests()).isEqualTo(transactional.requests());
  }

  private static NewGroup direct() {
    return NewGroup.direct(Samples.ANN, Samples.BOB);
  }

  private static NewGroup trip() {
    return NewGroup.titled("Trip", List.of(Samples.ANN, Samples.BOB));
  }

  private static MessageGroup madeBy(String id, NewGroup group) {
    Instant now = Instant.parse("2026-11-21T02:00:00.654321Z");
    return new MessageGroup(id, OWN.sortKey(), group.members(), group.title(), now, 1);
  }

  private static NotAMemberException refusal(Script script, Step<Sent> send) {
    return catchThrowableOfType(NotAMemberException.class, () -> script.run(send));
  }

  /** The transaction was cancelled because the head is this one. */
  private static TransactionCanceledException headIs(MessageGroup head) {
    return canceledAt(0, conditionFailed(Schemas.HEADS.itemToMap(head, true)));
  }

  /** The transaction was cancelled because the key stands for this message. */
  private static TransactionCanceledException markerIs(Message first) {
    IdempotencyMarker marker =
        new IdempotencyMarker("g-1", "order-17", first.sortKey(), NOW.plus(Duration.ofHours(1)));
    return canceledAt(MARKER_PLACE, conditionFailed(Schemas.MARKERS.itemToMap(marker, true)));
  }

  private static GetItemRequest strongly(Map<String, AttributeValue> key) {
    return GetItemRequest.builder()
        .tableName("t")
        .key(key)
        .consistentRead(true)
        .returnConsumedCapacity(ReturnConsumedCapacity.NONE)
        .build();
  }

  private static List<TransactWriteItem> moved(MessageGroup seen, Message message) {
    return withMessage(RE_KEY.move(seen, message), message);
  }

  private static List<TransactWriteItem> made(MessageGroup group, Message message) {
    return withMessage(RE_KEY.make(group, message), message);
  }

  private static List<TransactWriteItem> withMessage(List<Action> ofGroup, Message message) {
    List<Action> actions = new ArrayList<>(ofGroup);
    actions.add(RE_KEY.putMessage(message));
    return new TransactionPlan(actions).writes();
  }

  private static List<TransactWriteItem> writes(Script script, int request) {
    return transaction(script, request).transactItems();
  }

  private static TransactWriteItemsRequest transaction(Script script, int request) {
    DynamoDbRequest body = script.requests().get(request);
    return (TransactWriteItemsRequest) body;
  }

  private static DynamoDbException ofRepeat(DynamoDbException failure) {
    return (DynamoDbException) failure.toBuilder().numAttempts(2).build();
  }
}
