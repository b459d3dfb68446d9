package io.github.ddbmessaging.store;

import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.EVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.User;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Pattern C: a new message in an existing group. */
class CreateMessageTest extends StoreTest {
  private static final NewMessage FROM_BOB = NewMessage.from("bob", "Hi Ann");

  @Test
  void createMessage_withTheGroupInHand_returnsMessageAndGroupAsStored() {
    MessageGroup group = direct(ANN, BOB, "Hi Bob").group();

    Sent sent = store.createMessage(group, FROM_BOB);

    assertThat(sent.message().text()).isEqualTo("Hi Ann");
    assertThat(sent.message().sender()).isEqualTo(BOB);
    assertThat(sent.group()).isEqualTo(group.withNewest(sent.message().sortKey()));
    assertThat(store.findMessage(group.id(), sent.message().sortKey())).contains(sent.message());
    assertThat(store.findGroup(group.id())).contains(sent.group());
  }

  @Test
  void createMessage_withTheGroupInHand_makesOneRequest() {
    MessageGroup group = conversation(ANN, BOB, 1).group();

    store.createMessage(group, FROM_BOB);

    assertThat(wire.requests()).singleElement().isInstanceOf(TransactWriteItemsRequest.class);
  }

  @Test
  void createMessage_withTheGroupsId_readsTheHeadStronglyConsistentlyFirst() {
    MessageGroup group = conversation(ANN, BOB, 1).group();

    Sent sent = store.createMessage(group.id(), FROM_BOB);

    assertThat(sent.group()).isEqualTo(group.withNewest(sent.message().sortKey()));
    assertThat(wire.requests()).hasSize(2);
    assertThat(wire.requests(GetItemRequest.class))
        .extracting(GetItemRequest::consistentRead)
        .containsExactly(true);
  }

  @Test
  void createMessage_withAStaleGroup_sendsWithOneTransactionMore() {
    MessageGroup stale = direct(ANN, BOB, "First").group();
    Sent second = store.createMessage(stale, NewMessage.from("ann", "Second"));
    wire.clear();

    Sent third = store.createMessage(stale, FROM_BOB);

    assertThat(third.group()).isEqualTo(second.group().withNewest(third.message().sortKey()));
    assertThat(wire.requests()).hasSize(2);
    assertThat(store.listMessages(stale.id(), oldestFirst(10)).items())
        .extracting(Message::text)
        .containsExactly("First", "Second", "Hi Ann");
  }

  @Test
  void createMessage_withAStaleGroup_sendsTheSecondAttemptUnderAnotherToken() {
    MessageGroup stale = direct(ANN, BOB, "First").group();
    store.createMessage(stale, FROM_BOB);
    wire.clear();

    store.createMessage(stale, FROM_BOB);

    assertThat(wire.requests(TransactWriteItemsRequest.class))
        .extracting(TransactWriteItemsRequest::clientRequestToken)
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void createMessage_whenTheGroupInHandNamesAMemberTwice_readsTheTrueOne() {
    MessageGroup group = direct(ANN, BOB, "First").group();
    MessageGroup twice =
        new MessageGroup(
            group.id(), group.newest(), List.of(ANN, BOB, BOB), null, group.createdAt(), 1);

    Sent sent = store.createMessage(twice, FROM_BOB);

    assertThat(sent.group().members()).containsExactlyInAnyOrder(ANN, BOB);
  }

  @Test
  void createMessage_whenTheGroupInHandNamesTooMany_readsTheTrueOne() {
    MessageGroup group = direct(ANN, BOB, "First").group();
    List<User> many = Stream.concat(Stream.of(BOB), People.crowd(60).stream()).toList();
    MessageGroup crowd =
        new MessageGroup(group.id(), group.newest(), many, null, group.createdAt(), 1);

    Sent sent = store.createMessage(crowd, FROM_BOB);

    assertThat(sent.group().members()).containsExactlyInAnyOrder(ANN, BOB);
  }

  @Test
  void createMessage_withTheIdsAndTimesOfAnotherGroup_sendsAllTheSame() {
    MessageGroup one = direct(ANN, BOB, "One").group();
    MessageGroup other = direct(ANN, People.CAT, "Other").group();
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
  void createMessage_withTheGroupOfTheLastSend_needsNoSecondAttempt() {
    Sent sent = conversation(ANN, BOB, 1);

    for (int n = 0; n < 5; n++) {
      sent = store.createMessage(sent.group(), FROM_BOB);
    }

    assertThat(wire.requests()).hasSize(5);
  }

  @Test
  void createMessage_whenGroupHasTheMostMembers_movesEveryRow() {
    List<User> crowd = People.crowd(Limits.MEMBERS);
    MessageGroup group =
        store
            .createGroup(NewGroup.titled("Crowd", crowd), NewMessage.from("user-1", "First"))
            .group();

    Sent sent = store.createMessage(group, NewMessage.from("user-48", "Second"));

    for (User member : crowd) {
      assertThat(store.listMessageGroups(member.id(), oldestFirst(10)).items())
          .singleElement()
          .satisfies(row -> assertThat(row.lastMessageAt()).isEqualTo(sent.message().createdAt()))
          .satisfies(row -> assertThat(row.preview()).isEqualTo("Second"));
    }
  }

  @Test
  void createMessage_whenThereIsNoSuchGroup_isRefused() {
    assertThatThrownBy(() -> store.createMessage("nowhere", FROM_BOB))
        .isInstanceOf(GroupNotFoundException.class)
        .hasMessageContaining("nowhere");
    assertThat(table.items()).isEmpty();
  }

  @Test
  void createMessage_whenTheGroupInHandDoesNotExist_isRefused() {
    MessageGroup imagined =
        new MessageGroup(
            "nowhere",
            direct(ANN, BOB, "Real").message().sortKey(),
            List.of(ANN, BOB),
            null,
            TestClock.START,
            1);

    assertThatThrownBy(() -> store.createMessage(imagined, FROM_BOB))
        .isInstanceOf(GroupNotFoundException.class);
    assertThat(store.listMessages("nowhere", oldestFirst(10)).items()).isEmpty();
  }

  @Test
  void createMessage_whenSenderIsNoMember_isRefusedAndWritesNothing() {
    MessageGroup group = direct(ANN, BOB, "Hi").group();

    assertThatThrownBy(() -> store.createMessage(group.id(), NewMessage.from("eve", "Psst")))
        .isInstanceOf(NotAMemberException.class);
    assertThat(store.findGroup(group.id())).contains(group);
  }

  @Test
  void createMessage_whenSenderIsMemberOnlyOfTheGroupInHand_isRefusedAndWritesNothing() {
    MessageGroup group = direct(ANN, BOB, "Hi").group();
    MessageGroup forged =
        new MessageGroup(
            group.id(),
            group.newest(),
            List.of(ANN, BOB, EVE),
            group.title(),
            group.createdAt(),
            group.version());

    assertThatThrownBy(() -> store.createMessage(forged, NewMessage.from("eve", "Psst")))
        .isInstanceOf(NotAMemberException.class);
    assertThat(store.findGroup(group.id())).contains(group);
  }

  @Test
  void createMessage_whenClockStandsStill_putsItAMicrosecondAfterTheNewest() {
    Sent first = direct(ANN, BOB, "First");
    clock.set(first.message().createdAt());

    Sent second = store.createMessage(first.group(), FROM_BOB);

    assertThat(second.message().createdAt())
        .isEqualTo(first.message().createdAt().plusNanos(1_000));
  }
}
