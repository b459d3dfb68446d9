package io.github.ddbmessaging.legacy;

import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static io.github.ddbmessaging.store.People.EVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.Finding;
import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Members of groups that the original application made, come and go. */
class OldMembersTest extends OldTableTest {
  private static final String MONDAY = "2023-05-01T10:00:00+00:00";

  @Test
  void addMembers_toAnOldGroupOfThree_adoptsIt() {
    converseOfThree();

    MessageGroup group = store.addMembers(GROUP, List.of(EVE), History.FROM_BEGINNING);

    assertThat(group.members()).containsExactlyInAnyOrder(ANN, BOB, CAT, EVE);
    assertThat(previews("eve")).containsExactly("Hi all");
  }

  @Test
  void addMembers_byAStranger_doesNotAdoptIt() {
    converseOfThree();

    assertThatThrownBy(
            () -> store.actingAs("eve").addMembers(GROUP, List.of(EVE), History.FROM_BEGINNING))
        .isInstanceOf(NotAMemberException.class);
    assertThat(store.findGroup(GROUP)).isEmpty();
  }

  /** Two without a title look like a direct group. */
  @Test
  void removeMember_whenTwoOfAnOldGroupAreLeft_doesNotMakeItDirect() {
    converseOfThree();

    store.removeMember(GROUP, "cat");
    store.createMessage(GROUP, NewMessage.from("ann", "Only us"));

    assertThat(rows("ann")).extracting(MessageGroupRow::isDirect).containsExactly(false);
    assertThat(store.addMembers(GROUP, List.of(CAT), History.FROM_JOINING).members()).hasSize(3);
  }

  @Test
  void addMembers_toAnOldGroupOfTwo_isRefusedAsDirect() {
    old.converse(GROUP, MONDAY, ANN, BOB, "Hi");

    assertThatThrownBy(() -> store.addMembers(GROUP, List.of(CAT), History.FROM_BEGINNING))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("direct");
  }

  @Test
  void renameGroup_ofAnOldGroupOfThree_givesItATitle() {
    converseOfThree();

    store.renameGroup(GROUP, "Trip");

    assertThat(rows("cat")).extracting(MessageGroupRow::title).containsExactly("Trip");
  }

  /** It writes a row, and knows nothing of heads. */
  @Test
  void addMembers_ofWhomTheOldApplicationGaveARow_makesThemAMember() {
    converseOfThree();
    store.createMessage(GROUP, NewMessage.from("ann", "Hello"));
    old.row(EVE, GROUP, "2026-11-21T01:05:00+00:00", ANN, "Hello");
    assertThatThrownBy(() -> store.actingAs("eve").listMessages(GROUP, oldestFirst(5)))
        .isInstanceOf(NotAMemberException.class);

    store.addMembers(GROUP, List.of(EVE), History.FROM_BEGINNING);
    admin.rebuild(WHOLE_TABLE);

    assertThat(previews("eve")).containsExactly("Hello");
    assertThat(store.actingAs("eve").listMessages(GROUP, oldestFirst(5)).items()).hasSize(2);
  }

  @Test
  void check_ofARowThatTheOldApplicationGaveAStranger_namesIt() {
    converseOfThree();
    store.createMessage(GROUP, NewMessage.from("ann", "Hello"));
    old.row(EVE, GROUP, "2026-11-21T01:05:00+00:00", ANN, "Hello");

    assertThat(admin.check(WHOLE_TABLE).get(0).findings())
        .extracting(Finding::problem)
        .contains(Finding.Problem.ROW_OF_NO_MEMBER);
    admin.rebuild(WHOLE_TABLE);
  }

  @Test
  void migrate_ofAGroupWithALaterMember_letsThemSeeWhatTheySaw() {
    converseOfThree();
    store.addMembers(GROUP, List.of(EVE), History.FROM_JOINING);
    store.createMessage(GROUP, NewMessage.from("ann", "After"));

    admin.migrate(WHOLE_TABLE);

    assertThat(textsSeenByEve()).containsExactly("After");
    assertThat(texts()).containsExactly("Hi all", "After");
  }

  /** The key of the one is higher than that of the newest at joining, and its time is earlier. */
  @Test
  void listMessages_byALaterMember_goesByTheTimeOfOldKeysAndNotByTheirText() {
    converseOfThree();
    store.addMembers(GROUP, List.of(EVE), History.FROM_JOINING);
    old.message(GROUP, "2026-11-21T13:00:00+13:45", BOB, "Earlier, by its time");
    old.message(GROUP, "2026-11-21T11:00:00+00:00", BOB, "After");

    assertThat(textsSeenByEve()).containsExactly("After");
    admin.rebuild(WHOLE_TABLE);
  }

  @Test
  void row_ofALaterMember_showsNoMessageWithAnOldKeyUntilItIsMigrated() {
    converseOfThree();
    store.addMembers(GROUP, List.of(EVE), History.FROM_JOINING);
    old.message(GROUP, "2026-11-21T11:00:00+00:00", BOB, "After");
    admin.rebuild(WHOLE_TABLE);
    assertThat(previews("ann")).containsExactly("After");
    assertThat(previews("eve")).containsExactly("");

    admin.migrate(WHOLE_TABLE);
    admin.rebuild(WHOLE_TABLE);

    assertThat(previews("eve")).containsExactly("After");
  }

  private void converseOfThree() {
    old.message(GROUP, MONDAY, ANN, "Hi all");
    old.row(ANN, GROUP, MONDAY, BOB, "Hi all");
    old.row(BOB, GROUP, MONDAY, CAT, "Hi all");
    old.row(CAT, GROUP, MONDAY, ANN, "Hi all");
  }

  private List<String> textsSeenByEve() {
    return store.actingAs("eve").listMessages(GROUP, oldestFirst(10)).items().stream()
        .map(Message::text)
        .toList();
  }
}
