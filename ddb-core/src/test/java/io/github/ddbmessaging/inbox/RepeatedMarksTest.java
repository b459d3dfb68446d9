package io.github.ddbmessaging.inbox;

import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.store.Faults;
import io.github.ddbmessaging.store.Messaging;
import io.github.ddbmessaging.store.StoreTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One device of a user marks messages as unread and loses the response. Before it tries again,
 * another device marks messages as unread and as read, in any order, each response lost once.
 */
class RepeatedMarksTest extends StoreTest {
  private static final int LONGEST = 3;

  private List<Message> messages;
  private Messaging other;

  /** What the other device does. */
  enum Mark {
    UNREAD,
    READ,
    /** Late: it names the marks that there were before. */
    READ_LATE
  }

  /** All orders in which the other device marks as unread once at most. */
  static Stream<List<Mark>> orders() {
    List<List<Mark>> orders = new ArrayList<>(List.of(List.of()));
    for (int i = 0; i < orders.size(); i++) {
      for (Mark mark : Mark.values()) {
        List<Mark> longer = new ArrayList<>(orders.get(i));
        longer.add(mark);
        if (longer.size() <= LONGEST
            && longer.indexOf(Mark.UNREAD) == longer.lastIndexOf(Mark.UNREAD)) {
          orders.add(longer);
        }
      }
    }
    return orders.stream();
  }

  @ParameterizedTest
  @MethodSource("orders")
  void markUnread_triedAgainBehindAnotherDevice_changesNothingMore(List<Mark> marks) {
    GroupState[] before = new GroupState[1];
    converse();

    GroupState returned = markUnreadAgainAfter(() -> before[0] = play(marks));

    assertThat(returned).isEqualTo(before[0]).isEqualTo(state());
    assertThat(returned.unreadMarks()).isEqualTo(marks.contains(Mark.UNREAD) ? 2 : 1);
  }

  /** The limit: as if it had been made once more, after theirs. */
  @Test
  void markUnread_triedAgainBehindTwoOthers_isMadeAgain() {
    converse();

    GroupState returned =
        markUnreadAgainAfter(() -> play(List.of(Mark.UNREAD, Mark.UNREAD, Mark.READ)));

    assertThat(returned.unreadMarks()).isEqualTo(4);
    assertThat(unread()).isEqualTo(3);
  }

  private void converse() {
    String group = conversation(ANN, BOB, 3).group().id();
    messages = store.listMessages(group, oldestFirst(3)).items();
    other = open(settings -> {});
  }

  private GroupState markUnreadAgainAfter(Runnable others) {
    wire.failNext(
        (request, service) ->
            Faults.responseLost()
                .strike(request, service)
                .whenComplete((response, failure) -> others.run()));
    return store.markUnread("bob", messages.get(0).ref());
  }

  private GroupState play(List<Mark> marks) {
    marks.forEach(this::play);
    return state();
  }

  private void play(Mark mark) {
    wire.failNext(Faults.responseLost());
    switch (mark) {
      case UNREAD -> other.markUnread("bob", messages.get(1).ref());
      case READ -> other.markRead("bob", messages.get(2).ref(), state().unreadMarks());
      case READ_LATE -> other.markRead("bob", messages.get(2).ref(), 0);
    }
  }

  private GroupState state() {
    return openElsewhere().findGroupState("bob", messages.get(0).groupId()).orElseThrow();
  }

  private int unread() {
    return openElsewhere().countUnread("bob", messages.get(0).groupId()).count();
  }
}
