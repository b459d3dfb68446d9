package io.github.ddbmessaging.upkeep;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.Changes;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.RenameReport;
import io.github.ddbmessaging.model.RenameScope;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.store.Administration;
import io.github.ddbmessaging.store.Faults;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.store.Wire;
import io.github.ddbmessaging.testing.meter.Meter;
import io.github.ddbmessaging.testing.meter.Usage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** A user's new names reach their groups, and on request their messages. */
class RenameUserTest extends StoreTest {
  private static final User ANNA = new User("ann", "Anna B.", "anna.b");

  @Test
  void renameUser_changesMembersAndTheRowsThatShowTheUser() {
    MessageGroup direct = direct(ANN, BOB, "Hi").group();
    MessageGroup trip = trip("ann");

    rename(RenameScope.GROUPS);

    assertThat(find(direct).members()).containsExactly(ANNA, BOB);
    assertThat(find(trip).members()).containsExactly(ANNA, BOB, CAT);
    assertThat(rowsOf("bob")).extracting(MessageGroupRow::shownUser).containsOnly(ANNA);
  }

  @Test
  void renameUser_ofGroupsAlone_leavesMessagesWithTheNamesTheyWereSentWith() {
    MessageGroup direct = direct(ANN, BOB, "Hi").group();

    rename(RenameScope.GROUPS);

    assertThat(senders(direct)).containsExactly(ANN);
  }

  @Test
  void renameUser_ofMessagesToo_changesThoseThatTheUserWroteAndNoOther() {
    MessageGroup trip = trip("ann");
    store.createMessage(trip.id(), NewMessage.from("bob", "Yes"));
    store.createMessage(trip.id(), NewMessage.from("ann", "Good"));

    List<RenameReport> reports = rename(RenameScope.GROUPS_AND_MESSAGES);

    assertThat(senders(trip)).containsExactly(ANNA, BOB, ANNA);
    assertThat(reports.stream().mapToInt(RenameReport::messages).sum()).isEqualTo(2);
  }

  @Test
  void renameUser_ofMessagesToo_reachesGroupsThatTheUserHasLeft() {
    MessageGroup trip = trip("ann");
    store.leaveGroup(trip.id(), "ann");

    rename(RenameScope.GROUPS_AND_MESSAGES);

    assertThat(senders(trip)).containsExactly(ANNA);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void renameUser_resumedAfterEachReport_reachesEverything(int pageSize) {
    List<MessageGroup> groups = new ArrayList<>();
    for (User other : List.of(BOB, CAT)) {
      groups.add(direct(ANN, other, "1").group());
      groups.add(
          store.createMessage(groups.get(groups.size() - 1), NewMessage.from("ann", "2")).group());
    }
    TableScan pages = TableScan.withPageSize(pageSize);

    RenameReport report;
    do {
      report = admin.renameUser(ANNA, RenameScope.GROUPS_AND_MESSAGES, pages).get(0);
      pages = report.position().map(pages::resumedAt).orElse(pages);
    } while (report.position().isPresent());

    assertThat(groups).allSatisfy(group -> assertThat(senders(group)).containsOnly(ANNA));
  }

  @Test
  void renameUser_whenRepeated_writesNothing() {
    trip("ann");
    rename(RenameScope.GROUPS_AND_MESSAGES);
    wire.clear();

    rename(RenameScope.GROUPS_AND_MESSAGES);

    assertThat(wire.requests())
        .noneMatch(
            request ->
                request instanceof TransactWriteItemsRequest
                    || request instanceof UpdateItemRequest);
  }

  @Test
  void renameUser_tellsFollowersOfTheGroup() {
    MessageGroup trip = trip("ann");
    ChangesToken token = store.beginChanges(trip.id());

    rename(RenameScope.GROUPS);

    Changes changes = store.listChanges(trip.id(), token, 10);
    assertThat(changes.group().map(MessageGroup::members)).contains(List.of(ANNA, BOB, CAT));
  }

  @Test
  void renameUser_costsFourWriteUnitsAGroupAndTwoPerRowThatShowsTheUser() {
    trip("ann");
    Meter meter = new Meter();

    Administration metered = openAdmin(table.metered(meter));

    Usage usage = meter.measure(() -> metered.renameUser(ANNA, RenameScope.GROUPS, WHOLE_TABLE));

    assertThat(usage.writeUnits()).isEqualTo(4 + 3 * 2);
  }

  /** As a member Ann was shown with her new names, and rows are not written when she leaves. */
  @Test
  void renameUser_whoThenLeaves_leavesRowsThatACheckAccepts() {
    MessageGroup trip = trip("ann");
    rename(RenameScope.GROUPS);

    store.leaveGroup(trip.id(), "ann");

    assertThat(rowsOf("bob")).extracting(MessageGroupRow::shownUser).containsExactly(ANNA);
  }

  @Test
  void renameUser_whoJoinsAgain_leavesRowsThatACheckAccepts() {
    MessageGroup trip = trip("ann");
    store.leaveGroup(trip.id(), "ann");

    store.addMembers(trip.id(), List.of(ANNA), History.FROM_JOINING);

    assertThat(rowsOf("bob")).extracting(MessageGroupRow::shownUser).containsExactly(ANNA);
  }

  @Test
  void renameUser_whenTheMessagesCannotBeReadAfterTheGroup_saysThatItMayHaveTakenEffect() {
    trip("ann");
    wire.fail(number -> number == 4 ? Faults.refused("ExpiredTokenException") : Wire.Fault.NONE);

    assertThatThrownBy(() -> rename(RenameScope.GROUPS_AND_MESSAGES))
        .isInstanceOfSatisfying(
            MessagingException.class, e -> assertThat(e.mayHaveTakenEffect()).isTrue());
  }

  @Test
  void withCurrentNames_showsMessagesOfMembersWithTheNamesOfToday() {
    MessageGroup trip = trip("ann");
    rename(RenameScope.GROUPS);

    assertThat(
            store
                .actingAs("bob")
                .withCurrentNames()
                .listMessages(trip.id(), newestFirst(5))
                .items())
        .extracting(Message::sender)
        .containsExactly(ANNA);
    assertThat(store.withCurrentNames().listMessages(trip.id(), newestFirst(5)).items())
        .extracting(Message::sender)
        .containsExactly(ANNA);
  }

  @Test
  void withCurrentNames_forAUser_makesNoFurtherRequest() {
    MessageGroup trip = trip("ann");
    wire.clear();

    store.actingAs("bob").withCurrentNames().listMessages(trip.id(), newestFirst(5));

    assertThat(wire.requests()).hasOnlyElementsOfType(QueryRequest.class).hasSize(1);
  }

  private MessageGroup trip(String senderId) {
    return store
        .createGroup(
            NewGroup.titled("Trip", List.of(ANN, BOB, CAT)), NewMessage.from(senderId, "Hi"))
        .group();
  }

  private List<RenameReport> rename(RenameScope scope) {
    return admin.renameUser(ANNA, scope, WHOLE_TABLE);
  }

  private MessageGroup find(MessageGroup group) {
    return store.findGroup(group.id()).orElseThrow();
  }

  private List<User> senders(MessageGroup group) {
    return store.listMessages(group.id(), oldestFirst(10)).items().stream()
        .map(Message::sender)
        .toList();
  }

  private List<MessageGroupRow> rowsOf(String userId) {
    return store.listMessageGroups(userId, newestFirst(10)).items();
  }
}
