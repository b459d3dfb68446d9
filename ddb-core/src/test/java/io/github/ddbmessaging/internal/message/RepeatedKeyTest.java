package io.github.ddbmessaging.internal.message;

import static io.github.ddbmessaging.internal.access.SampleSettings.settings;
import static io.github.ddbmessaging.internal.message.Sends.KEYED;
import static io.github.ddbmessaging.internal.message.Sends.NONE;
import static io.github.ddbmessaging.internal.message.Sends.OWN;
import static io.github.ddbmessaging.internal.message.Sends.SEEN;
import static io.github.ddbmessaging.internal.message.Sends.headMet;
import static io.github.ddbmessaging.internal.message.Sends.markerIs;
import static io.github.ddbmessaging.internal.read.SampleRequests.getStrongly;
import static io.github.ddbmessaging.internal.run.Answers.NOTHING;
import static io.github.ddbmessaging.internal.run.Answers.canceled;
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
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.IdempotencyKeyReusedException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.User;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;

/** What a repeated key is read for; what comes of it is proved in {@code IdempotencyTest}. */
class RepeatedKeyTest {
  private static final String HASH = ContentHash.of(KEYED, null);
  private static final Message FIRST = Samples.message(Samples.FIRST, Samples.ANN, "Hi");

  @Test
  void send_whenTheRefusalTellsTheHead_returnsTheFirstMessageWithoutARead() {
    Script script = new Script(markerIs(FIRST, HASH, headMet(SEEN)));

    assertThat(script.run(send())).isEqualTo(new Sent(FIRST, SEEN));
  }

  @Test
  void send_whenTheHeadInHandIsAsInTheTable_readsTheHeadSinceItIsTheCallers() {
    Script script = new Script(markerIs(FIRST, HASH, reason("None")), item(SEEN));

    assertThat(script.run(send())).isEqualTo(new Sent(FIRST, SEEN));
    assertThat(script.requests().get(1)).isEqualTo(getStrongly(ItemKey.head("g-1")));
  }

  @Test
  void send_whenTheHeadWasReadByTheSend_returnsTheFirstMessageWithoutAnotherRead() {
    Script script = new Script(item(SEEN), markerIs(FIRST, HASH, reason("None")));

    assertThat(script.run(SendMessage.byGroupId(settings(), "g-1", KEYED)))
        .isEqualTo(new Sent(FIRST, SEEN));
  }

  @Test
  void send_whenTheKeyWasUsedForSomethingElse_isRefusedAndDoesNotQuoteIt() {
    Script script = new Script(markerIs(FIRST, "1:other", headMet(SEEN)));

    assertThatExceptionOfType(IdempotencyKeyReusedException.class)
        .isThrownBy(() -> script.run(send()))
        .withMessage(
            "The idempotency key was used in message group 'g-1' for something else; choose a new"
                + " one");
  }

  @Test
  void send_whenTheMarkerIsOfTheFirstVersion_readsTheMessageStrongly() {
    Message before = Samples.message(Samples.FIRST, Samples.ANN, "Before");
    Script script = new Script(markerIs(before, null, headMet(SEEN)), item(before));

    assertThat(script.run(send())).isEqualTo(new Sent(before, SEEN));
    assertThat(script.requests().get(1))
        .isEqualTo(getStrongly(ItemKey.message("g-1", Samples.FIRST)));
  }

  @Test
  void send_whenTheMarkerIsOfALostAttempt_wasSent() {
    Script script =
        new Script(lost(), markerIs(OWN, HASH, headMet(SEEN.withNewest(OWN.sortKey()))));

    assertThat(script.run(send()).message()).isEqualTo(OWN);
  }

  @Test
  void send_whenKeyWasUsedInAGroupThatIsGone_isRefused() {
    Script script = new Script(markerIs(FIRST, HASH, reason("None")), NOTHING);

    assertThatExceptionOfType(GroupNotFoundException.class).isThrownBy(() -> script.run(send()));
  }

  /** The first send was not refused, since a streamed one depends on no head. */
  @Test
  void send_whenStreamedIntoAGroupThatDoesNotExist_returnsTheFirstMessage() {
    CancellationReason ofMarker = markerIs(FIRST, HASH, NONE).cancellationReasons().get(6);
    Script script = new Script(canceled(NONE, ofMarker), NOTHING);
    StoreSettings streamed = settings().withSendMode(SendMode.STREAMED);

    assertThat(script.run(SendMessage.toGroupAsSeen(streamed, SEEN, KEYED)))
        .isEqualTo(new Sent(FIRST, SEEN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TransactionConflict", "ThrottlingError", "None"})
  void send_whenAStrangerMakesUpAGroup_doesNotTellThatTheKeyWasUsed(String reasonOfHead) {
    User eve = new User("eve", "Eve", "eve");
    MessageGroup madeUp =
        new MessageGroup("g-1", Samples.FIRST, List.of(Samples.ANN, eve), null, Samples.MADE_AT, 1);
    NewMessage keyed = NewMessage.from("eve", "Hi").withIdempotencyKey("order-17");
    Script script = new Script(markerIs(OWN, HASH, reason(reasonOfHead)), item(SEEN));

    assertThatExceptionOfType(NotAMemberException.class)
        .isThrownBy(
            () -> script.run(SendMessage.toGroupAsSeen(settings().actingAs("eve"), madeUp, keyed)));
  }

  private static Operation<Sent> send() {
    return SendMessage.toGroupAsSeen(settings(), SEEN, KEYED);
  }
}
