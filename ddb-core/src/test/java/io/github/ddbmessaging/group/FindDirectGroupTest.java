package io.github.ddbmessaging.group;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.OtherUserException;
import io.github.ddbmessaging.store.Messaging;
import io.github.ddbmessaging.store.StoreTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether two users have begun their direct group: they may learn it, and nobody else. */
class FindDirectGroupTest extends StoreTest {
  private MessageGroup group;

  @BeforeEach
  void begin() {
    group = direct(ANN, BOB, "Hi").group();
    wire.clear();
  }

  @Test
  void findDirectGroup_byEitherOfTheTwo_isTheGroup() {
    assertThat(store.actingAs("ann").findDirectGroup("ann", "bob")).contains(group);
    assertThat(store.actingAs("bob").findDirectGroup("bob", "ann")).contains(group);
  }

  @Test
  void findDirectGroup_thatIsNotBegun_isEmpty() {
    assertThat(store.actingAs("ann").findDirectGroup("ann", "cat")).isEmpty();
  }

  @Test
  void findDirectGroup_always_isOneRequest() {
    store.actingAs("ann").findDirectGroup("ann", "cat");

    assertThat(wire.requests()).hasSize(1);
  }

  @Test
  void findDirectGroup_ofOthers_isRefusedAlikeWithoutRequestWhetherItIsThereOrNot() {
    Messaging asEve = store.actingAs("eve");
    for (String other : List.of("bob", "cat")) {
      assertThatThrownBy(() -> asEve.findDirectGroup("ann", other))
          .isInstanceOf(OtherUserException.class)
          .hasMessage("A store that acts for user 'eve' can't find a direct group of user 'ann'");
    }
    assertThat(wire.requests()).isEmpty();
  }
}
