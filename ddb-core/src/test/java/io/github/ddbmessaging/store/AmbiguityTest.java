package io.github.ddbmessaging.store;

import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.store.Wire.Fault;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Sends whose outcome is lost, refused for a while, or overtaken: each has the effect of one. */
class AmbiguityTest extends StoreTest {
  private static final NewMessage MESSAGE = NewMessage.from("ann", "Once");
  private static final NewMessage KEYED = MESSAGE.withIdempotencyKey("key");
  private static final NewGroup NEW = NewGroup.titled("Lunch", List.of(ANN, BOB, CAT));

  private MessageGroup group;

  @BeforeEach
  void startConversation() {
    group = conversation(ANN, BOB, 1).group();
  }

  /** All after which a repeat of the same request is right. */
  static Stream<Fault> passingFaults() {
    return Stream.of(
        Faults.answerLost(),
        Faults.notSent(),
        Faults.internalError(),
        Faults.throttled(),
        Faults.canceled("TransactionConflict"),
        Faults.canceled("ThrottlingError"),
        Faults.canceled("ProvisionedThroughputExceeded"));
  }

  @ParameterizedTest
  @MethodSource("passingFaults")
  void createMessage_afterAPassingFault_sendsOnce(Fault fault) {
    wire.failNext(fault);

    Sent sent = store.createMessage(group, MESSAGE);

    assertThat(wire.requests()).hasSize(2);
    assertSentOnce(sent);
  }

  @ParameterizedTest
  @MethodSource("passingFaults")
  void createMessage_afterAPassingFaultOfAForgottenToken_sendsOnce(Fault fault) {
    wire.fail(number -> number == 1 ? fault : withoutToken(Fault.NONE));

    Sent sent = store.createMessage(group, MESSAGE);

    assertSentOnce(sent);
  }

  @ParameterizedTest
  @MethodSource("passingFaults")
  void createMessage_withAKeyAfterAPassingFaultOfAForgottenToken_sendsOnce(Fault fault) {
    wire.fail(number -> number == 1 ? fault : withoutToken(Fault.NONE));

    Sent sent = store.createMessage(group, KEYED);

    assertSentOnce(sent);
  }

  @ParameterizedTest
  @MethodSource("passingFaults")
  void createGroup_afterAPassingFault_makesOneGroup(Fault fault) {
    wire.failNext(fault);

    Sent sent = store.createGroup(NEW, MESSAGE);

    assertGroupMadeOnce(sent);
  }

  @ParameterizedTest
  @MethodSource("passingFaults")
  void createGroup_afterAPassingFaultOfAForgottenToken_makesOneGroup(Fault fault) {
    wire.fail(number -> number == 1 ? fault : withoutToken(Fault.NONE));

    Sent sent = store.createGroup(NEW, MESSAGE);

    assertGroupMadeOnce(sent);
  }

  @Test
  void createMessage_afterAllFaultsInTurn_sendsOnce() {
    wire.failNext(passingFaults().toArray(Fault[]::new));

    Sent sent = store.createMessage(group, MESSAGE);

    assertSentOnce(sent);
  }

  @Test
  void createMessage_whenFailuresBeforeAndAfterTheCommitAlternate_sendsOnce() {
    wire.fail(
        number ->
            number > 9 ? Fault.NONE : number % 2 == 1 ? Faults.notSent() : Faults.answerLost());

    Sent sent = store.createMessage(group, MESSAGE);

    assertThat(wire.requests()).hasSize(10);
    assertSentOnce(sent);
  }

  @Test
  void createMessage_whenRepeated_sendsTheSameBytes() {
    wire.failNext(Faults.answerLost(), Faults.notSent());

    store.createMessage(group, KEYED);

    assertThat(wire.requests(TransactWriteItemsRequest.class))
        .hasSize(3)
        .containsOnly(wire.requests(TransactWriteItemsRequest.class).get(0));
  }

  @Test
  void createMessage_whenOvertakenAfterTheAnswerWasLost_returnsTheFirst() {
    wire.failNext(overtakenAfterwards(), withoutToken(Fault.NONE));

    Sent sent = store.createMessage(group, MESSAGE);

    assertThat(texts()).containsExactly("Message 1", "Once", "Overtaking");
    assertThat(store.findMessage(group.id(), sent.message().sortKey())).contains(sent.message());
    assertThat(store.findGroup(group.id())).contains(sent.group());
  }

  @Test
  void createMessage_withAKeyWhenOvertakenAfterTheAnswerWasLost_returnsTheFirst() {
    wire.failNext(overtakenAfterwards(), withoutToken(Fault.NONE));

    Sent sent = store.createMessage(group, KEYED);

    assertThat(texts()).containsExactly("Message 1", "Once", "Overtaking");
    assertThat(store.findGroup(group.id())).contains(sent.group());
  }

  @Test
  void createMessage_whenOvertakenAndThenNotFoundOut_saysThatItMayHaveTakenEffect() {
    wire.failNext(overtakenAfterwards(), withoutToken(Fault.NONE), Faults.notSent());

    assertThat(failureOf(() -> store.createMessage(group, MESSAGE)))
        .isInstanceOf(DynamoDbFailureException.class)
        .returns(true, MessagingException::mayHaveTakenEffect);
    assertThat(texts()).containsExactly("Message 1", "Once", "Overtaking");
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void createMessage_withAKeyWhoseFirstIsNotFoundOut_saysThatItMayHaveTakenEffect(int failing) {
    wire.fail(
        number ->
            number == 1
                ? Faults.answerLost()
                : number == failing ? Faults.notSent() : withoutToken(Fault.NONE));

    assertThat(failureOf(() -> store.createMessage(group, KEYED)))
        .isInstanceOf(DynamoDbFailureException.class)
        .returns(true, MessagingException::mayHaveTakenEffect);
    assertThat(texts()).containsExactly("Message 1", "Once");
  }

  @Test
  void createMessage_whenOvertakenBeforeItGotThere_sendsBehind() {
    wire.failNext(overtakenBefore());

    Sent sent = store.createMessage(group, MESSAGE);

    assertThat(texts()).containsExactly("Message 1", "Overtaking", "Once");
    assertThat(store.findGroup(group.id())).contains(sent.group());
  }

  @Test
  void createGroup_whenOvertakenAfterTheAnswerWasLost_returnsTheFirst() {
    NewGroup direct = NewGroup.direct(ANN, CAT);
    wire.failNext(
        (request, service) -> {
          service.send(request).join();
          openElsewhere().createGroup(direct, NewMessage.from("cat", "Overtaking"));
          return Faults.notSent().strike(request, service);
        },
        withoutToken(Fault.NONE));

    Sent sent = store.createGroup(direct, MESSAGE);

    assertThat(store.listMessages(sent.group().id(), oldestFirst(10)).items())
        .extracting(Message::text)
        .containsExactly("Once", "Overtaking");
    assertThat(store.findGroup(sent.group().id())).contains(sent.group());
  }

  @Test
  void createMessage_whenEveryAnswerIsLost_saysThatItMayHaveTakenEffect() {
    wire.fail(number -> Faults.answerLost());

    assertThat(failureOf(() -> store.createMessage(group, MESSAGE)))
        .isInstanceOf(RetriesExhaustedException.class)
        .returns(true, MessagingException::mayHaveTakenEffect);
    assertThat(wire.requests()).hasSize(AT_ONCE.maxAttempts());
    assertThat(texts()).containsExactly("Message 1", "Once");
  }

  @Test
  void createMessage_whenRepeatedByTheCallerWithItsKey_returnsWhatTookEffect() {
    wire.fail(number -> Faults.answerLost());
    assertThatThrownBy(() -> store.createMessage(group, KEYED))
        .isInstanceOf(RetriesExhaustedException.class);
    wire.clear();

    Sent sent = store.createMessage(group, KEYED);

    assertSentOnce(sent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TransactionConflict", "ThrottlingError"})
  void createMessage_whenEveryAttemptIsCanceled_saysThatNothingWasWritten(String reason) {
    wire.fail(number -> Faults.canceled(reason));

    assertThat(failureOf(() -> store.createMessage(group, MESSAGE)))
        .isInstanceOf(RetriesExhaustedException.class)
        .returns(false, MessagingException::mayHaveTakenEffect);
    assertThat(wire.requests()).hasSize(AT_ONCE.maxAttempts());
    assertThat(texts()).containsExactly("Message 1");
  }

  @Test
  void createMessage_whenEveryAttemptIsThrottled_saysThatNothingWasWritten() {
    wire.fail(number -> Faults.throttled());

    assertThat(failureOf(() -> store.createMessage(group, MESSAGE)))
        .isInstanceOf(RetriesExhaustedException.class)
        .returns(false, MessagingException::mayHaveTakenEffect);
  }

  @Test
  void createMessage_whenThrottledAfterALostAnswer_stillSaysThatItMayHaveTakenEffect() {
    wire.fail(number -> number == 1 ? Faults.answerLost() : Faults.throttled());

    assertThat(failureOf(() -> store.createMessage(group, MESSAGE)))
        .isInstanceOf(RetriesExhaustedException.class)
        .returns(true, MessagingException::mayHaveTakenEffect);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"AccessDeniedException", "ResourceNotFoundException", "ValidationException"})
  void createMessage_whenRefusedForGood_failsAtOnceAndWritesNothing(String errorCode) {
    wire.failNext(Faults.refused(errorCode));

    assertThat(failureOf(() -> store.createMessage(group, MESSAGE)))
        .isInstanceOf(DynamoDbFailureException.class)
        .returns(false, MessagingException::mayHaveTakenEffect);
    assertThat(wire.requests()).hasSize(1);
    assertThat(texts()).containsExactly("Message 1");
  }

  @Test
  void createMessage_whenRefusedForGoodAfterALostAnswer_saysThatItMayHaveTakenEffect() {
    wire.failNext(Faults.answerLost(), Faults.refused("AccessDeniedException"));

    assertThat(failureOf(() -> store.createMessage(group, MESSAGE)))
        .isInstanceOf(DynamoDbFailureException.class)
        .returns(true, MessagingException::mayHaveTakenEffect);
  }

  @Test
  void createMessage_whenCanceledForGood_failsAtOnceAndWritesNothing() {
    wire.failNext(Faults.canceled("ValidationError"));

    assertThat(failureOf(() -> store.createMessage(group, MESSAGE)))
        .isInstanceOf(DynamoDbFailureException.class)
        .returns(false, MessagingException::mayHaveTakenEffect);
    assertThat(wire.requests()).hasSize(1);
  }

  @Test
  void createMessage_whenTheHeadCantBeRead_failsAndWritesNothing() {
    wire.failNext(Faults.notSent());

    assertThat(failureOf(() -> store.createMessage(group.id(), MESSAGE)))
        .isInstanceOf(DynamoDbFailureException.class)
        .returns(false, MessagingException::mayHaveTakenEffect);
    assertThat(texts()).containsExactly("Message 1");
  }

  @Test
  void listMessages_whenTheAnswerIsLost_failsWithTheLibrarysOwnException() {
    wire.failNext(Faults.answerLost());

    assertThatThrownBy(() -> store.listMessages(group.id(), oldestFirst(1)))
        .isInstanceOf(DynamoDbFailureException.class)
        .hasMessageContaining("Query");
  }

  @Test
  void listMessages_whenTheTableDoesNotExist_saysWhatToDo() {
    Table missing = new Table("missing", table.client(), table.asyncClient());

    assertThatThrownBy(() -> kind.open(missing, settings -> {}).listMessages("any", oldestFirst(1)))
        .isInstanceOf(DynamoDbFailureException.class)
        .hasMessageContaining("MessagingTable.create()");
  }

  private void assertSentOnce(Sent sent) {
    wire.clear();
    assertThat(texts()).containsExactly("Message 1", "Once");
    assertThat(store.findMessage(group.id(), sent.message().sortKey())).contains(sent.message());
    assertThat(store.findGroup(group.id())).contains(sent.group());
  }

  private void assertGroupMadeOnce(Sent sent) {
    wire.clear();
    assertThat(store.listMessageGroups("cat", oldestFirst(10)).items()).hasSize(1);
    assertThat(store.listMessages(sent.group().id(), oldestFirst(10)).items())
        .containsExactly(sent.message());
    assertThat(store.findGroup(sent.group().id())).contains(sent.group());
  }

  private List<String> texts() {
    return openElsewhere().listMessages(group.id(), oldestFirst(100)).items().stream()
        .map(Message::text)
        .toList();
  }

  /** The request is done, then another sender's, and only then does the connection break. */
  private Fault overtakenAfterwards() {
    return (request, service) -> {
      service.send(request).join();
      return overtakenBefore().strike(request, service);
    };
  }

  /** Another sender is faster, and then the request does not get there. */
  private Fault overtakenBefore() {
    return (request, service) -> {
      openElsewhere().createMessage(group.id(), NewMessage.from("bob", "Overtaking"));
      return Faults.notSent().strike(request, service);
    };
  }

  /** As if the ten minutes were over for which DynamoDB knows a request again. */
  private static Fault withoutToken(Fault fault) {
    return (request, service) ->
        fault.strike(
            request instanceof TransactWriteItemsRequest write
                ? write.toBuilder().clientRequestToken(null).build()
                : request,
            service);
  }

  private static MessagingException failureOf(ThrowingCallable call) {
    return catchThrowableOfType(MessagingException.class, call);
  }
}
