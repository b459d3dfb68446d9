package io.github.ddbmessaging.inbox;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.OtherUserException;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.UnreadCount;
import io.github.ddbmessaging.store.Faults;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.table.Keys;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** How far a user has read a group, and what marks messages as unread again. */
class ReadStateTest extends StoreTest {
  private MessageGroup group;
  private Message first;
  private Message second;
  private Message third;

  @BeforeEach
  void converse() {
    group = conversation(ANN, BOB, 3).group();
    List<Message> newest = store.listMessages(group.id(), newestFirst(3)).items();
    third = newest.get(0);
    second = newest.get(1);
    first = newest.get(2);
    wire.clear();
  }

  @Test
  void markRead_setsThePositionInAnItemOfTheUser() {
    GroupState state = store.markRead("bob", second.ref(), 0);

    assertThat(state)
        .isEqualTo(
            new GroupState("bob", group.id(), second.sortKey(), 0, null, null, null, Map.of()));
    assertThat(table.item("GRP#bob", "ST#" + group.id()))
        .containsOnlyKeys("pk", "sk", "read_sk")
        .containsEntry("read_sk", AttributeValue.fromS(second.sortKey().value()));
    assertThat(stateOf("ann").readUpTo()).isNull();
    assertThat(unread("bob")).isEqualTo(1);
  }

  @Test
  void markRead_ofAnEarlierMessage_changesNothingAndReturnsTheState() {
    GroupState state = store.markRead("bob", third.ref(), 0);

    assertThat(store.markRead("bob", first.ref(), 0)).isEqualTo(state);
    assertThat(store.markRead("bob", third.ref(), 0)).isEqualTo(state);
    assertThat(store.actingAs("bob").markRead("bob", second.ref(), state.unreadMarks()))
        .isEqualTo(state);
    assertThat(unread("bob")).isZero();
  }

  @Test
  void findGroupState_whereNothingWasDone_isEmpty() {
    assertThat(store.findGroupState("bob", group.id())).isEmpty();
    assertThat(store.findGroupState("bob", "nowhere")).isEmpty();
  }

  @Test
  void findGroupState_isTheUsersOwn() {
    GroupState state = store.markRead("bob", second.ref(), 0);

    assertThat(store.actingAs("bob").findGroupState("bob", group.id())).contains(state);
    assertThatThrownBy(() -> store.actingAs("ann").findGroupState("bob", group.id()))
        .isInstanceOf(OtherUserException.class);
  }

  @Test
  void markRead_whateverBecomesOfIt_isOneRequest() {
    store.markRead("bob", third.ref(), 0);
    store.markRead("bob", first.ref(), 0);

    assertThat(wire.requests()).hasSize(2).allMatch(UpdateItemRequest.class::isInstance);
  }

  @Test
  void markRead_ofAGroupThatIsNotThere_isNoted() {
    Message nowhere = new Message("nowhere", first.sortKey(), first.id(), ANN, "");

    assertThat(store.markRead("bob", nowhere.ref(), 0).readUpTo()).isEqualTo(first.sortKey());
    admin.rebuild(WHOLE_TABLE);
  }

  @Test
  void markUnread_makesTheMessageAndAllAfterItUnread() {
    store.markRead("bob", third.ref(), 0);

    GroupState state = store.markUnread("bob", second.ref());

    assertThat(state.unreadMarks()).isEqualTo(1);
    assertThat(state).isEqualTo(stateOf("bob"));
    assertThat(unread("bob")).isEqualTo(2);
    store.markUnread("bob", first.ref());
    assertThat(unread("bob")).isEqualTo(3);
  }

  @Test
  void markUnread_movesThePositionBelowTheMessageAndAboveAllOfTheMicrosecondBefore() {
    GroupState state = store.markUnread("bob", second.ref());

    assertThat(state.readUpTo())
        .isLessThan(second.sortKey())
        .isGreaterThan(SortKey.of(second.createdAt().minus(1, ChronoUnit.MICROS), "zz"));
  }

  @Test
  void markRead_thatIsLate_doesNotUndoMarkUnread() {
    GroupState before = store.markRead("bob", second.ref(), 0);
    GroupState marked = store.markUnread("bob", first.ref());

    assertThat(store.markRead("bob", third.ref(), before.unreadMarks())).isEqualTo(marked);
    assertThat(unread("bob")).isEqualTo(3);
  }

  @Test
  void markRead_withTheNumberThatItReturned_marksAllTheSame() {
    store.markUnread("bob", first.ref());

    GroupState returned = store.markRead("bob", third.ref(), 0);
    GroupState state = store.markRead("bob", third.ref(), returned.unreadMarks());

    assertThat(state.readUpTo()).isEqualTo(third.sortKey());
    assertThat(state.unreadMarks()).isEqualTo(1);
    assertThat(unread("bob")).isZero();
  }

  @Test
  void markRead_withTheNumberOfAStateThatIsGone_returnsNone() {
    GroupState marked = store.markUnread("bob", first.ref());
    table.delete(Keys.groupsPartition("bob"), Keys.state(group.id()));

    assertThat(store.markRead("bob", third.ref(), marked.unreadMarks()))
        .isEqualTo(GroupState.none("bob", group.id()));
    assertThat(table.item(Keys.groupsPartition("bob"), Keys.state(group.id()))).isEmpty();
  }

  @Test
  void markRead_whenItsResponseIsLost_returnsTheStateAfterIt() {
    wire.failNext(Faults.responseLost());

    assertThat(store.markRead("bob", second.ref(), 0).readUpTo()).isEqualTo(second.sortKey());
    assertThat(wire.requests()).hasSize(2);
  }

  @Test
  void markUnread_whenItsResponseIsLost_raisesTheNumberOnce() {
    wire.failNext(Faults.responseLost());

    GroupState state = store.markUnread("bob", second.ref());

    assertThat(state.unreadMarks()).isEqualTo(1);
    assertThat(state).isEqualTo(stateOf("bob"));
    assertThat(wire.requests(UpdateItemRequest.class)).hasSize(2);
  }

  @Test
  void markUnread_whoseLostResponseIsTriedAgain_doesNotUndoWhatWasReadMeanwhile() {
    wire.failNext(
        (request, service) ->
            Faults.responseLost()
                .strike(request, service)
                .whenComplete((response, failure) -> readAllElsewhere()));

    GroupState state = store.markUnread("bob", first.ref());

    assertThat(state.readUpTo()).isEqualTo(third.sortKey());
    assertThat(state.unreadMarks()).isEqualTo(1);
  }

  private void readAllElsewhere() {
    openElsewhere().markRead("bob", third.ref(), stateOf("bob").unreadMarks());
  }

  @Test
  void markUnread_again_raisesTheNumberAgain() {
    store.markUnread("bob", second.ref());

    assertThat(store.markUnread("bob", second.ref()).unreadMarks()).isEqualTo(2);
  }

  @Test
  void markRead_whenAllAttemptsFail_saysSo() {
    wire.fail(number -> Faults.throttled());

    assertThatThrownBy(() -> store.markRead("bob", second.ref(), 0))
        .isInstanceOf(RetriesExhaustedException.class)
        .hasMessageContaining("Marking messages as read in message group '" + group.id() + "'");
  }

  @Test
  void marks_asAnotherUser_areRefused() {
    assertThatThrownBy(() -> store.actingAs("ann").markRead("bob", first.ref(), 0))
        .isInstanceOf(OtherUserException.class);
    assertThatThrownBy(() -> store.actingAs("ann").markUnread("bob", first.ref()))
        .isInstanceOf(OtherUserException.class);
    assertThat(wire.requests()).isEmpty();
  }

  @Test
  void position_onAMessageThatIsDeletedOrPurged_meansTheSame() {
    store.markRead("bob", second.ref(), 0);

    store.deleteMessage(second.ref());
    assertThat(unread("bob")).isEqualTo(1);
    store.purgeMessage(second.ref());
    assertThat(unread("bob")).isEqualTo(1);
    store.createMessage(group.id(), NewMessage.from("ann", "Fourth"));
    assertThat(unread("bob")).isEqualTo(2);
  }

  @Test
  void markUnread_ofADamagedState_namesItAndWritesNothing() {
    Map<String, AttributeValue> damaged = new HashMap<>();
    damaged.put("pk", AttributeValue.fromS("GRP#bob"));
    damaged.put("sk", AttributeValue.fromS("ST#" + group.id()));
    damaged.put("unread_marks", AttributeValue.fromS("once"));
    table.put(damaged);

    assertThatThrownBy(() -> store.markUnread("bob", first.ref()))
        .isInstanceOf(DamagedItemException.class);
    assertThat(table.item("GRP#bob", "ST#" + group.id())).isEqualTo(damaged);
    table.delete("GRP#bob", "ST#" + group.id());
  }

  private int unread(String userId) {
    UnreadCount count = openElsewhere().countUnread(userId, group.id());
    assertThat(count.more()).isFalse();
    return count.count();
  }

  private GroupState stateOf(String userId) {
    return openElsewhere()
        .withConsistentReads()
        .listInbox(userId, newestFirst(1))
        .items()
        .get(0)
        .state();
  }
}
