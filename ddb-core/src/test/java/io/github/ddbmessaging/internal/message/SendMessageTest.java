package io.github.ddbmessaging.internal.message;

import static io.github.ddbmessaging.internal.access.SampleSettings.FIRST_WAIT;
import static io.github.ddbmessaging.internal.access.SampleSettings.NOW;
import static io.github.ddbmessaging.internal.access.SampleSettings.settings;
import static io.github.ddbmessaging.internal.access.SampleSettings.streamed;
import static io.github.ddbmessaging.internal.access.SampleSettings.withAttempts;
import static io.github.ddbmessaging.internal.message.Sends.HI;
import static io.github.ddbmessaging.internal.message.Sends.KEYED;
import static io.github.ddbmessaging.internal.message.Sends.NONE;
import static io.github.ddbmessaging.internal.message.Sends.OWN;
import static io.github.ddbmessaging.internal.message.Sends.SEEN;
import static io.github.ddbmessaging.internal.message.Sends.WRITES;
import static io.github.ddbmessaging.internal.message.Sends.headIs;
import static io.github.ddbmessaging.internal.message.Sends.headMet;
import static io.github.ddbmessaging.internal.message.Sends.moved;
import static io.github.ddbmessaging.internal.message.Sends.writes;
import static io.github.ddbmessaging.internal.read.SampleRequests.getStrongly;
import static io.github.ddbmessaging.internal.run.Answers.NOTHING;
import static io.github.ddbmessaging.internal.run.Answers.WRITTEN;
import static io.github.ddbmessaging.internal.run.Answers.canceled;
import static io.github.ddbmessaging.internal.run.Answers.canceledAt;
import static io.github.ddbmessaging.internal.run.Answers.conditionFailed;
import static io.github.ddbmessaging.internal.run.Answers.item;
import static io.github.ddbmessaging.internal.run.Answers.lost;
import static io.github.ddbmessaging.internal.run.Answers.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.Script;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.IdempotencyMarker;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MemberAccess;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Schemas;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The requests of a send. That one message comes of it whatever fails, and who is refused, is
 * proved with a server in the tests of {@code message} and {@code access}; repeats in {@code
 * ConditionalWriteTest}.
 */
class SendMessageTest {
  @Test
  void toGroupAsSeen_isOneTransactionAndNoRead() {
    Script script = new Script(WRITTEN);

    Sent sent = script.run(toGroupAsSeen(settings()));

    assertThat(sent).isEqualTo(new Sent(OWN, SEEN.withSent(OWN.sortKey())));
    assertThat(script.requests()).hasSize(1);
    assertThat(writes(script, 0)).isEqualTo(moved(SEEN, OWN));
  }

  @Test
  void toGroupAsSeen_whenHeadHasMoved_sendsBehindTheReturnedHeadAtOnceWithoutReadingIt() {
    MessageGroup moved = SEEN.withNewest(SortKey.of(NOW.plusSeconds(5), "m-9"));
    Script script = new Script(headIs(moved), WRITTEN);

    Sent sent = script.run(toGroupAsSeen(withAttempts(1)));

    assertThat(sent.message().sortKey().value()).isEqualTo("2026-11-21T02:00:05.654322Z#id-1");
    assertThat(sent.group()).isEqualTo(moved.withSent(sent.message().sortKey()));
    assertThat(writes(script, 1)).isEqualTo(moved(moved, sent.message()));
    assertThat(script.requests()).hasSize(2);
    assertThat(script.pauses()).isEmpty();
  }

  /** Groups that others made of the one in hand, with their rows. */
  static Stream<MessageGroup> changedSince() {
    MessageGroup three = SEEN.withMembers(List.of(Samples.ANN, Samples.BOB, Samples.CAT), Map.of());
    return Stream.of(
        three,
        SEEN.withMembers(List.of(Samples.ANN), Map.of()),
        three.withAccess(Map.of("ann", MemberAccess.FROM_BEGINNING.withRole(Role.OWNER))),
        SEEN.withNames(SEEN.members(), "Trip"));
  }

  @ParameterizedTest
  @MethodSource("changedSince")
  void toGroupAsSeen_whenTheGroupItselfHasChanged_isOneMoreTransactionAndNoRead(
      MessageGroup changed) {
    Script script = new Script(headIs(changed), WRITTEN);

    Sent sent = script.run(toGroupAsSeen(withAttempts(1)));

    assertThat(sent.group()).isEqualTo(changed.withSent(OWN.sortKey()));
    assertThat(writes(script, 1)).isEqualTo(moved(changed, OWN));
    assertThat(script.requests()).hasSize(2);
  }

  @Test
  void toGroupAsSeen_whenTheSenderIsRemovedSince_isRefused() {
    Script script = new Script(headIs(SEEN.withMembers(List.of(Samples.BOB), Map.of())));

    assertThatExceptionOfType(NotAMemberException.class)
        .isThrownBy(() -> script.run(toGroupAsSeen(settings())));
  }

  @Test
  void toGroupAsSeen_whenTheHeadMovesOnceMore_isSentAfterAPause() {
    Script script = new Script(movedSince(2), movedSince(1), WRITTEN);

    Sent sent = script.run(toGroupAsSeen(settings()));

    assertThat(sent.message()).isEqualTo(OWN);
    assertThat(script.pauses()).containsExactly(FIRST_WAIT.multipliedBy(4));
  }

  @Test
  void toGroupAsSeen_whenHeadMovesEveryTime_triesUntilTheTimeIsOverAndSaysWhatToDo() {
    Script script = new Script(movedSince(4), movedSince(3), movedSince(2), movedSince(1));

    Step.Pause<?> pause = (Step.Pause<?>) script.runUntilPause(toGroupAsSeen(withAttempts(1)), 3);

    assertThat(pause.delay()).isZero();
    assertThat(pause.giveUp().get())
        .hasMessageStartingWith("Sending to message group 'g-1' was given up after 3 attempts")
        .hasMessageContainingAll("SendMode.STREAMED", "Nothing was written");
  }

  @Test
  void toGroupAsSeen_whenAResponseWasLostAndTheHeadHasMoved_looksForItsMessageStrongly() {
    Script script = new Script(lost(), movedSince(1), item(OWN));

    assertThat(script.run(toGroupAsSeen(settings())).message()).isEqualTo(OWN);
    assertThat(script.requests().get(2))
        .isEqualTo(getStrongly(ItemKey.message("g-1", OWN.sortKey())));
  }

  @Test
  void toGroupAsSeen_whenTheLostAttemptIsKnownNotToBeApplied_isGivenUpAndSurelyNotSent() {
    RuntimeException conflict = canceledAt(0, reason("TransactionConflict"));
    Script script = new Script(lost(), movedSince(1), NOTHING, conflict);

    Step.Pause<?> pause = (Step.Pause<?>) script.runUntilPause(toGroupAsSeen(settings()), 2);

    assertThat(pause.giveUp().get().mayHaveTakenEffect()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a#b", "a\nb"})
  void toGroupAsSeen_whenItsIdIsInvalid_isRefusedBeforeAnyRequest(String groupId) {
    MessageGroup seen =
        new MessageGroup(groupId, Samples.FIRST, SEEN.members(), null, Samples.MADE_AT, 1);

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> new Script().run(SendMessage.toGroupAsSeen(settings(), seen, HI)));
  }

  @Test
  void toGroupAsSeen_whenStreamedWithAKey_isATransactionOfMessageAndMarker() {
    IdempotencyMarker marker =
        new IdempotencyMarker(
            "g-1",
            "order-17",
            OWN.sortKey(),
            ContentHash.of(KEYED, null),
            Instant.parse("2026-11-24T02:00:00Z"));
    Script script = new Script(WRITTEN);

    script.run(SendMessage.toGroupAsSeen(streamed(), SEEN, KEYED));

    assertThat(writes(script, 0))
        .containsExactly(
            WRITES.putMessage(Schemas.MESSAGES.itemToMap(OWN, true)).write(),
            WRITES.putMarker(marker).write());
  }

  @Test
  void toGroupAsSeen_whenStreamedAndTheMessageIsThereButItsMarkerHasExpired_wasSent() {
    Script script = new Script(lost(), canceledAt(0, conditionFailed(Map.of())));

    Sent sent = script.run(SendMessage.toGroupAsSeen(streamed(), SEEN, KEYED));

    assertThat(sent).isEqualTo(new Sent(OWN, SEEN));
  }

  @Test
  void toGroupAsSeen_whenAResponseWasLostAndTheReasonSaysThatItsMessageIsThere_readsNothing() {
    Script script =
        new Script(
            lost(),
            canceled(
                headMet(SEEN.withNewest(SortKey.of(NOW.plusSeconds(9), "m-9"))),
                NONE,
                NONE,
                NONE,
                NONE,
                conditionFailed(Map.of())));

    assertThat(script.run(toGroupAsSeen(settings())).message()).isEqualTo(OWN);
  }

  @Test
  void toGroupAsSeen_whenAResponseWasLostAndTheHeadIsGone_saysThatItMayBeSent() {
    Script script = new Script(lost(), canceledAt(0, conditionFailed(Map.of())));

    assertThatExceptionOfType(RetriesExhaustedException.class)
        .isThrownBy(() -> script.run(toGroupAsSeen(settings())))
        .withMessageContainingAll("a write of it may have been applied", "no message group 'g-1'")
        .returns(true, RetriesExhaustedException::mayHaveTakenEffect);
  }

  /** Ids that are no good must not lose a message. */
  @Test
  void toGroupAsSeen_whenAnotherMessageHasItsKeyAndNothingWasLost_sendsBehindIt() {
    SortKey newest = SortKey.of(NOW.plusSeconds(5), "m-9");
    Script script =
        new Script(
            canceled(
                headMet(SEEN.withNewest(newest)),
                NONE,
                NONE,
                NONE,
                NONE,
                conditionFailed(Map.of())),
            WRITTEN);

    Sent sent = script.run(toGroupAsSeen(settings()));

    assertThat(sent.message().sortKey()).isGreaterThan(newest);
  }

  @Test
  void toGroupAsSeen_whenTheSendBeforeInTheLineLeftANewerGroup_dependsOnThat() {
    MessageGroup left = SEEN.withNewest(SortKey.of(NOW.plusSeconds(5), "m-9"));
    Script script = new Script(WRITTEN);

    Sent sent = script.runBehind(new InGroup<>(left, left), toGroupAsSeen(settings()));

    assertThat(writes(script, 0)).isEqualTo(moved(left, sent.message()));
  }

  @Test
  void toGroupAsSeen_whenTheSendBeforeInTheLineLeftAnOlderGroup_dependsOnTheOneInHand() {
    MessageGroup left = SEEN.withNewest(SortKey.of(Instant.EPOCH, "m-0"));
    Script script = new Script(WRITTEN);

    Sent unused = script.runBehind(new InGroup<>(left, left), toGroupAsSeen(settings()));

    assertThat(writes(script, 0)).isEqualTo(moved(SEEN, OWN));
  }

  private static Operation<Sent> toGroupAsSeen(StoreSettings settings) {
    return SendMessage.toGroupAsSeen(settings, SEEN, HI);
  }

  /** Another message came so many seconds ago. */
  private static TransactionCanceledException movedSince(int seconds) {
    return headIs(SEEN.withNewest(SortKey.of(NOW.minus(Duration.ofSeconds(seconds)), "m-9")));
  }
}
