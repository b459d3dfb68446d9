package io.github.ddbmessaging.inbox;

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
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.store.TestClock;
import java.time.Instant;
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
  void listMessageGroups_whenMessageIsSentToAnOlderGroup_movesItUp() {
    MessageGroup older = direct(ANN, BOB, "Older").group();
    direct(ANN, CAT, "Newer");

    store.createMessage(older, NewMessage.from("bob", "Newest"));

    assertThat(previews("ann")).containsExactly("Newest", "Newer");
  }

  @Test
  void listMessageGroups_whenMessageIsLong_previewsItsBeginning() {
    direct(ANN, BOB, "\u00E9".repeat(Limits.PREVIEW_LENGTH + 1));

    assertThat(previews("ann")).containsExactly("\u00E9".repeat(Limits.PREVIEW_LENGTH));
  }

  @Test
  void listMessageGroups_inPagesOfAnySizeInBothDirections_putTogetherIsTheWholeList() {
    groupsOfAnn(GROUPS);
    List<MessageGroupRow> newestFirst =
        store.listMessageGroups("ann", newestFirst(GROUPS + 1)).items();
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
    PageRequest second = newestFirst(10).between(after(1), after(3));

    assertThat(store.listMessageGroups("ann", second).items())
        .extracting(MessageGroupRow::preview)
        .containsExactly("Group 3", "Group 2");
  }

  @Test
  void listMessageGroups_whenGroupMovesUpBetweenPages_isNotListedAgainBelow() {
    List<MessageGroup> groups = groupsOfAnn(4);
    Cursor next = store.listMessageGroups("ann", newestFirst(2)).next().orElseThrow();

    store.createMessage(groups.get(3), NewMessage.from("ann", "Up"));
    Page<MessageGroupRow> second = store.listMessageGroups("ann", newestFirst(2).continuedAt(next));

    assertThat(second.items())
        .extracting(MessageGroupRow::preview)
        .containsExactly("Group 2", "Group 1");
  }

  @Test
  void listMessageGroups_withTheCursorOfAnotherListing_isRefused() {
    MessageGroup group = groupsOfAnn(2).get(0);
    store.createMessage(group, NewMessage.from("ann", "Second"));
    List<Cursor> ofOthers =
        List.of(
            store.listMessageGroups("ann", newestFirst(1)).next().orElseThrow(),
            store.listMessages(group.id(), newestFirst(1)).next().orElseThrow());

    for (Cursor cursor : ofOthers) {
      assertThatThrownBy(() -> store.listMessageGroups("bob", newestFirst(1).continuedAt(cursor)))
          .isInstanceOf(InvalidInputException.class);
    }
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

  private List<MessageGroupRow> listAll(PageRequest first) {
    return store.listMessageGroupPages("ann", first).stream()
        .flatMap(page -> page.items().stream())
        .toList();
  }

  private static Instant after(int seconds) {
    return TestClock.START.plusSeconds(seconds);
  }
}
