package io.github.ddbmessaging.message;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.MessagesAround;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.table.Keys;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages around one, out of seven. */
class ListMessagesAroundTest extends StoreTest {
  private List<Message> all;
  private String groupId;

  @BeforeEach
  void talk() {
    groupId = conversation(ANN, BOB, 7).group().id();
    all = store.listMessages(groupId, oldestFirst(10)).items();
  }

  @Test
  void listMessagesAround_oneInTheMiddle_returnsBothSidesAndItself() {
    MessagesAround around = store.listMessagesAround(all.get(3).ref(), 2);

    assertThat(around.older().items()).containsExactly(all.get(2), all.get(1));
    assertThat(around.newer().items()).containsExactly(all.get(3), all.get(4));
    assertThat(around.inOrder()).isEqualTo(all.subList(1, 5));
  }

  @Test
  void listMessagesAround_continuedBothWays_reachesEveryMessageOnce() {
    MessagesAround around = store.listMessagesAround(all.get(3).ref(), 2);

    assertThat(
            store
                .listMessages(
                    groupId, newestFirst(9).continuedAt(around.older().next().orElseThrow()))
                .items())
        .containsExactly(all.get(0));
    assertThat(
            store
                .listMessages(
                    groupId, oldestFirst(9).continuedAt(around.newer().next().orElseThrow()))
                .items())
        .isEqualTo(all.subList(5, all.size()));
  }

  @Test
  void listMessagesAround_oneThatIsGone_returnsWhatStandsAroundItsPlace() {
    MessageRef gone = all.get(3).ref();
    table.delete(Keys.messagePartition(groupId), gone.sortKey().value());

    assertThat(store.listMessagesAround(gone, 1).inOrder()).containsExactly(all.get(2), all.get(4));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 6})
  void listMessagesAround_oneAtAnEnd_hasNoCursorThere(int index) {
    MessagesAround around = store.listMessagesAround(all.get(index).ref(), 10);

    assertThat(around.inOrder()).isEqualTo(all);
    assertThat(around.older().next()).isEmpty();
    assertThat(around.newer().next()).isEmpty();
  }

  @Test
  void listMessagesAround_inAnotherGroup_returnsNothing() {
    MessageRef elsewhere = new MessageRef("nowhere", all.get(0).sortKey(), all.get(0).id());

    assertThat(store.listMessagesAround(elsewhere, 1).inOrder()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1_001})
  void listMessagesAround_withALimitThatNoPageHas_isRefused(int limit) {
    assertThatThrownBy(() -> store.listMessagesAround(all.get(0).ref(), limit))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("A page has 1 to 1000 items, not " + limit);
  }
}
