package io.github.ddbmessaging.store;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.testing.meter.Meter;
import io.github.ddbmessaging.testing.meter.Usage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** The cheap way to send (C): the message alone. How rows follow is tested with the projector. */
class StreamedSendTest extends StoreTest {
  private static final NewMessage MESSAGE = NewMessage.from("ann", "Once");
  private static final NewMessage KEYED = MESSAGE.withIdempotencyKey("key");

  private MessageGroup group;
  private Messaging streamed;

  @BeforeEach
  void startConversation() {
    group = conversation(ANN, BOB, 1).group();
    streamed = store.streamed();
  }

  @AfterEach
  void bringRowsUpToDate() {
    wire.clear();
    store.rebuildRows(null, 1_000);
  }

  @Test
  void createMessage_withTheGroupInHand_putsTheMessageAndNothingElse() {
    int before = table.items().size();

    Sent sent = streamed.createMessage(group, MESSAGE);

    assertThat(wire.requests()).singleElement().isInstanceOf(PutItemRequest.class);
    assertThat(table.items()).hasSize(before + 1);
    assertThat(sent.group()).isEqualTo(group);
  }

  @Test
  void createMessage_onceItReturned_isListed() {
    Sent sent = streamed.createMessage(group, MESSAGE);

    assertThat(store.listMessages(group.id(), newestFirst(1)).items())
        .containsExactly(sent.message());
  }

  @Test
  void createMessage_beforeTheStreamIsRead_leavesTheRows() {
    streamed.createMessage(group, MESSAGE);

    assertThat(store.listMessageGroups("bob", newestFirst(10)).items())
        .extracting(MessageGroupRow::preview)
        .containsExactly("Message 1");
  }

  @Test
  void createMessage_byIdOnly_readsTheHeadFirst() {
    streamed.createMessage(group.id(), MESSAGE);

    assertThat(wire.requests())
        .extracting(SdkRequest::getClass)
        .isEqualTo(List.of(GetItemRequest.class, PutItemRequest.class));
  }

  @Test
  void createMessage_withTheGroupInHand_costsOneWriteUnit() {
    Meter meter = new Meter();
    Messaging metered = metered(meter);

    assertThat(meter.measure(() -> metered.createMessage(group, MESSAGE)))
        .isEqualTo(new Usage(1, 0, 1));
  }

  @Test
  void createMessage_byIdOnly_costsOneReadUnitMore() {
    Meter meter = new Meter();
    Messaging metered = metered(meter);

    assertThat(meter.measure(() -> metered.createMessage(group.id(), MESSAGE)))
        .isEqualTo(new Usage(2, 1, 1));
  }

  @Test
  void createMessage_withAnIdempotencyKey_costsFourWriteUnitsInOneTransaction() {
    Meter meter = new Meter();
    Messaging metered = metered(meter);

    assertThat(meter.measure(() -> metered.createMessage(group, KEYED)))
        .isEqualTo(new Usage(1, 0, 4));
  }

  @Test
  void createMessage_whenRepeatedWithItsKey_returnsTheFirst() {
    Sent first = streamed.createMessage(group, KEYED);

    assertThat(streamed.createMessage(group, KEYED).message()).isEqualTo(first.message());
    assertThat(texts()).containsExactly("Message 1", "Once");
  }

  @Test
  void createMessage_whenRepeatedTransactionallyWithItsKey_returnsTheFirst() {
    Sent first = streamed.createMessage(group, KEYED);

    assertThat(store.createMessage(group, KEYED).message()).isEqualTo(first.message());
    assertThat(texts()).containsExactly("Message 1", "Once");
  }

  @Test
  void createMessage_withTheKeyOfAnother_isRefused() {
    streamed.createMessage(group, KEYED);
    NewMessage bobs = NewMessage.from("bob", "Mine").withIdempotencyKey("key");

    assertThatThrownBy(() -> streamed.createMessage(group, bobs))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void createMessage_afterALostAnswer_isThereOnce() {
    wire.failNext(Faults.answerLost(), Faults.answerLost());

    Sent sent = streamed.createMessage(group, MESSAGE);

    assertThat(wire.requests()).hasSize(3);
    assertThat(store.listMessages(group.id(), newestFirst(1)).items())
        .containsExactly(sent.message());
    assertThat(texts()).containsExactly("Message 1", "Once");
  }

  @Test
  void createMessage_afterThrottlingAndLostRequests_isThereOnce() {
    wire.failNext(Faults.throttled(), Faults.notSent(), Faults.internalError());

    streamed.createMessage(group, MESSAGE);

    assertThat(texts()).containsExactly("Message 1", "Once");
  }

  @Test
  void createMessage_whenEveryAnswerIsLost_saysThatItMayHaveTakenEffect() {
    wire.fail(number -> Faults.answerLost());

    assertThat(
            catchThrowableOfType(
                RetriesExhaustedException.class, () -> streamed.createMessage(group, MESSAGE)))
        .returns(true, MessagingException::mayHaveTakenEffect);
  }

  @Test
  void createMessage_whenNothingGetsThrough_writesNothing() {
    wire.fail(number -> Faults.throttled());

    assertThat(
            catchThrowableOfType(
                RetriesExhaustedException.class, () -> streamed.createMessage(group, MESSAGE)))
        .returns(false, MessagingException::mayHaveTakenEffect);
    assertThat(texts()).containsExactly("Message 1");
  }

  @Test
  void createMessage_whenThereIsNoSuchGroup_isRefused() {
    assertThatThrownBy(() -> streamed.createMessage("nowhere", MESSAGE))
        .isInstanceOf(GroupNotFoundException.class);
  }

  @Test
  void createMessage_byAStranger_isRefusedAndWritesNothing() {
    NewMessage psst = NewMessage.from("eve", "Psst");

    assertThatThrownBy(() -> streamed.createMessage(group.id(), psst))
        .isInstanceOf(NotAMemberException.class);
    assertThat(texts()).containsExactly("Message 1");
  }

  @Test
  void createMessage_byAStrangerIntoTheGroupInHand_isRefusedBeforeAnyRequest() {
    NewMessage psst = NewMessage.from("eve", "Psst");

    assertThatThrownBy(() -> streamed.createMessage(group, psst))
        .isInstanceOf(NotAMemberException.class);
    assertThat(wire.requests()).isEmpty();
  }

  @Test
  void createMessage_actingForAnother_isRefusedBeforeAnyRequest() {
    assertThatThrownBy(() -> streamed.actingAs("bob").createMessage(group, MESSAGE))
        .isInstanceOf(NotAMemberException.class);
    assertThat(wire.requests()).isEmpty();
  }

  @Test
  void createMessage_actingAsAStrangerWithAForgedGroup_isRefusedAndWritesNothing() {
    MessageGroup forged =
        new MessageGroup(
            group.id(),
            group.newest(),
            List.of(ANN, BOB, People.EVE),
            null,
            group.createdAt(),
            group.version());
    NewMessage psst = NewMessage.from("eve", "Psst");

    assertThatThrownBy(() -> streamed.actingAs("eve").createMessage(forged, psst))
        .isInstanceOf(NotAMemberException.class);
    assertThat(texts()).containsExactly("Message 1");
  }

  @Test
  void createMessage_actingAsAMember_readsTheHeadFirst() {
    streamed.actingAs("ann").createMessage(group, MESSAGE);

    assertThat(wire.requests()).hasSize(2);
    assertThat(texts()).containsExactly("Message 1", "Once");
  }

  @Test
  void createMessage_whenClockIsBehindTheNewestSeen_isPutBehindIt() {
    clock.set(TestClock.START.minusSeconds(60));

    streamed.createMessage(group, MESSAGE);

    assertThat(texts()).containsExactly("Message 1", "Once");
  }

  @Test
  void createMessage_onAStoreThatIsStreamedByDefault_isStreamed() {
    Messaging byDefault = open(settings -> settings.streamedSends());

    byDefault.createMessage(group, MESSAGE);

    assertThat(wire.requests()).singleElement().isInstanceOf(PutItemRequest.class);
  }

  @Test
  void createMessage_onAStreamedStoreTakenTransactional_isTransactional() {
    streamed.transactional().createMessage(group, MESSAGE);

    assertThat(wire.requests()).singleElement().isInstanceOf(TransactWriteItemsRequest.class);
    assertThat(store.listMessageGroups("bob", newestFirst(10)).items())
        .extracting(MessageGroupRow::preview)
        .containsExactly("Once");
  }

  @Test
  void createGroup_onAStreamedStore_isATransactionAllTheSame() {
    NewGroup lunch = NewGroup.titled("Lunch", List.of(ANN, BOB));

    streamed.createGroup(lunch, MESSAGE);

    assertThat(wire.requests()).singleElement().isInstanceOf(TransactWriteItemsRequest.class);
    assertThat(store.listMessageGroups("bob", newestFirst(10)).items()).hasSize(2);
  }

  @Test
  void createGroup_onAStreamedStoreWhenTheDirectOneExists_sendsIntoIt() {
    streamed.createGroup(NewGroup.direct(ANN, BOB), MESSAGE);

    assertThat(texts()).containsExactly("Message 1", "Once");
  }

  @Test
  void rebuildRows_afterStreamedSends_showsTheNewestInEveryRow() {
    streamed.createMessage(group, NewMessage.from("ann", "Newer"));
    streamed.createMessage(group, NewMessage.from("bob", "Newest"));

    store.rebuildRows(null, 1_000);

    for (String member : List.of("ann", "bob")) {
      assertThat(store.listMessageGroups(member, newestFirst(10)).items())
          .extracting(MessageGroupRow::preview)
          .containsExactly("Newest");
    }
  }

  private Messaging metered(Meter meter) {
    return openMetered(meter, settings -> settings.streamedSends());
  }

  private List<String> texts() {
    return openElsewhere().listMessages(group.id(), oldestFirst(100)).items().stream()
        .map(Message::text)
        .toList();
  }
}
