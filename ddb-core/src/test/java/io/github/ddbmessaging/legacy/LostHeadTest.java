package io.github.ddbmessaging.legacy;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static io.github.ddbmessaging.store.People.EVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.InboxEntry;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.store.OldApplication;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.table.Keys;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The head of a group of this library is lost, and made again from rows and messages. Nobody may
 * see or do more by that than before.
 */
class LostHeadTest extends StoreTest {
  private String trip;

  @Test
  void createMessage_whenTheHeadWasLost_letsALaterMemberSeeNoMoreThanBefore() {
    startTrip(ANN, BOB);
    store.addMembers(trip, List.of(CAT), History.FROM_JOINING);
    send("cat", "After");
    loseHead();

    send("bob", "Later");

    assertThat(store.actingAs("cat").listMessages(trip, oldestFirst(10)).items())
        .extracting(Message::text)
        .containsExactly("After", "Later");
  }

  @Test
  void adoptGroup_ofALaterMemberWhoNeverWrote_letsThemSeeNoMoreThanBefore() {
    startTrip(ANN, BOB);
    store.addMembers(trip, List.of(CAT), History.FROM_JOINING);
    loseHead();

    admin.adoptGroup(trip, List.of(ANN, BOB, CAT));

    assertThat(store.actingAs("cat").listMessages(trip, oldestFirst(10)).items()).isEmpty();
    assertThat(previews("cat")).containsExactly("");
  }

  /** Rows show who wrote last, and the newest messages tell their senders. */
  @Test
  void createMessage_whenTheHeadWasLost_takesNobodyBackWhoLeft() {
    startTrip(ANN, BOB, CAT);
    send("bob", "Me, too");
    send("cat", "Bye");
    store.leaveGroup(trip, "cat");
    loseHead();

    MessageGroup group = send("ann", "Later");

    assertThat(group.members()).containsExactlyInAnyOrder(ANN, BOB);
    assertThatThrownBy(() -> store.actingAs("cat").listMessages(trip, oldestFirst(10)))
        .isInstanceOf(NotAMemberException.class);
  }

  @Test
  void createMessage_whenTheHeadOfATitledPairWasLost_isNoDirectGroup() {
    startTrip(ANN, BOB);
    send("bob", "Me, too");
    loseHead();

    MessageGroup group = send("ann", "Later");

    assertThat(group.title()).isEqualTo("Trip");
    assertThat(store.addMembers(trip, List.of(EVE), History.FROM_JOINING).members()).hasSize(3);
  }

  @Test
  void createMessage_whenTheHeadOfTwoWhoAreLeftWasLost_isNoDirectGroup() {
    adoptThree();
    store.removeMember(trip, "cat");
    loseHead();

    MessageGroup group = send("ann", "Later");

    assertThat(group.isDirect()).isFalse();
    assertThat(group.members()).containsExactlyInAnyOrder(ANN, BOB);
  }

  @Test
  void createMessage_whenTheHeadOfADirectGroupWasLost_isADirectGroup() {
    trip = direct(ANN, BOB, "Hi").group().id();
    loseHead();

    assertThat(send("ann", "Later").isDirect()).isTrue();
  }

  /** Who they were stood in the head alone. The service makes others. */
  @Test
  void createMessage_whenTheHeadWasLost_leavesTheGroupWithoutOwners() {
    startTrip(ANN, BOB);
    send("bob", "Me, too");
    loseHead();

    assertThat(send("ann", "Later").ownerIds()).isEmpty();
    assertThat(store.changeRole(trip, "bob", Role.OWNER).ownerIds()).containsExactly("bob");
  }

  @Test
  void adoptGroup_whereTheNewestIsDeleted_showsTheNewestThatIsLeft() {
    MessageGroup group = direct(ANN, BOB, "First").group();
    Sent second = store.createMessage(group, NewMessage.from("bob", "Second"));
    store.deleteMessage(second.message().ref());
    table.delete(Keys.messagePartition(group.id()), Keys.HEAD);

    MessageGroup adopted = admin.adoptGroup(group.id(), List.of(ANN, BOB));

    assertThat(adopted.newest()).isEqualTo(second.message().sortKey());
    assertThat(rowsOf("bob"))
        .extracting(MessageGroupRow::preview, MessageGroupRow::lastSenderId)
        .containsExactly(tuple("First", "ann"));
    assertThat(store.listInbox("ann", newestFirst(1)).items())
        .extracting(InboxEntry::unread)
        .containsExactly(false);
    store.createMessage(adopted, NewMessage.from("ann", "Next"));
    assertThat(previews("bob")).containsExactly("Next");
  }

  @Test
  void adoptGroup_whereAllAreDeleted_showsNothing() {
    Message only = direct(ANN, BOB, "First").message();
    store.deleteMessage(only.ref());
    table.delete(Keys.messagePartition(only.groupId()), Keys.HEAD);

    admin.adoptGroup(only.groupId(), List.of(ANN, BOB));

    assertThat(rowsOf("bob"))
        .extracting(MessageGroupRow::preview, MessageGroupRow::lastMessage)
        .containsExactly(tuple("", null));
  }

  /** A group of the original application, which has no title. */
  private void adoptThree() {
    trip = "old-group";
    new OldApplication(table).converse(trip, "2023-05-01T10:00:00+00:00", ANN, BOB, "Hi");
    admin.adoptGroup(trip, List.of(ANN, BOB, CAT));
    send("bob", "Hello");
  }

  private List<MessageGroupRow> rowsOf(String userId) {
    return store.listMessageGroups(userId, newestFirst(10)).items();
  }

  private void startTrip(User... members) {
    NewMessage first = NewMessage.from(members[0].id(), "First");
    trip = store.createGroup(NewGroup.titled("Trip", List.of(members)), first).group().id();
  }

  private MessageGroup send(String userId, String text) {
    return store.createMessage(trip, NewMessage.from(userId, text)).group();
  }

  private void loseHead() {
    table.delete("MSG#" + trip, "HEAD");
  }
}
