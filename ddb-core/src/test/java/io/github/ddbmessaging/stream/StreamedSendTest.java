package io.github.ddbmessaging.stream;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.EVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.AsyncMessagingStore;
import io.github.ddbmessaging.GroupNotFoundException;
import io.github.ddbmessaging.Message;
import io.github.ddbmessaging.MessageGroup;
import io.github.ddbmessaging.MessageGroupRow;
import io.github.ddbmessaging.NewGroup;
import io.github.ddbmessaging.NewMessage;
import io.github.ddbmessaging.NotAMemberException;
import io.github.ddbmessaging.Sent;
import io.github.ddbmessaging.store.Faults;
import io.github.ddbmessaging.store.Wire.Fault;
import io.github.ddbmessaging.testing.meter.Meter;
import io.github.ddbmessaging.testing.meter.Usage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Pattern C the cheap way: the message alone, and the rows follow from the stream. */
class StreamedSendTest extends ProjectionTest {
  private static final NewMessage FROM_EVE = NewMessage.from("eve", "Psst");

  @Test
  void createMessage_whenStreamed_isListedAtOnceAndItsRowsFollow() {
    MessageGroup group = group();

    Message sent = send(group, "Second");

    assertThat(newest(group)).isEqualTo(sent);
    assertThat(rows("bob")).extracting(MessageGroupRow::preview).containsExactly("First");
    drain();
    assertThat(rows("bob")).extracting(MessageGroupRow::preview).containsExactly("Second");
  }

  @Test
  void createMessage_withTheGroupInHand_isOneWriteUnit() {
    MessageGroup group = group();
    Meter meter = new Meter();

    metered(meter).createMessage(group, NewMessage.from("ann", "Second"));

    assertThat(meter.total()).isEqualTo(new Usage(1, 0, 1));
    drain();
  }

  @Test
  void createMessage_withTheGroupsId_readsTheHeadBefore() {
    MessageGroup group = group();
    Meter meter = new Meter();

    metered(meter).createMessage(group.id(), NewMessage.from("ann", "Second"));

    assertThat(meter.total()).isEqualTo(new Usage(2, 1, 1));
    drain();
  }

  @Test
  void createMessage_withAnIdempotencyKey_isATransactionOfFourWriteUnits() {
    MessageGroup group = group();
    Meter meter = new Meter();

    metered(meter)
        .createMessage(group, NewMessage.from("ann", "Second").withIdempotencyKey("order-17"));

    assertThat(meter.total()).isEqualTo(new Usage(1, 0, 4));
    drain();
  }

  @Test
  void createMessage_whenTheViewIsTransactional_movesTheRowsItself() {
    MessageGroup group = group();

    store.transactional().createMessage(group, NewMessage.from("ann", "Second"));

    assertThat(rows("bob")).extracting(MessageGroupRow::preview).containsExactly("Second");
  }

  @Test
  void createMessage_whenTheBuilderSaysStreamed_sendsStreamed() {
    MessageGroup group = group();

    open(table).streamedSends().build().createMessage(group, NewMessage.from("ann", "Second"));

    assertThat(rows("bob")).extracting(MessageGroupRow::preview).containsExactly("First");
    drain();
  }

  @Test
  void createGroup_whenStreamed_isOneTransactionAllTheSame() {
    store.createGroup(NewGroup.direct(ANN, BOB), NewMessage.from("ann", "Hi"));

    assertThat(wire.requests()).singleElement().isInstanceOf(TransactWriteItemsRequest.class);
    assertThat(rows("bob")).extracting(MessageGroupRow::preview).containsExactly("Hi");
  }

  @Test
  void createMessage_whenActingAsAStranger_isRefusedAndWritesNothing() {
    MessageGroup group = group();
    List<Map<String, AttributeValue>> before = table.items();

    assertThatThrownBy(() -> store.actingAs("eve").createMessage(group, FROM_EVE))
        .isInstanceOf(NotAMemberException.class);

    assertThat(table.items()).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void createMessage_whenActingAsAStrangerWithAForgedGroup_isRefusedAndWritesNothing() {
    MessageGroup group = group();
    MessageGroup forged =
        new MessageGroup(
            group.id(),
            group.newest(),
            List.of(ANN, BOB, EVE),
            group.title(),
            group.createdAt(),
            group.version());
    List<Map<String, AttributeValue>> before = table.items();

    assertThatThrownBy(() -> store.actingAs("eve").createMessage(forged, FROM_EVE))
        .isInstanceOf(NotAMemberException.class);

    assertThat(table.items()).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void createMessage_whenActingForAnother_isRefusedBeforeAnyRequest() {
    MessageGroup group = group();
    wire.clear();

    assertThatThrownBy(
            () -> store.actingAs("eve").createMessage(group, NewMessage.from("ann", "Forged")))
        .isInstanceOf(NotAMemberException.class);

    assertThat(wire.requests()).isEmpty();
  }

  @Test
  void createMessage_whenSenderIsNoMember_isRefusedBeforeAnyRequest() {
    MessageGroup group = group();
    wire.clear();

    assertThatThrownBy(() -> store.createMessage(group, FROM_EVE))
        .isInstanceOf(NotAMemberException.class);

    assertThat(wire.requests()).isEmpty();
  }

  @Test
  void createMessage_whenThereIsNoSuchGroup_isRefused() {
    assertThatThrownBy(() -> store.createMessage("nowhere", NewMessage.from("ann", "Hi")))
        .isInstanceOf(GroupNotFoundException.class);
  }

  @Test
  void createMessage_whenActingAsAMember_sends() {
    MessageGroup group = group();

    Sent sent = store.actingAs("bob").createMessage(group, NewMessage.from("bob", "Hi"));

    assertThat(newest(group)).isEqualTo(sent.message());
    drain();
  }

  @Test
  void createMessage_whenTheKeyWasUsed_returnsTheFirstMessageAndWritesNothing() {
    MessageGroup group = group();
    NewMessage keyed = NewMessage.from("ann", "Once").withIdempotencyKey("order-17");
    Message first = store.createMessage(group, keyed).message();
    drain();
    List<Map<String, AttributeValue>> before = table.items();

    Message again = store.createMessage(group, keyed).message();

    assertThat(again).isEqualTo(first);
    assertThat(table.items()).containsExactlyInAnyOrderElementsOf(before);
  }

  static Stream<Fault> faultsOfOneRequest() {
    return Stream.of(
        Faults.answerLost(), Faults.notSent(), Faults.internalError(), Faults.throttled());
  }

  @ParameterizedTest
  @MethodSource("faultsOfOneRequest")
  void createMessage_whenThePutFailsOnTheWay_isSentOnce(Fault fault) {
    MessageGroup group = group();
    wire.failNext(fault);

    send(group, "Second");

    assertSentOnce();
  }

  @ParameterizedTest
  @MethodSource("faultsOfOneRequest")
  void createMessage_withKeyWhenTheTransactionFailsOnTheWay_isSentOnce(Fault fault) {
    MessageGroup group = group();
    wire.failNext(fault);

    store.createMessage(group, NewMessage.from("ann", "Second").withIdempotencyKey("order-17"));

    assertSentOnce();
  }

  static Stream<Fault> deaths() {
    return Stream.of(Faults.gone(), Faults.goneAfterwards());
  }

  @ParameterizedTest
  @MethodSource("deaths")
  void createMessage_whenTheProcessEndsAndTheSendIsRepeatedWithItsKey_isSentOnce(Fault death) {
    MessageGroup group = group();
    NewMessage keyed = NewMessage.from("ann", "Second").withIdempotencyKey("order-17");
    wire.failNext(death);
    assertThatThrownBy(() -> store.createMessage(group, keyed))
        .isInstanceOf(RuntimeException.class);

    store.createMessage(group, keyed);

    assertSentOnce();
  }

  @Test
  void createMessage_withTheAsyncStore_isTheSame() {
    MessageGroup group = group();
    AsyncMessagingStore async = async().streamed();

    Message sent = async.createMessage(group, NewMessage.from("ann", "Second")).join().message();

    assertThat(newest(group)).isEqualTo(sent);
    assertThat(rows("bob")).extracting(MessageGroupRow::preview).containsExactly("First");
    drain();
  }

  @Test
  void createMessage_withTheAsyncStoreActingAsAStranger_isRefused() {
    MessageGroup group = group();
    AsyncMessagingStore asEve = async().streamed().actingAs("eve");

    assertThatThrownBy(() -> asEve.createMessage(group, FROM_EVE).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(NotAMemberException.class);
  }

  private void assertSentOnce() {
    List<Record> sent = stream.nextOfMessages();
    project(sent);
    assertThat(sent).hasSize(1);
  }
}
