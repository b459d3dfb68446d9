package io.github.ddbmessaging.member;

import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static io.github.ddbmessaging.store.People.EVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.store.Messaging;
import io.github.ddbmessaging.store.People;
import io.github.ddbmessaging.store.StoreTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Who can be added to a group, by whom, and what they see then. */
class JoiningTest extends StoreTest {
  private static final User DAN = new User("dan", "Dan Dean", "dan.d");

  private String trip;

  @BeforeEach
  void startTrip() {
    trip = titled(List.of(ANN, BOB)).id();
    store.createMessage(trip, NewMessage.from("bob", "Second"));
  }

  @Test
  void addMembers_ofSeveral_givesEachTheGroupAndARow() {
    MessageGroup group = store.addMembers(trip, List.of(CAT, DAN), History.FROM_BEGINNING);

    assertThat(group.members()).containsExactly(ANN, BOB, CAT, DAN);
    assertThat(store.findGroup(trip)).contains(group);
    assertThat(previews("cat")).containsExactly("Second");
    assertThat(previews("dan")).containsExactly("Second");
  }

  @Test
  void addMembers_whenOneIsThereAlready_addsTheOtherAndLeavesTheOneAsTheyAre() {
    User bobByAnotherName = new User("bob", "Robert", "robert");

    MessageGroup group =
        store.addMembers(trip, List.of(bobByAnotherName, CAT), History.FROM_JOINING);

    assertThat(group.members()).containsExactly(ANN, BOB, CAT);
    assertThat(group.access()).containsOnlyKeys("ann", "cat");
  }

  @Test
  void addMembers_whenAllAreThereAlready_writesNothing() {
    List<Map<String, AttributeValue>> before = table.items();

    store.addMembers(trip, List.of(BOB, ANN), History.FROM_JOINING);

    assertThat(table.items()).isEqualTo(before);
  }

  @Test
  void addMembers_fromTheBeginning_letsThemSeeAll() {
    store.addMembers(trip, List.of(CAT), History.FROM_BEGINNING);

    assertThat(textsSeenBy("cat")).containsExactly("First", "Second");
  }

  @Test
  void addMembers_fromJoining_letsThemSeeWhatComesThen() {
    store.addMembers(trip, List.of(CAT), History.FROM_JOINING);
    store.createMessage(trip, NewMessage.from("ann", "Third"));

    assertThat(textsSeenBy("cat")).containsExactly("Third");
    assertThat(previews("cat")).containsExactly("Third");
  }

  @Test
  void addMembers_byAPlainMember_adds() {
    store.actingAs("bob").addMembers(trip, List.of(CAT), History.FROM_BEGINNING);

    assertThat(textsSeenBy("cat")).containsExactly("First", "Second");
  }

  @Test
  void addMembers_byALaterMember_grantsNoMoreThanTheySee() {
    store.addMembers(trip, List.of(CAT), History.FROM_JOINING);
    store.createMessage(trip, NewMessage.from("ann", "Third"));

    store.actingAs("cat").addMembers(trip, List.of(DAN), History.FROM_BEGINNING);

    assertThat(textsSeenBy("dan")).containsExactly("Third");
  }

  @Test
  void addMembers_byAnOwnerWhoJoinedLater_grantsAll() {
    store.addMembers(trip, List.of(CAT), History.FROM_JOINING);
    store.changeRole(trip, "cat", Role.OWNER);

    store.actingAs("cat").addMembers(trip, List.of(DAN), History.FROM_BEGINNING);

    assertThat(textsSeenBy("dan")).containsExactly("First", "Second");
  }

  @ParameterizedTest
  @EnumSource
  void addMembers_ofWhoWasThereBefore_letsThemSeeWhatTheNewInvitationGrants(History second) {
    History first = second == History.FROM_JOINING ? History.FROM_BEGINNING : History.FROM_JOINING;
    store.addMembers(trip, List.of(CAT), first);
    store.removeMember(trip, "cat");

    store.addMembers(trip, List.of(CAT), second);

    assertThat(textsSeenBy("cat"))
        .isEqualTo(second == History.FROM_JOINING ? List.of() : List.of("First", "Second"));
  }

  @Test
  void addMembers_whenTheNewestMessageIsDeleted_showsTheOneBefore() {
    Message second = store.withConsistentReads().listMessages(trip, oldestFirst(2)).items().get(1);
    store.deleteMessage(second.ref());

    store.addMembers(trip, List.of(CAT), History.FROM_BEGINNING);

    assertThat(previews("cat")).containsExactly("First");
  }

  /** It is there, though no head names it yet. */
  @Test
  void addMembers_fromJoiningBehindAStreamedMessage_leavesThatOutToo() {
    store.withSendMode(SendMode.STREAMED).createMessage(trip, NewMessage.from("ann", "Streamed"));

    store.addMembers(trip, List.of(CAT), History.FROM_JOINING);

    admin.rebuild(WHOLE_TABLE);
    assertThat(textsSeenBy("cat")).isEmpty();
    assertThat(previews("cat")).containsExactly("");
    assertThat(previews("bob")).containsExactly("Streamed");
  }

  @Test
  void addMembers_upToTheLimit_fillsTheGroup() {
    String full = titled(List.of(ANN)).id();

    store.addMembers(full, People.crowd(47), History.FROM_JOINING);

    assertThat(store.createMessage(full, NewMessage.from("user-47", "Full")).group().members())
        .hasSize(48);
  }

  @Test
  void addMembers_beyondTheLimit_isRefusedNamingItAndWritesNothing() {
    String full = titled(People.crowd(48)).id();
    List<Map<String, AttributeValue>> before = table.items();

    assertThatThrownBy(() -> store.addMembers(full, List.of(ANN), History.FROM_JOINING))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Message group '%s' would have 49 members; at most 48 can be in one", full);
    assertThat(table.items()).isEqualTo(before);
  }

  @Test
  void addMembers_toADirectGroup_isRefused() {
    String direct = direct(ANN, BOB, "Hi").group().id();

    assertThatThrownBy(() -> store.addMembers(direct, List.of(CAT), History.FROM_BEGINNING))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("direct");
  }

  @Test
  void addMembers_byAStranger_isRefusedLikeThatToNoGroup() {
    assertRefusedTo(trip);
    assertRefusedTo("nowhere");
  }

  @Test
  void addMembers_toNoGroup_isTold() {
    assertThatThrownBy(() -> store.addMembers("nowhere", List.of(CAT), History.FROM_BEGINNING))
        .isInstanceOf(GroupNotFoundException.class);
  }

  private void assertRefusedTo(String groupId) {
    Messaging asEve = store.actingAs("eve");
    assertThatThrownBy(() -> asEve.addMembers(groupId, List.of(EVE), History.FROM_BEGINNING))
        .isInstanceOf(NotAMemberException.class)
        .hasMessage(
            "User 'eve' is not a member of message group '%s', or there is no such group", groupId);
  }

  private MessageGroup titled(List<User> members) {
    NewMessage first = NewMessage.from(members.get(0).id(), "First");
    return store.createGroup(NewGroup.titled("Trip", members), first).group();
  }

  private List<String> textsSeenBy(String userId) {
    return store.actingAs(userId).listMessages(trip, oldestFirst(10)).items().stream()
        .map(Message::text)
        .toList();
  }
}
