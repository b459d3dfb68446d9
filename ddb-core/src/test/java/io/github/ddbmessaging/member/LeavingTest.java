package io.github.ddbmessaging.member;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.FormerMembership;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.NotAnOwnerException;
import io.github.ddbmessaging.model.OtherUserException;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.store.Messaging;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.store.Wire.Fault;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Who can be taken out of a group, by whom, and what is left of them. */
class LeavingTest extends StoreTest {
  private MessageGroup group;
  private String trip;
  private Messaging asAnn;
  private Messaging asBob;

  @BeforeEach
  void startTripOfAnn() {
    group =
        store
            .createGroup(
                NewGroup.titled("Trip", List.of(ANN, BOB, CAT)), NewMessage.from("ann", "First"))
            .group();
    trip = group.id();
    asAnn = store.actingAs("ann");
    asBob = store.actingAs("bob");
  }

  @Test
  void removeMember_byAnOwner_takesTheirRow() {
    MessageGroup left = asAnn.removeMember(trip, "bob");

    assertThat(left.members()).containsExactly(ANN, CAT);
    assertThat(store.findGroup(trip)).contains(left);
    assertThat(previews("bob")).isEmpty();
  }

  @Test
  void removeMember_always_leavesANoteOfWhen() {
    Instant before = clock.instant();

    asAnn.removeMember(trip, "bob");

    FormerMembership note = Schemas.read(Schemas.FORMER, table.item("GRP#bob", "WAS#" + trip));
    assertThat(note.leftAt()).isBetween(before, clock.instant());
  }

  @Test
  void removeMember_ofAnotherByAPlainMember_isRefused() {
    assertRefused(NotAnOwnerException.class, () -> asBob.removeMember(trip, "cat"));
  }

  @Test
  void removeMember_ofOneself_isAllowedToAnyMember() {
    assertThat(asBob.removeMember(trip, "bob").members()).containsExactly(ANN, CAT);
  }

  @Test
  void removeMember_ofWhoIsNone_writesNothing() {
    List<Map<String, AttributeValue>> before = table.items();

    assertThat(asAnn.removeMember(trip, "eve")).isEqualTo(group);
    assertThat(table.items()).isEqualTo(before);
  }

  @Test
  void removeMember_ofTheLast_isRefused() {
    asAnn.removeMember(trip, "bob");
    asAnn.removeMember(trip, "cat");

    assertRefused(InvalidInputException.class, () -> store.removeMember(trip, "ann"));
  }

  @Test
  void removeMember_fromADirectGroup_isRefused() {
    String direct = direct(ANN, BOB, "Hi").group().id();

    assertRefused(InvalidInputException.class, () -> store.removeMember(direct, "bob"));
    assertRefused(InvalidInputException.class, () -> asBob.leaveGroup(direct, "bob"));
  }

  @Test
  void removeMember_fromNoGroup_isTold() {
    assertRefused(GroupNotFoundException.class, () -> store.removeMember("nowhere", "bob"));
    assertRefused(GroupNotFoundException.class, () -> store.leaveGroup("nowhere", "bob"));
  }

  @Test
  void removeMember_byAStranger_isRefusedLikeThatFromNoGroup() {
    for (String groupId : List.of(trip, "nowhere")) {
      assertThatThrownBy(() -> store.actingAs("eve").removeMember(groupId, "bob"))
          .isInstanceOf(NotAMemberException.class)
          .hasMessage(refusal("eve", groupId));
    }
  }

  @Test
  void leaveGroup_twice_isToldTheSecondTimeAndWritesNothing() {
    assertThat(asBob.leaveGroup(trip, "bob")).isTrue();
    List<Map<String, AttributeValue>> before = table.items();

    assertThat(asBob.leaveGroup(trip, "bob")).isFalse();
    assertThat(table.items()).isEqualTo(before);
  }

  @Test
  void leaveGroup_afterBeingRemoved_isToldSo() {
    asAnn.removeMember(trip, "bob");

    assertThat(asBob.leaveGroup(trip, "bob")).isFalse();
  }

  @Test
  void leaveGroup_byTheService_tellsWhetherTheyWereAMember() {
    assertThat(store.leaveGroup(trip, "bob")).isTrue();
    assertThat(store.leaveGroup(trip, "bob")).isFalse();
    assertThat(store.leaveGroup(trip, "eve")).isFalse();
  }

  @Test
  void leaveGroup_asAStranger_isRefusedLikeThatOfNoGroup() {
    for (String groupId : List.of(trip, "nowhere")) {
      assertThatThrownBy(() -> store.actingAs("eve").leaveGroup(groupId, "eve"))
          .isInstanceOf(NotAMemberException.class)
          .hasMessage(refusal("eve", groupId));
    }
  }

  @Test
  void leaveGroup_inTheNameOfAnother_isRefusedWithoutRequest() {
    wire.clear();

    assertRefused(OtherUserException.class, () -> asAnn.leaveGroup(trip, "bob"));
    assertThat(wire.requests()).isEmpty();
  }

  @Test
  void leaveGroup_ofTheOnlyOwner_makesWhoJoinedFirstTheOwner() {
    store.addMembers(trip, List.of(new User("dan", "Dan", "dan")), History.FROM_JOINING);

    asAnn.leaveGroup(trip, "ann");

    assertThat(store.findGroup(trip).orElseThrow().ownerIds()).containsExactly("bob");
  }

  @Test
  void leaveGroup_ofOneOfTwoOwners_leavesTheOther() {
    store.changeRole(trip, "cat", Role.OWNER);

    asAnn.leaveGroup(trip, "ann");

    assertThat(store.findGroup(trip).orElseThrow().ownerIds()).containsExactly("cat");
  }

  @Test
  void createMessage_byWhoIsRemoved_isRefusedWithTheGroupInHandToo() {
    asAnn.removeMember(trip, "bob");

    NewMessage fromBob = NewMessage.from("bob", "Still here?");
    assertRefused(NotAMemberException.class, () -> asBob.createMessage(group, fromBob));
    assertRefused(NotAMemberException.class, () -> asBob.createMessage(trip, fromBob));
    assertRefused(NotAMemberException.class, () -> store.createMessage(group, fromBob));
    assertRefused(
        NotAMemberException.class,
        () -> asBob.withSendMode(SendMode.STREAMED).createMessage(group, fromBob));
  }

  /** The head was read before. */
  @Test
  void createMessage_streamedWhileTheSenderIsRemoved_isShownAsEveryOther() {
    Messaging elsewhere = openElsewhere();
    wire.failNext(
        Fault.NONE,
        (request, service) -> {
          elsewhere.removeMember(trip, "bob");
          return service.send(request);
        });

    asBob.withSendMode(SendMode.STREAMED).createMessage(trip, NewMessage.from("bob", "Bye"));

    admin.rebuild(WHOLE_TABLE);
    assertThat(texts(trip)).containsExactly("First", "Bye");
    assertThat(previews("ann")).containsExactly("Bye");
    assertThat(previews("bob")).isEmpty();
  }

  @Test
  void row_ofAGroupWhoseLastSenderLeft_goesOnShowingThem() {
    asBob.createMessage(trip, NewMessage.from("bob", "Bye"));

    asBob.leaveGroup(trip, "bob");

    MessageGroupRow row = store.listMessageGroups("ann", newestFirst(1)).items().get(0);
    assertThat(row.preview()).isEqualTo("Bye");
    assertThat(row.shownUser()).isEqualTo(BOB);
  }

  private static String refusal(String userId, String groupId) {
    return "User '%s' is not a member of message group '%s', or there is no such group"
        .formatted(userId, groupId);
  }

  private void assertRefused(Class<? extends RuntimeException> exception, ThrowingCallable call) {
    List<Map<String, AttributeValue>> before = table.items();

    assertThatThrownBy(call).isInstanceOf(exception);
    assertThat(table.items()).isEqualTo(before);
  }
}
