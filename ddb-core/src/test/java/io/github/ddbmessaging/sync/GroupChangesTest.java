package io.github.ddbmessaging.sync;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.ddbmessaging.model.Changes;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.store.Messaging;
import io.github.ddbmessaging.store.StoreTest;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A client that follows a group is told that the group itself changed. */
class GroupChangesTest extends StoreTest {
  private Message first;
  private String trip;
  private ChangesToken token;

  @BeforeEach
  void startTripOfAnn() {
    Sent sent =
        store.createGroup(
            NewGroup.titled("Trip", List.of(ANN, BOB)), NewMessage.from("ann", "First"));
    first = sent.message();
    trip = sent.group().id();
    token = store.beginChanges(trip);
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        change("added", (s, id) -> s.addMembers(id, List.of(CAT), History.FROM_JOINING)),
        change("removed", (s, id) -> s.removeMember(id, "bob")),
        change("left", (s, id) -> s.leaveGroup(id, "bob")),
        change("role", (s, id) -> s.changeRole(id, "bob", Role.OWNER)),
        change("title", (s, id) -> s.renameGroup(id, "Journey")));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void listChanges_afterAChangeOfTheGroup_tellsTheGroupOnce(BiConsumer<Messaging, String> change) {
    change.accept(store, trip);

    Changes changes = store.listChanges(trip, token, 10);

    assertThat(changes.group()).isEqualTo(store.findGroup(trip)).isPresent();
    assertThat(store.listChanges(trip, changes.next(), 10).group()).isEmpty();
  }

  @Test
  void listChanges_afterChangesOfMessagesAlone_tellsNoGroup() {
    store.editMessage(first.ref(), MessageEdit.ofText("New"));

    assertThat(store.listChanges(trip, token, 10).group()).isEmpty();
  }

  @Test
  void listChanges_afterChangesOfBoth_tellsBothInPagesToo() {
    store.renameGroup(trip, "Journey");
    store.editMessage(first.ref(), MessageEdit.ofText("New"));
    store.addMembers(trip, List.of(CAT), History.FROM_BEGINNING);

    Changes one = store.listChanges(trip, token, 1);
    Changes two = store.listChanges(trip, one.next(), 1);
    Changes three = store.listChanges(trip, two.next(), 1);

    assertThat(List.of(one.group(), two.group(), three.group()))
        .containsExactly(store.findGroup(trip), Optional.empty(), store.findGroup(trip));
    assertThat(two.messages()).extracting(Message::text).contains("New");
    assertThat(three.more()).isFalse();
  }

  @Test
  void listChanges_onceTheyAreRemoved_isRefused() {
    ChangesToken bobs = store.actingAs("bob").beginChanges(trip);
    store.removeMember(trip, "bob");

    assertThatThrownBy(() -> store.actingAs("bob").listChanges(trip, bobs, 10))
        .isInstanceOf(NotAMemberException.class);
  }

  private static Arguments change(String name, BiConsumer<Messaging, String> change) {
    return argumentSet(name, change);
  }
}
