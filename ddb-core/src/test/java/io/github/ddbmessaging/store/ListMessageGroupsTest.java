package io.github.ddbmessaging.store;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Keys;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Pattern B: the message groups of a user. */
class ListMessageGroupsTest extends StoreTest {
  private static final int GROUPS = 6;

  @Test
  void listMessageGroups_whenUserHasNone_isEmptyAndEnds() {
    assertThat(store.listMessageGroups("ann", newestFirst(10)))
        .isEqualTo(new Page<>(List.of(), Optional.empty()));
  }

  @Test
  void listMessageGroups_whenGroupIsDirect_showsEachMemberTheOtherOne() {
    Sent sent = direct(ANN, BOB, "Hi Bob");

    assertThat(list("ann")).containsExactly(rowOf("ann", sent, "Hi Bob", BOB));
    assertThat(list("bob")).containsExactly(rowOf("bob", sent, "Hi Bob", ANN));
  }

  @Test
  void listMessageGroups_whenGroupIsLarger_showsTitleAndWhoWroteLast() {
    NewGroup trio = NewGroup.titled("Lunch", List.of(ANN, BOB, CAT));
    Sent first = store.createGroup(trio, NewMessage.from("ann", "Pizza?"));

    Sent newest = store.createMessage(first.group(), NewMessage.from("bob", "Pasta!"));

    for (User member : List.of(ANN, BOB, CAT)) {
      assertThat(list(member.id())).containsExactly(rowOf(member.id(), newest, "Pasta!", BOB));
    }
  }

  @Test
  void listMessageGroups_whenOnlyMemberWroteToThemselves_showsThem() {
    NewGroup notes = NewGroup.titled("Notes", List.of(ANN));

    Sent sent = store.createGroup(notes, NewMessage.from("ann", "Buy milk"));

    assertThat(list("ann")).containsExactly(rowOf("ann", sent, "Buy milk", ANN));
  }

  @Test
  void listMessageGroups_whenMessageIsSentToAnOlderGroup_movesItUp() {
    MessageGroup older = direct(ANN, BOB, "Older").group();
    MessageGroup newer = direct(ANN, CAT, "Newer").group();

    store.createMessage(older, NewMessage.from("bob", "Newest"));

    assertThat(list("ann"))
        .extracting(MessageGroupRow::groupId)
        .containsExactly(older.id(), newer.id());
  }

  @Test
  void listMessageGroups_whenMessageIsLong_previewsItsBeginning() {
    direct(ANN, BOB, "\uD83D\uDE00".repeat(Limits.PREVIEW_LENGTH + 1));

    assertThat(list("ann"))
        .extracting(MessageGroupRow::preview)
        .containsExactly("\uD83D\uDE00".repeat(Limits.PREVIEW_LENGTH));
  }

  @Test
  void listMessageGroups_inPagesOfAnySizeInBothDirections_putTogetherIsTheWholeList() {
    groupsOfAnn(GROUPS);
    List<MessageGroupRow> newestFirst = list("ann");
    List<MessageGroupRow> oldestFirst = new ArrayList<>(newestFirst);
    Collections.reverse(oldestFirst);

    assertThat(newestFirst).hasSize(GROUPS);
    for (int size = 1; size <= GROUPS + 1; size++) {
      assertThat(listAll(newestFirst(size))).isEqualTo(newestFirst);
      assertThat(listAll(oldestFirst(size))).isEqualTo(oldestFirst);
    }
  }

  @Test
  void listMessageGroups_whenListEndsWithThePage_saysSo() {
    groupsOfAnn(GROUPS);

    assertThat(store.listMessageGroups("ann", newestFirst(GROUPS)).next()).isEmpty();
    assertThat(store.listMessageGroups("ann", newestFirst(GROUPS - 1)).next()).isPresent();
  }

  @Test
  void listMessageGroups_betweenTwoTimes_includesTheFirstAndExcludesTheLast() {
    groupsOfAnn(4);

    Page<MessageGroupRow> page =
        store.listMessageGroups(
            "ann",
            newestFirst(10)
                .between(TestClock.START.plusSeconds(1), TestClock.START.plusSeconds(3)));

    assertThat(page.items())
        .extracting(MessageGroupRow::preview)
        .containsExactly("Group 3", "Group 2");
  }

  @Test
  void listMessageGroups_whenGroupMovesUpBetweenPages_isNotListedAgainBelow() {
    List<MessageGroup> groups = groupsOfAnn(4);
    Page<MessageGroupRow> first = store.listMessageGroups("ann", newestFirst(2));

    store.createMessage(groups.get(3), NewMessage.from("ann", "Up"));
    Page<MessageGroupRow> second =
        store.listMessageGroups("ann", newestFirst(2).before(first.next().orElseThrow()));

    assertThat(first.items())
        .extracting(MessageGroupRow::preview)
        .containsExactly("Group 4", "Group 3");
    assertThat(second.items())
        .extracting(MessageGroupRow::preview)
        .containsExactly("Group 2", "Group 1");
  }

  @Test
  void listMessageGroups_withTheContinuationOfAnotherUser_isRefused() {
    groupsOfAnn(2);
    Cursor ofAnn = store.listMessageGroups("ann", newestFirst(1)).next().orElseThrow();

    assertThatThrownBy(() -> store.listMessageGroups("bob", newestFirst(1).before(ofAnn)))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void listMessageGroups_withTheCursorOfAMessage_isRefused() {
    Cursor ofMessage = direct(ANN, BOB, "Hi").message().cursor();

    assertThatThrownBy(() -> store.listMessageGroups("ann", newestFirst(1).before(ofMessage)))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void listMessageGroups_withConsistentReads_readsStronglyConsistently() {
    store.listMessageGroups("ann", newestFirst(1));
    store.withConsistentReads().listMessageGroups("ann", newestFirst(1));

    assertThat(wire.requests(QueryRequest.class))
        .extracting(QueryRequest::consistentRead)
        .containsExactly(false, true);
  }

  private List<MessageGroup> groupsOfAnn(int number) {
    List<MessageGroup> groups = new ArrayList<>();
    for (int n = 1; n <= number; n++) {
      NewGroup group = NewGroup.titled("Group " + n, List.of(ANN, BOB));
      groups.add(store.createGroup(group, NewMessage.from("ann", "Group " + n)).group());
    }
    return groups;
  }

  private List<MessageGroupRow> list(String userId) {
    return store.listMessageGroups(userId, newestFirst(100)).items();
  }

  private List<MessageGroupRow> listAll(PageRequest first) {
    return store.listMessageGroupPages("ann", first).stream()
        .flatMap(page -> page.items().stream())
        .toList();
  }

  private static MessageGroupRow rowOf(String owner, Sent newest, String preview, User shown) {
    MessageGroup group = newest.group();
    return new MessageGroupRow(
        owner,
        Keys.row(newest.message().sortKey(), group.id()),
        group.id(),
        preview,
        group.title(),
        shown);
  }
}
