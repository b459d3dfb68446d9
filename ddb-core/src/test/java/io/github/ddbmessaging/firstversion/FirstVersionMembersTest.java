package io.github.ddbmessaging.firstversion;

import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static io.github.ddbmessaging.store.People.EVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.MessagingAdmin;
import io.github.ddbmessaging.model.CheckReport;
import io.github.ddbmessaging.model.Finding;
import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.project.ProjectionTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Members come and go by present stores, while others of the first version go on working. */
class FirstVersionMembersTest extends ProjectionTest {
  private static final NewGroup TRIP = NewGroup.titled("Trip", List.of(ANN, BOB));

  private FirstVersionStore firstVersion;

  @BeforeEach
  void openFirstVersion() {
    firstVersion = FirstVersionStore.open(table.client(), table.name(), clock);
  }

  /** Rows of the first version say less than the invariants ask for. A check forgives that. */
  @Override
  protected List<String> violations() {
    List<String> findings = new ArrayList<>();
    for (CheckReport report : admin().check(TableScan.withPageSize(Limits.PAGE_SIZE))) {
      report.findings().stream().map(Finding::toString).forEach(findings::add);
    }
    return findings;
  }

  @Test
  void send_byTheFirstVersion_afterMembersRolesAndTitleChanged_keepsThemAll() {
    String trip = store.createGroup(TRIP, NewMessage.from("ann", "1")).group().id();
    store.addMembers(trip, List.of(CAT, EVE), History.FROM_JOINING);
    store.removeMember(trip, "eve");
    store.changeRole(trip, "bob", Role.OWNER);
    MessageGroup changed = store.renameGroup(trip, "Journey");

    firstVersion.send(trip, "cat", "2");

    MessageGroup after = store.withConsistentReads().findGroup(trip).orElseThrow();
    assertThat(after)
        .returns(changed.members(), MessageGroup::members)
        .returns(changed.access(), MessageGroup::access)
        .returns("Journey", MessageGroup::title);
    assertThat(textsSeenBy("cat", trip)).containsExactly("2");
    assertBothShow("cat", "2");
    assertThat(firstVersion.listRows("eve")).isEmpty();
  }

  @Test
  void send_byTheFirstVersion_ofWhoIsRemoved_isRefused() {
    String trip = store.createGroup(TRIP, NewMessage.from("ann", "1")).group().id();
    store.removeMember(trip, "bob");

    assertThatThrownBy(() -> firstVersion.send(trip, "bob", "2"))
        .isInstanceOf(FirstVersion.type("NotAMemberException"));
  }

  @Test
  void send_byTheFirstVersion_whileAMemberIsAdded_losesNeither() {
    String trip = store.createGroup(TRIP, NewMessage.from("ann", "1")).group().id();
    FirstVersionStore slower = FirstVersionStore.open(wire.to(table).client(), table.name(), clock);
    wire.beforeWrite(1, () -> transactional.addMembers(trip, List.of(CAT), History.FROM_BEGINNING));

    slower.send(trip, "bob", "2");

    assertThat(textsSeenBy("cat", trip)).containsExactly("1", "2");
    assertBothShow("cat", "2");
  }

  @Test
  void addMembers_whileTheFirstVersionSends_losesNeither() {
    String trip = store.createGroup(TRIP, NewMessage.from("ann", "1")).group().id();
    wire.beforeWrite(1, () -> firstVersion.send(trip, "bob", "2"));

    store.addMembers(trip, List.of(CAT), History.FROM_JOINING);

    assertThat(textsSeenBy("cat", trip)).isEmpty();
    assertThat(rows("cat")).extracting(MessageGroupRow::preview).containsExactly("");
    // Rows of the first version show the other of two, until the next send.
    transactional.createMessage(trip, NewMessage.from("bob", "3"));
  }

  /** Its heads say neither who owns the group nor whether it is direct. */
  @Test
  void changes_ofAGroupThatTheFirstVersionMade_workForTheService() {
    String trip = firstVersion.createGroup(TRIP, "ann", "1");

    store.addMembers(trip, List.of(CAT), History.FROM_BEGINNING);
    store.changeRole(trip, "bob", Role.OWNER);
    store.renameGroup(trip, "Journey");
    store.removeMember(trip, "ann");

    assertThat(store.withConsistentReads().findGroup(trip).orElseThrow())
        .returns(List.of(BOB, CAT), MessageGroup::members)
        .returns(List.of("bob"), MessageGroup::ownerIds);
    firstVersion.send(trip, "cat", "2");
    assertBothShow("bob", "2");
  }

  @Test
  void project_byTheFirstVersion_givesALaterMemberTheirRow() {
    String trip = store.createGroup(TRIP, NewMessage.from("ann", "1")).group().id();
    store.addMembers(trip, List.of(CAT), History.FROM_JOINING);
    stream.skip();
    store.withSendMode(SendMode.STREAMED).createMessage(trip, NewMessage.from("ann", "2"));

    assertThat(firstVersion.project(stream.next()))
        .isEqualTo(FirstVersionStore.Projection.COMPLETE);

    assertBothShow("cat", "2");
  }

  /** It knows no bound, and shows the newest message to all: replace it before members join. */
  @Test
  void rebuildRows_byTheFirstVersion_showsALaterMemberTheNewestMessageUntilTheNextSend() {
    String trip = store.createGroup(TRIP, NewMessage.from("ann", "1")).group().id();
    transactional.addMembers(trip, List.of(CAT), History.FROM_JOINING);

    assertThat(firstVersion.rebuildRows()).isEmpty();
    assertThat(rows("cat")).extracting(MessageGroupRow::preview).containsExactly("1");
    assertThat(textsSeenBy("cat", trip)).isEmpty();

    Message next = transactional.createMessage(trip, NewMessage.from("bob", "2")).message();
    transactional.deleteMessage(next.ref());
    assertThat(rows("cat")).extracting(MessageGroupRow::preview).containsExactly("");
  }

  private MessagingAdmin admin() {
    return configured(MessagingAdmin.builder().client(table.client())).clock(clock).build();
  }

  private List<String> textsSeenBy(String userId, String groupId) {
    return store
        .actingAs(userId)
        .withConsistentReads()
        .listMessages(groupId, oldestFirst(10))
        .items()
        .stream()
        .map(Message::text)
        .toList();
  }

  private void assertBothShow(String userId, String preview) {
    assertThat(firstVersion.listRows(userId))
        .extracting(ListedRow::preview)
        .containsExactly(preview);
    assertThat(rows(userId)).extracting(MessageGroupRow::preview).containsExactly(preview);
  }
}
