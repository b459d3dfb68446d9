package io.github.ddbmessaging.message;

import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static io.github.ddbmessaging.store.People.EVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.store.Messaging;
import io.github.ddbmessaging.store.People;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.store.TestClock;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Pattern C: a new message in an existing group. */
class CreateMessageTest extends StoreTest {
  private static final NewMessage FROM_BOB = NewMessage.from("bob", "Hi Ann");
  private static final NewMessage FROM_EVE = NewMessage.from("eve", "Psst");

  @Test
  void createMessage_withTheGroupInHand_returnsMessageAndGroupAsStored() {
    MessageGroup group = direct(ANN, BOB, "Hi Bob").group();

    Sent sent = store.createMessage(group, FROM_BOB);

    assertThat(sent.message().text()).isEqualTo("Hi Ann");
    assertThat(sent.message().sender()).isEqualTo(BOB);
    assertThat(sent.group()).isEqualTo(group.withSent(sent.message().sortKey()));
    assertThat(store.findMessage(sent.message().ref())).contains(sent.message());
    assertThat(store.findGroup(group.id())).contains(sent.group());
  }

  @Test
  void createMessage_withTheGroupOfTheLastSend_makesOneRequestEach() {
    Sent sent = conversation(ANN, BOB, 1);

    for (int n = 0; n < 5; n++) {
      sent = store.createMessage(sent.group(), FROM_BOB);
    }

    assertThat(wire.requests()).hasSize(5).hasOnlyElementsOfType(TransactWriteItemsRequest.class);
  }

  @Test
  void createMessage_withTheGroupsId_readsTheHeadStronglyConsistentlyFirst() {
    MessageGroup group = conversation(ANN, BOB, 1).group();

    Sent sent = store.createMessage(group.id(), FROM_BOB);

    assertThat(sent.group()).isEqualTo(group.withSent(sent.message().sortKey()));
    assertThat(wire.requests()).hasSize(2);
    assertThat(wire.requests(GetItemRequest.class))
        .extracting(GetItemRequest::consistentRead)
        .containsExactly(true);
  }

  @Test
  void createMessage_withAStaleGroup_sendsInOneTransactionMoreUnderAnotherToken() {
    MessageGroup stale = direct(ANN, BOB, "First").group();
    Sent second = store.createMessage(stale, NewMessage.from("ann", "Second"));
    wire.clear();

    Sent third = store.createMessage(stale, FROM_BOB);

    assertThat(third.group()).isEqualTo(second.group().withSent(third.message().sortKey()));
    assertThat(texts(stale)).containsExactly("First", "Second", "Hi Ann");
    assertThat(wire.requests()).hasSize(2);
    assertThat(wire.requests(TransactWriteItemsRequest.class))
        .extracting(TransactWriteItemsRequest::clientRequestToken)
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  static Stream<List<User>> impossibleMembers() {
    return Stream.of(
        List.of(ANN, BOB, BOB),
        Stream.concat(Stream.of(BOB), People.crowd(Limits.MEMBERS).stream()).toList(),
        List.of(ANN, new User("bob", "B".repeat(500_000), "bob.b")));
  }

  @ParameterizedTest
  @MethodSource("impossibleMembers")
  void createMessage_whenTheGroupInHandCantBe_readsTheTrueOne(List<User> members) {
    MessageGroup group = direct(ANN, BOB, "First").group();

    Sent sent = store.createMessage(with(group, members), FROM_BOB);

    assertThat(sent.group().members()).containsExactlyInAnyOrder(ANN, BOB);
  }

  @Test
  void createMessage_withTheIdsAndTimesOfAnotherGroup_sendsAllTheSame() {
    MessageGroup one = direct(ANN, BOB, "One").group();
    MessageGroup other = direct(ANN, CAT, "Other").group();
    Messaging repetitive =
        open(
            settings ->
                settings
                    .clock(InstantSource.fixed(TestClock.START.plusSeconds(60)))
                    .ids(() -> "always-this"));

    Sent toOne = repetitive.createMessage(one, NewMessage.from("ann", "Hi"));
    Sent toOther = repetitive.createMessage(other, NewMessage.from("ann", "Hi"));

    assertThat(toOther.message().sortKey()).isEqualTo(toOne.message().sortKey());
    assertThat(store.findGroup(other.id())).contains(toOther.group());
  }

  @Test
  void createMessage_whenGroupHasTheMostMembers_movesEveryRow() {
    List<User> crowd = People.crowd(Limits.MEMBERS);
    NewGroup titled = NewGroup.titled("Crowd", crowd);
    MessageGroup group = store.createGroup(titled, NewMessage.from("user-1", "First")).group();

    store.createMessage(group, NewMessage.from("user-48", "Second"));

    for (User member : crowd) {
      assertThat(previews(member.id())).containsExactly("Second");
    }
  }

  @ParameterizedTest
  @EnumSource
  void createMessage_whenThereIsNoSuchGroup_isRefused(SendMode mode) {
    assertThatThrownBy(() -> store.withSendMode(mode).createMessage("nowhere", FROM_BOB))
        .isInstanceOf(GroupNotFoundException.class)
        .hasMessageContaining("nowhere");
    assertThat(table.items()).isEmpty();
  }

  @Test
  void createMessage_whenTheGroupInHandDoesNotExist_isRefused() {
    MessageGroup real = direct(ANN, BOB, "Real").group();
    MessageGroup imagined =
        new MessageGroup("nowhere", real.newest(), real.members(), null, real.createdAt(), 1);

    assertThatThrownBy(() -> store.createMessage(imagined, FROM_BOB))
        .isInstanceOf(GroupNotFoundException.class);
    assertThat(store.listMessages("nowhere", oldestFirst(10)).items()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void createMessage_whenSenderIsNoMember_isRefusedAndWritesNothing(SendMode mode) {
    MessageGroup group = direct(ANN, BOB, "Hi").group();

    assertThatThrownBy(() -> store.withSendMode(mode).createMessage(group.id(), FROM_EVE))
        .isInstanceOf(NotAMemberException.class);
    assertThat(texts(group)).containsExactly("Hi");
  }

  @ParameterizedTest
  @EnumSource
  void createMessage_whenSenderIsNoMemberOfTheGroupInHand_isRefusedBeforeAnyRequest(SendMode mode) {
    MessageGroup group = conversation(ANN, BOB, 1).group();

    assertThatThrownBy(() -> store.withSendMode(mode).createMessage(group, FROM_EVE))
        .isInstanceOf(NotAMemberException.class);
    assertThat(wire.requests()).isEmpty();
  }

  @Test
  void createMessage_whenSenderIsMemberOnlyOfTheGroupInHand_isRefusedAndWritesNothing() {
    MessageGroup group = direct(ANN, BOB, "Hi").group();
    MessageGroup forged = with(group, List.of(ANN, BOB, EVE));

    assertThatThrownBy(() -> store.createMessage(forged, FROM_EVE))
        .isInstanceOf(NotAMemberException.class);
    assertThat(texts(group)).containsExactly("Hi");
  }

  private static MessageGroup with(MessageGroup group, List<User> members) {
    return new MessageGroup(
        group.id(), group.newest(), members, group.title(), group.createdAt(), group.version());
  }
}
