package io.github.ddbmessaging.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.AsyncMessagingStore;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.store.Faults;
import io.github.ddbmessaging.store.Wire.Fault;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * What the stream holds of messages that are sent alone (C), and how the rows follow from it. All
 * else about such sends is tested with the stores.
 */
class StreamedSendTest extends ProjectionTest {
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

  private void assertSentOnce() {
    List<Record> sent = stream.nextOfMessages();
    project(sent);
    assertThat(sent).hasSize(1);
  }
}
