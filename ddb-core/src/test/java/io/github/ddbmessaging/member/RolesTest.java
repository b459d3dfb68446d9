package io.github.ddbmessaging.member;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessageKind;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.NotAnOwnerException;
import io.github.ddbmessaging.model.NotTheSenderException;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.store.Messaging;
import io.github.ddbmessaging.store.People;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.table.Attributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What owners may do and others may not: roles, the title, and all messages. */
class RolesTest extends StoreTest {
  private MessageGroup group;
  private Message first;
  private String trip;
  private Messaging asAnn;
  private Messaging asBob;

  @BeforeEach
  void startTripOfAnn() {
    Sent sent =
        store.createGroup(
            NewGroup.titled("Trip", List.of(ANN, BOB, CAT)), NewMessage.from("ann", "First"));
    first = sent.message();
    group = sent.group();
    trip = group.id();
    asAnn = store.actingAs("ann");
    asBob = store.actingAs("bob");
  }

  @Test
  void createGroup_withATitle_makesItsFirstSenderTheOwner() {
    assertThat(group.ownerIds()).containsExactly("ann");
  }

  @Test
  void changeRole_byAnOwner_makesAnother() {
    asAnn.changeRole(trip, "bob", Role.OWNER);

    assertThat(asBob.removeMember(trip, "cat").ownerIds()).containsExactly("ann", "bob");
  }

  @Test
  void changeRole_byAPlainMember_isRefused() {
    assertRefused(NotAnOwnerException.class, () -> asBob.changeRole(trip, "bob", Role.OWNER));
  }

  @Test
  void changeRole_toTheOneThatTheyHave_writesNothing() {
    List<Map<String, AttributeValue>> before = table.items();

    assertThat(asAnn.changeRole(trip, "ann", Role.OWNER)).isEqualTo(group);
    assertThat(table.items()).isEqualTo(before);
  }

  @Test
  void changeRole_ofTheOnlyOwner_isRefusedToTheServiceToo() {
    assertRefused(InvalidInputException.class, () -> asAnn.changeRole(trip, "ann", Role.MEMBER));
    assertRefused(InvalidInputException.class, () -> store.changeRole(trip, "ann", Role.MEMBER));
  }

  @Test
  void changeRole_ofOneOfTwoOwners_stepsDown() {
    asAnn.changeRole(trip, "bob", Role.OWNER);

    assertThat(asAnn.changeRole(trip, "ann", Role.MEMBER).ownerIds()).containsExactly("bob");
  }

  @Test
  void changeRole_ofALaterMember_keepsWhatTheySee() {
    store.addMembers(trip, List.of(People.EVE), History.FROM_JOINING);

    store.changeRole(trip, "eve", Role.OWNER);

    assertThat(store.actingAs("eve").listMessages(trip, newestFirst(5)).items()).isEmpty();
  }

  @Test
  void changeRole_ofAStranger_isRefused() {
    assertRefused(NotAMemberException.class, () -> asAnn.changeRole(trip, "eve", Role.OWNER));
  }

  @Test
  void changeRole_inADirectGroup_isRefused() {
    String direct = direct(ANN, BOB, "Hi").group().id();

    assertRefused(InvalidInputException.class, () -> store.changeRole(direct, "ann", Role.OWNER));
  }

  @Test
  void group_withoutOwners_isLookedAfterByTheService() {
    forgetOwners();

    assertRefused(NotAnOwnerException.class, () -> asAnn.changeRole(trip, "ann", Role.OWNER));
    assertRefused(NotAnOwnerException.class, () -> asAnn.removeMember(trip, "bob"));
    assertThat(store.changeRole(trip, "bob", Role.OWNER).ownerIds()).containsExactly("bob");
  }

  @Test
  void group_withoutOwners_letsMembersAddAndLeaveAndGetsNoOwnerByThat() {
    forgetOwners();

    asBob.addMembers(trip, List.of(People.EVE), History.FROM_BEGINNING);
    asAnn.leaveGroup(trip, "ann");

    assertThat(store.findGroup(trip).orElseThrow())
        .returns(List.of(BOB, CAT, People.EVE), MessageGroup::members)
        .returns(List.of(), MessageGroup::ownerIds);
  }

  @Test
  void deleteMessage_byAnOwner_deletesThatOfAnother() {
    Message bobs = store.createMessage(trip, NewMessage.from("bob", "Rude")).message();

    asAnn.deleteMessage(bobs.ref());

    assertThat(texts(trip)).containsExactly("First", "");
    assertThat(previews("cat")).containsExactly("First");
  }

  @Test
  void deleteMessage_byAnOwner_deletesASystemMessage() {
    NewMessage joined = NewMessage.from("bob", "Bob joined").withKind(MessageKind.SYSTEM);
    Message system = store.createMessage(trip, joined).message();

    assertRefused(NotTheSenderException.class, () -> asBob.deleteMessage(system.ref()));
    assertThat(asAnn.deleteMessage(system.ref()).isDeleted()).isTrue();
  }

  @Test
  void deleteMessage_ofAnotherByAPlainMember_isRefused() {
    assertRefused(NotTheSenderException.class, () -> asBob.deleteMessage(first.ref()));
  }

  @Test
  void editMessage_ofAnother_isRefusedToOwnersToo() {
    store.changeRole(trip, "bob", Role.OWNER);

    assertRefused(
        NotTheSenderException.class,
        () -> asBob.editMessage(first.ref(), MessageEdit.ofText("Bob's")));
  }

  @Test
  void renameGroup_byAnOwner_isShownInAllRows() {
    MessageGroup renamed = asAnn.renameGroup(trip, "Journey");

    assertThat(store.findGroup(trip)).contains(renamed);
    for (String member : List.of("ann", "bob", "cat")) {
      assertThat(store.listMessageGroups(member, newestFirst(5)).items())
          .extracting(MessageGroupRow::title, MessageGroupRow::preview)
          .containsExactly(tuple("Journey", "First"));
    }
  }

  @Test
  void renameGroup_byAPlainMember_isRefused() {
    assertRefused(NotAnOwnerException.class, () -> asBob.renameGroup(trip, "Journey"));
  }

  @Test
  void renameGroup_toItsTitle_writesNothing() {
    List<Map<String, AttributeValue>> before = table.items();

    assertThat(asAnn.renameGroup(trip, "Trip")).isEqualTo(group);
    assertThat(table.items()).isEqualTo(before);
  }

  @Test
  void renameGroup_whenTheNewestMessageIsDeleted_goesOnShowingTheOneBefore() {
    Message second = store.createMessage(trip, NewMessage.from("bob", "Second")).message();
    store.deleteMessage(second.ref());

    asAnn.renameGroup(trip, "Journey");

    assertThat(previews("cat")).containsExactly("First");
  }

  @Test
  void renameGroup_ofAFullGroup_isOneTransaction() {
    String full =
        store
            .createGroup(
                NewGroup.titled("Trip", People.crowd(48)), NewMessage.from("user-1", "First"))
            .group()
            .id();

    assertThat(store.renameGroup(full, "Journey").title()).isEqualTo("Journey");
  }

  @Test
  void renameGroup_ofADirectGroup_isRefused() {
    String direct = direct(ANN, BOB, "Hi").group().id();

    assertRefused(InvalidInputException.class, () -> store.renameGroup(direct, "Trip"));
  }

  /** As the first version and the original application left it. */
  private void forgetOwners() {
    Map<String, AttributeValue> head = new HashMap<>(table.item("MSG#" + trip, "HEAD"));
    head.remove(Attributes.ACCESS);
    head.remove(Attributes.DIRECT);
    table.put(head);
  }

  private void assertRefused(Class<? extends RuntimeException> exception, ThrowingCallable call) {
    List<Map<String, AttributeValue>> before = table.items();

    assertThatThrownBy(call).isInstanceOf(exception);
    assertThat(table.items()).isEqualTo(before);
  }
}
