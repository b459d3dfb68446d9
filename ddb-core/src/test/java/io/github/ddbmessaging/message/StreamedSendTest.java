package io.github.ddbmessaging.message;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.EVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.IdempotencyKeyReusedException;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.OtherUserException;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.store.Messaging;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.store.TestClock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
    streamed = store.withSendMode(SendMode.STREAMED);
  }

  @AfterEach
  void bringRowsUpToDate() {
    openAdmin(table).rebuild(WHOLE_TABLE);
  }

  @Test
  void createMessage_withTheGroupInHand_putsTheMessageAndNothingElse() {
    int before = table.items().size();

    Sent sent = streamed.createMessage(group, MESSAGE);

    assertThat(wire.requests()).singleElement().isInstanceOf(PutItemRequest.class);
    assertThat(table.items()).hasSize(before + 1);
    assertThat(sent.group()).isEqualTo(group);
    assertThat(previews("bob")).containsExactly("Message 1");
  }

  @Test
  void createMessage_onceItReturned_isListed() {
    Sent sent = streamed.createMessage(group, MESSAGE);

    assertThat(store.listMessages(group.id(), newestFirst(1)).items())
        .containsExactly(sent.message());
  }

  @Test
  void createMessage_byIdOnly_readsTheHeadFirst() {
    streamed.createMessage(group.id(), MESSAGE);

    assertHeadIsReadFirst();
  }

  @ParameterizedTest
  @EnumSource
  void createMessage_whenRepeatedWithItsKeyInEitherMode_returnsTheFirst(SendMode ofRepeat) {
    Sent first = streamed.createMessage(group, KEYED);

    Sent again = store.withSendMode(ofRepeat).createMessage(group, KEYED);

    assertThat(again.message()).isEqualTo(first.message());
    assertThat(texts(group)).containsExactly("Message 1", "Once");
  }

  @Test
  void createMessage_withTheKeyOfAnother_isRefused() {
    streamed.createMessage(group, KEYED);
    NewMessage bobs = NewMessage.from("bob", "Mine").withIdempotencyKey("key");

    assertThatThrownBy(() -> streamed.createMessage(group, bobs))
        .isInstanceOf(IdempotencyKeyReusedException.class);
  }

  @Test
  void createMessage_actingForAnother_isRefusedBeforeAnyRequest() {
    assertThatThrownBy(() -> streamed.actingAs("bob").createMessage(group, MESSAGE))
        .isInstanceOf(OtherUserException.class);
    assertThat(wire.requests()).isEmpty();
  }

  @Test
  void createMessage_actingAsAStrangerWithAForgedGroup_isRefusedAndWritesNothing() {
    MessageGroup forged =
        new MessageGroup(group.id(), group.newest(), List.of(ANN, EVE), null, group.createdAt(), 1);
    NewMessage psst = NewMessage.from("eve", "Psst");

    assertThatThrownBy(() -> streamed.actingAs("eve").createMessage(forged, psst))
        .isInstanceOf(NotAMemberException.class);
    assertThat(texts(group)).containsExactly("Message 1");
  }

  @Test
  void createMessage_actingAsAMember_readsTheHeadFirst() {
    streamed.actingAs("ann").createMessage(group, MESSAGE);

    assertHeadIsReadFirst();
    assertThat(texts(group)).containsExactly("Message 1", "Once");
  }

  @Test
  void createMessage_whenClockIsBehindTheNewestSeen_isPutBehindIt() {
    clock.set(TestClock.START.minusSeconds(60));

    streamed.createMessage(group, MESSAGE);

    assertThat(texts(group)).containsExactly("Message 1", "Once");
  }

  @Test
  void createMessage_onAStoreThatIsStreamedByDefault_isStreamed() {
    Messaging byDefault = open(settings -> settings.sendMode(SendMode.STREAMED));

    byDefault.createMessage(group, MESSAGE);

    assertThat(wire.requests()).singleElement().isInstanceOf(PutItemRequest.class);
  }

  @Test
  void createMessage_onAStreamedStoreTakenTransactional_isTransactional() {
    streamed.withSendMode(SendMode.TRANSACTIONAL).createMessage(group, MESSAGE);

    assertThat(wire.requests()).singleElement().isInstanceOf(TransactWriteItemsRequest.class);
    assertThat(previews("bob")).containsExactly("Once");
  }

  @Test
  void createGroup_onAStreamedStore_isATransactionAllTheSame() {
    streamed.createGroup(NewGroup.titled("Lunch", List.of(ANN, BOB)), MESSAGE);

    assertThat(wire.requests()).singleElement().isInstanceOf(TransactWriteItemsRequest.class);
    assertThat(previews("bob")).containsExactly("Once", "Message 1");
  }

  @Test
  void createGroup_onAStreamedStoreWhenTheDirectOneExists_sendsIntoIt() {
    streamed.createGroup(NewGroup.direct(ANN, BOB), MESSAGE);

    assertThat(texts(group)).containsExactly("Message 1", "Once");
  }

  private void assertHeadIsReadFirst() {
    assertThat(wire.requests())
        .extracting(SdkRequest::getClass)
        .isEqualTo(List.of(GetItemRequest.class, PutItemRequest.class));
  }
}
