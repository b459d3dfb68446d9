package io.github.ddbmessaging.message;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.store.Faults;
import io.github.ddbmessaging.store.Messaging;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.store.Table;
import io.github.ddbmessaging.store.Wire.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Sends whose outcome is lost, refused for a while, or overtaken: each has the effect of one. */
class AmbiguityTest extends StoreTest {
  private static final NewMessage MESSAGE = NewMessage.from("ann", "Once");
  private static final NewMessage KEYED = MESSAGE.withIdempotencyKey("key");

  /** After the head come two rows deleted, two put, and the message. */
  private static final int MESSAGE_ACTION = 5;

  private static final int HEAD_ACTION = 0;

  private static final NewGroup TRIO = NewGroup.titled("Lunch", List.of(ANN, BOB, CAT));

  private MessageGroup group;

  /** A way to send, each of which makes one request. */
  @SuppressWarnings("ImmutableEnumChecker") // Its fields are never changed.
  enum Way {
    PLAIN(SendMode.TRANSACTIONAL, MESSAGE),
    WITH_KEY(SendMode.TRANSACTIONAL, KEYED),
    STREAMED(SendMode.STREAMED, MESSAGE),
    STREAMED_WITH_KEY(SendMode.STREAMED, KEYED);

    private final SendMode mode;
    private final NewMessage message;

    Way(SendMode mode, NewMessage message) {
      this.mode = mode;
      this.message = message;
    }

    Sent send(Messaging store, MessageGroup group) {
      return store.withSendMode(mode).createMessage(group, message);
    }
  }

  @BeforeEach
  void startConversation() {
    group = conversation(ANN, BOB, 1).group();
  }

  /** After each of these a repeat of the same request is right. */
  @SuppressWarnings("ImmutableEnumChecker") // Its fields are never changed.
  enum PassingFault {
    RESPONSE_LOST(Faults.responseLost()),
    NOT_SENT(Faults.notSent()),
    INTERNAL_ERROR(Faults.internalError()),
    THROTTLED(Faults.throttled()),
    CONFLICT(Faults.canceled("TransactionConflict")),
    THROTTLED_INSIDE(Faults.canceled("ThrottlingError")),
    OUT_OF_UNITS(Faults.canceled("ProvisionedThroughputExceeded"));

    private final Fault fault;

    PassingFault(Fault fault) {
      this.fault = fault;
    }

    boolean isPossible(Way way) {
      return way != Way.STREAMED || compareTo(CONFLICT) < 0;
    }
  }

  static Stream<Arguments> passingFaultsOfEachWay() {
    return Arrays.stream(PassingFault.values())
        .flatMap(
            fault ->
                Arrays.stream(Way.values())
                    .filter(fault::isPossible)
                    .flatMap(
                        way ->
                            Stream.of(
                                Arguments.of(way, fault, true), Arguments.of(way, fault, false))));
  }

  @ParameterizedTest
  @MethodSource("passingFaultsOfEachWay")
  void createMessage_afterAPassingFault_sendsOnce(
      Way way, PassingFault passing, boolean isTokenKnown) {
    wire.fail(number -> number == 1 ? passing.fault : isTokenKnown ? Fault.NONE : withoutToken());

    Sent sent = way.send(store, group);

    assertSentOnce(sent);
    showIfStreamed(way);
  }

  @ParameterizedTest
  @EnumSource
  void createGroup_afterAPassingFault_makesOneGroup(PassingFault passing) {
    for (Fault ofRepeat : List.of(Fault.NONE, withoutToken())) {
      wire.fail(number -> number == 1 ? passing.fault : ofRepeat);
      Sent sent = store.createGroup(TRIO, MESSAGE);

      assertThat(texts(sent.group())).containsExactly("Once");
      assertThat(openElsewhere().findGroup(sent.group().id())).contains(sent.group());
    }
    assertThat(previews("cat")).containsExactly("Once", "Once");
  }

  @ParameterizedTest
  @EnumSource(names = {"PLAIN", "STREAMED"})
  void createMessage_whenFailuresBeforeAndAfterTheCommitAlternate_sendsOnce(Way way) {
    wire.fail(
        number ->
            number > 9 ? Fault.NONE : number % 2 == 1 ? Faults.notSent() : Faults.responseLost());

    Sent sent = way.send(store, group);

    assertThat(wire.requests()).hasSize(10);
    assertSentOnce(sent);
    showIfStreamed(way);
  }

  @Test
  void createMessage_afterAllFaultsInTurn_sendsOnce() {
    wire.failNext(
        Arrays.stream(PassingFault.values()).map(passing -> passing.fault).toArray(Fault[]::new));

    Sent sent = store.createMessage(group, MESSAGE);

    assertSentOnce(sent);
  }

  @Test
  void createMessage_whenRepeated_sendsTheSameBytes() {
    wire.failNext(Faults.responseLost(), Faults.notSent());

    store.createMessage(group, KEYED);

    assertThat(wire.requests(TransactWriteItemsRequest.class))
        .hasSize(3)
        .containsOnly(wire.requests(TransactWriteItemsRequest.class).get(0));
  }

  @ParameterizedTest
  @EnumSource(names = {"PLAIN", "WITH_KEY"})
  void createMessage_whenOvertakenAfterTheResponseWasLost_returnsTheFirst(Way way) {
    wire.failNext(overtakenAfterwards(), withoutToken());

    Sent sent = way.send(store, group);

    assertThat(texts(group)).containsExactly("Message 1", "Once", "Overtaking");
    assertThat(store.findMessage(sent.message().ref())).contains(sent.message());
    assertThat(store.findGroup(group.id())).contains(sent.group());
  }

  @Test
  void createMessage_whenOvertakenAndThenNotFoundOut_saysThatItMayHaveTakenEffect() {
    wire.failNext(overtakenAfterwards(), withoutReasonOf(MESSAGE_ACTION), Faults.notSent());

    assertThat(failureOf(() -> store.createMessage(group, MESSAGE)))
        .isInstanceOf(DynamoDbFailureException.class)
        .returns(true, MessagingException::mayHaveTakenEffect);
    assertThat(texts(group)).containsExactly("Message 1", "Once", "Overtaking");
  }

  @Test
  void createMessage_withAKeyWhoseFirstIsNotFoundOut_saysThatItMayHaveTakenEffect() {
    wire.failNext(Faults.responseLost(), withoutReasonOf(HEAD_ACTION), Faults.notSent());

    assertThat(failureOf(() -> store.createMessage(group, KEYED)))
        .isInstanceOf(DynamoDbFailureException.class)
        .returns(true, MessagingException::mayHaveTakenEffect);
    assertThat(texts(group)).containsExactly("Message 1", "Once");
  }

  @Test
  void createMessage_whenOvertakenBeforeItGotThere_sendsBehind() {
    wire.failNext(overtakenBefore());

    Sent sent = store.createMessage(group, MESSAGE);

    assertThat(texts(group)).containsExactly("Message 1", "Overtaking", "Once");
    assertThat(store.findGroup(group.id())).contains(sent.group());
  }

  @Test
  void createGroup_whenOvertakenAfterTheResponseWasLost_returnsTheFirst() {
    NewGroup direct = NewGroup.direct(ANN, CAT);
    wire.failNext(
        (request, service) -> {
          service.send(request).join();
          openElsewhere().createGroup(direct, NewMessage.from("cat", "Overtaking"));
          return Faults.notSent().strike(request, service);
        },
        withoutToken());

    Sent sent = store.createGroup(direct, MESSAGE);

    assertThat(texts(sent.group())).containsExactly("Once", "Overtaking");
    assertThat(store.findGroup(sent.group().id())).contains(sent.group());
  }

  @Test
  void createGroup_whenItsMembersChangedAndItsMessageIsGone_saysThatItMayHaveTakenEffect() {
    wire.failNext(doneAndThen(made -> withoutMemberAndNewest(made, "cat")), withoutToken());

    assertThat(failureOf(() -> store.createGroup(TRIO, MESSAGE)))
        .isInstanceOf(RetriesExhaustedException.class)
        .returns(true, MessagingException::mayHaveTakenEffect);
  }

  @Test
  void createMessage_whenItsSenderIsGoneAndItToo_saysThatItMayHaveTakenEffect() {
    MessageGroup trio = store.createGroup(TRIO, MESSAGE).group();
    wire.failNext(doneAndThen(sent -> withoutMemberAndNewest(sent, "bob")), withoutToken());

    assertThat(failureOf(() -> store.createMessage(trio, NewMessage.from("bob", "Twice?"))))
        .isInstanceOf(RetriesExhaustedException.class)
        .returns(true, MessagingException::mayHaveTakenEffect);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void createMessage_withAKeyWhenItsSenderIsGone_saysThatItMayHaveTakenEffect(boolean acting) {
    MessageGroup trio = store.createGroup(TRIO, MESSAGE).group();
    NewMessage keyed = NewMessage.from("bob", "Twice?").withIdempotencyKey("key");
    wire.failNext(
        doneAndThen(shown -> openElsewhere().removeMember(shown.groupId(), "bob")), withoutToken());

    assertThat(failureOf(() -> (acting ? store.actingAs("bob") : store).createMessage(trio, keyed)))
        .isInstanceOf(RetriesExhaustedException.class)
        .returns(true, MessagingException::mayHaveTakenEffect);
    assertThat(texts(trio)).containsExactly("Once", "Twice?");
  }

  /** What the first request meets, what all others do, and how the send ends then. */
  static Stream<Arguments> failures() {
    Fault lost = Faults.responseLost();
    Fault throttled = Faults.throttled();
    Fault throttledInside = Faults.canceled("ThrottlingError");
    Fault invalid = Faults.canceled("ValidationError");
    Fault denied = Faults.refused("AccessDeniedException");
    Fault missing = Faults.refused("ResourceNotFoundException");
    Fault malformed = Faults.refused("ValidationException");
    // As a client fails that is closed during a send, or whose interceptor throws.
    Fault closed = Faults.goneAfterwards();
    Fault slow = Faults.doneBut("RequestTimeout", 408);
    Fault unknown = Faults.doneBut("SomethingNew", 400);
    int all = AT_ONCE.maxAttempts();
    return Stream.of(
        argumentSet("lost", lost, lost, RetriesExhaustedException.class, all, true),
        argumentSet("throttled", throttled, throttled, RetriesExhaustedException.class, all, false),
        argumentSet("lost once", lost, throttled, RetriesExhaustedException.class, all, true),
        argumentSet(
            "throttled inside",
            throttledInside,
            throttledInside,
            RetriesExhaustedException.class,
            all,
            false),
        argumentSet("cancelled", invalid, invalid, DynamoDbFailureException.class, 1, false),
        argumentSet("denied", denied, denied, DynamoDbFailureException.class, 1, false),
        argumentSet("no table", missing, missing, DynamoDbFailureException.class, 1, false),
        argumentSet("malformed", malformed, malformed, DynamoDbFailureException.class, 1, false),
        argumentSet("closed", closed, closed, DynamoDbFailureException.class, 1, true),
        argumentSet("too slow", slow, slow, RetriesExhaustedException.class, all, true),
        argumentSet("unknown", unknown, unknown, DynamoDbFailureException.class, 1, true),
        argumentSet("denied later", lost, denied, DynamoDbFailureException.class, 2, true));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void createMessage_whenItFails_saysWhetherItMayHaveTakenEffect(
      Fault first, Fault others, Class<?> exception, int requests, boolean mayHaveTakenEffect) {
    wire.fail(number -> number == 1 ? first : others);

    MessagingException failure = failureOf(() -> store.createMessage(group, MESSAGE));

    assertThat(failure)
        .isInstanceOf(exception)
        .returns(mayHaveTakenEffect, MessagingException::mayHaveTakenEffect);
    assertThat(wire.requests()).hasSize(requests);
    assertThat(texts(group).contains("Once")).isEqualTo(mayHaveTakenEffect);
  }

  @Test
  void createMessage_whenOthersAreFasterEveryTime_triesUntilTheTimeIsOverAndSaysWhatToDo() {
    wire.fail(number -> Faults.canceled("TransactionConflict"));
    Messaging hurried =
        open(settings -> settings.retries(AT_ONCE.withCallTimeout(Duration.ofMillis(200))));

    assertThat(failureOf(() -> hurried.createMessage(group, MESSAGE)))
        .isInstanceOf(RetriesExhaustedException.class)
        .hasMessageContainingAll("other writers", "SendMode.STREAMED")
        .returns(false, MessagingException::mayHaveTakenEffect);
    assertThat(wire.requests()).hasSizeGreaterThan(AT_ONCE.maxAttempts());
  }

  @Test
  void createMessage_whenOftenOvertaken_keepsItsAttemptsForOtherFailures() {
    int overtaken = AT_ONCE.maxAttempts() + 4;
    wire.fail(
        number ->
            number <= overtaken
                ? Faults.canceled("TransactionConflict")
                : number == overtaken + 1 ? Faults.throttled() : Fault.NONE);

    assertSentOnce(store.createMessage(group, MESSAGE));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void createMessage_whenStreamedAndItFails_saysWhetherItMayHaveTakenEffect(boolean isWritten) {
    wire.fail(number -> isWritten ? Faults.responseLost() : Faults.throttled());

    MessagingException failure = failureOf(() -> Way.STREAMED.send(store, group));

    assertThat(failure)
        .isInstanceOf(RetriesExhaustedException.class)
        .returns(isWritten, MessagingException::mayHaveTakenEffect);
    assertThat(texts(group).contains("Once")).isEqualTo(isWritten);
    showIfStreamed(Way.STREAMED);
  }

  @Test
  void createMessage_whenRepeatedByTheCallerWithItsKey_returnsWhatTookEffect() {
    wire.fail(number -> Faults.responseLost());
    assertThatThrownBy(() -> store.createMessage(group, KEYED))
        .isInstanceOf(RetriesExhaustedException.class);
    wire.clear();

    Sent sent = store.createMessage(group, KEYED);

    assertSentOnce(sent);
  }

  @Test
  void createMessage_whenTheHeadCantBeRead_failsAndWritesNothing() {
    wire.failNext(Faults.notSent());

    assertThat(failureOf(() -> store.createMessage(group.id(), MESSAGE)))
        .isInstanceOf(DynamoDbFailureException.class)
        .returns(false, MessagingException::mayHaveTakenEffect);
    assertThat(texts(group)).containsExactly("Message 1");
  }

  @Test
  void listMessages_whenTheResponseIsLost_failsWithTheLibrarysOwnException() {
    wire.failNext(Faults.responseLost());

    assertThatThrownBy(() -> store.listMessages(group.id(), oldestFirst(1)))
        .isInstanceOf(DynamoDbFailureException.class)
        .hasMessageContaining("Query");
  }

  @Test
  void listMessages_whenTheTableDoesNotExist_saysWhatToDo() {
    Table missing = new Table("missing", table.client(), table.asyncClient());

    assertThatThrownBy(() -> kind.open(missing, settings -> {}).listMessages("any", oldestFirst(1)))
        .isInstanceOf(DynamoDbFailureException.class)
        .hasMessageContainingAll("table missing", "MessagingTable.create()");
  }

  private void assertSentOnce(Sent sent) {
    wire.clear();
    Message message = sent.message();
    assertThat(texts(group)).containsExactly("Message 1", "Once");
    assertThat(store.findMessage(message.ref())).contains(message);
    assertThat(store.findGroup(group.id())).contains(sent.group());
  }

  private void showIfStreamed(Way way) {
    if (way.mode == SendMode.STREAMED) {
      openAdmin(table).rebuild(WHOLE_TABLE);
    }
  }

  /** The request is done, then something else, and only then does the connection break. */
  private Fault doneAndThen(Consumer<MessageGroupRow> others) {
    return (request, service) -> {
      service.send(request).join();
      others.accept(openElsewhere().listMessageGroups("ann", newestFirst(1)).items().get(0));
      return Faults.notSent().strike(request, service);
    };
  }

  /** The head does not tell any more what came just before. */
  private void withoutMemberAndNewest(MessageGroupRow shown, String userId) {
    Messaging other = openElsewhere();
    Message newest = other.listMessages(shown.groupId(), newestFirst(1)).items().get(0);
    other.createMessage(shown.groupId(), NewMessage.from("ann", "Later"));
    other.removeMember(shown.groupId(), userId);
    other.purgeMessage(newest.ref());
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
  private static Fault withoutToken() {
    return (request, service) ->
        service.send(
            request instanceof TransactWriteItemsRequest write
                ? write.toBuilder().clientRequestToken(null).build()
                : request);
  }

  /** The same, and DynamoDB does not tell what stood against one of the actions. */
  private static Fault withoutReasonOf(int action) {
    return (request, service) ->
        withoutToken()
            .strike(request, service)
            .exceptionally(
                thrown -> {
                  throw withoutReason((TransactionCanceledException) unwrapped(thrown), action);
                });
  }

  private static TransactionCanceledException withoutReason(
      TransactionCanceledException canceled, int action) {
    List<CancellationReason> reasons = new ArrayList<>(canceled.cancellationReasons());
    reasons.set(action, CancellationReason.builder().code("None").build());
    return canceled.toBuilder().cancellationReasons(reasons).build();
  }

  private static Throwable unwrapped(Throwable thrown) {
    return thrown instanceof CompletionException ? thrown.getCause() : thrown;
  }

  private static MessagingException failureOf(ThrowingCallable call) {
    return catchThrowableOfType(MessagingException.class, call);
  }
}
