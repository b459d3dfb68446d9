package io.github.ddbmessaging.internal.message;

import static io.github.ddbmessaging.internal.access.SampleSettings.FIRST_WAIT;
import static io.github.ddbmessaging.internal.access.SampleSettings.NOW;
import static io.github.ddbmessaging.internal.access.SampleSettings.settings;
import static io.github.ddbmessaging.internal.access.SampleSettings.streamed;
import static io.github.ddbmessaging.internal.access.SampleSettings.withAttempts;
import static io.github.ddbmessaging.internal.message.Sends.HI;
import static io.github.ddbmessaging.internal.message.Sends.KEYED;
import static io.github.ddbmessaging.internal.message.Sends.OWN;
import static io.github.ddbmessaging.internal.message.Sends.SEEN;
import static io.github.ddbmessaging.internal.message.Sends.WRITES;
import static io.github.ddbmessaging.internal.message.Sends.headIs;
import static io.github.ddbmessaging.internal.message.Sends.moved;
import static io.github.ddbmessaging.internal.message.Sends.writes;
import static io.github.ddbmessaging.internal.read.SampleRequests.getStrongly;
import static io.github.ddbmessaging.internal.run.Answers.NOTHING;
import static io.github.ddbmessaging.internal.run.Answers.WRITTEN;
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
import io.github.ddbmessaging.model.IdempotencyMarker;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Schemas;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The requests of a send. That one message comes of it whatever fails, and who is refused, is
 * proved with a server in the tests of {@code message} and {@code access}; repeats in {@code
 * ConditionalWriteTest}.
 */
class SendMessageTest {
  private static final TransactWriteItem PUT_OWN =
      WRITES.putMessage(Schemas.MESSAGES.itemToMap(OWN, true)).write();

  @Test
  void toGroupAsSeen_isOneTransactionAndNoRead() {
    Script script = new Script(WRITTEN);

    Sent sent = script.run(toGroupAsSeen(settings()));

    assertThat(sent).isEqualTo(new Sent(OWN, SEEN.withNewest(OWN.sortKey())));
    assertThat(script.requests()).hasSize(1);
    assertThat(writes(script, 0)).isEqualTo(moved(SEEN, OWN));
  }

  @Test
  void toGroupAsSeen_whenHeadHasMoved_sendsBehindTheReturnedHeadAtOnceWithoutReadingIt() {
    MessageGroup moved = SEEN.withNewest(SortKey.of(NOW.plusSeconds(5), "m-9"));
    Script script = new Script(headIs(moved), WRITTEN);

    Sent sent = script.run(toGroupAsSeen(withAttempts(1)));

    assertThat(sent.message().sortKey().value()).isEqualTo("2026-11-21T02:00:05.654322Z#id-1");
    assertThat(sent.group()).isEqualTo(moved.withNewest(sent.message().sortKey()));
    assertThat(writes(script, 1)).isEqualTo(moved(moved, sent.message()));
    assertThat(script.requests()).hasSize(2);
    assertThat(script.pauses()).isEmpty();
  }

  @Test
  void toGroupAsSeen_whenTheHeadMovesOnceMore_isSentAfterAPause() {
    Script script = new Script(movedSince(2), movedSince(1), WRITTEN);

    Sent sent = script.run(toGroupAsSeen(settings()));

    assertThat(sent.message()).isEqualTo(OWN);
    assertThat(script.pauses()).containsExactly(FIRST_WAIT);
  }

  @Test
  void toGroupAsSeen_whenHeadMovesEveryTime_isGivenUpAndSurelyNotSent() {
    Script script = new Script(movedSince(4), movedSince(3), movedSince(2), movedSince(1));

    assertThatExceptionOfType(RetriesExhaustedException.class)
        .isThrownBy(() -> script.run(toGroupAsSeen(settings())))
        .withMessageStartingWith("Sending to message group 'g-1' was given up after 3 attempts")
        .returns(false, RetriesExhaustedException::mayHaveTakenEffect);
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
    Script script = new Script(lost(), movedSince(1), NOTHING, conflict, conflict);

    assertThatExceptionOfType(RetriesExhaustedException.class)
        .isThrownBy(() -> script.run(toGroupAsSeen(settings())))
        .returns(false, RetriesExhaustedException::mayHaveTakenEffect);
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
            "g-1", "order-17", OWN.sortKey(), Instant.parse("2026-11-22T02:00:00Z"));
    Script script = new Script(WRITTEN);

    script.run(SendMessage.toGroupAsSeen(streamed(), SEEN, KEYED));

    assertThat(writes(script, 0)).containsExactly(PUT_OWN, WRITES.putMarker(marker, NOW).write());
  }

  @Test
  void toGroupAsSeen_whenStreamedAndTheMessageIsThereButItsMarkerHasExpired_wasSent() {
    Script script = new Script(lost(), canceledAt(0, conditionFailed(Map.of())));

    Sent sent = script.run(SendMessage.toGroupAsSeen(streamed(), SEEN, KEYED));

    assertThat(sent).isEqualTo(new Sent(OWN, SEEN));
  }

  private static Operation<Sent> toGroupAsSeen(StoreSettings settings) {
    return SendMessage.toGroupAsSeen(settings, SEEN, HI);
  }

  /** Another message came so many seconds ago. */
  private static TransactionCanceledException movedSince(int seconds) {
    return headIs(SEEN.withNewest(SortKey.of(NOW.minus(Duration.ofSeconds(seconds)), "m-9")));
  }
}
