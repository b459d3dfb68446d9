package io.github.ddbmessaging.member;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.message.EachRequest;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.store.Faults;
import io.github.ddbmessaging.store.Messaging;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.store.TableInvariants;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The process ends before or after each request of a change of the group. The table is whole then,
 * and a repeat has the effect of one.
 */
class MemberCrashTest extends StoreTest {
  private static final int REQUESTS = 2;

  private String trip;

  /** A change, and what the group is like afterwards. */
  @SuppressWarnings("ImmutableEnumChecker") // Its fields are never changed.
  enum Scenario {
    ADD(
        (store, id) -> store.addMembers(id, List.of(CAT), History.FROM_JOINING),
        group -> group.members().equals(List.of(ANN, BOB, CAT))),
    REMOVE(
        (store, id) -> store.removeMember(id, "bob"),
        group -> group.members().equals(List.of(ANN))),
    LEAVE(
        (store, id) -> store.actingAs("bob").leaveGroup(id, "bob"),
        group -> group.members().equals(List.of(ANN))),
    PROMOTE(
        (store, id) -> store.changeRole(id, "bob", Role.OWNER),
        group -> group.ownerIds().equals(List.of("ann", "bob"))),
    RENAME(
        (store, id) -> store.renameGroup(id, "Journey"), group -> "Journey".equals(group.title()));

    private final BiConsumer<Messaging, String> change;
    private final Predicate<MessageGroup> wanted;

    Scenario(BiConsumer<Messaging, String> change, Predicate<MessageGroup> wanted) {
      this.change = change;
      this.wanted = wanted;
    }
  }

  static Stream<Arguments> requests() {
    return EachRequest.of(Scenario.values(), scenario -> REQUESTS);
  }

  @BeforeEach
  void startTrip() {
    trip =
        store
            .createGroup(
                NewGroup.titled("Trip", List.of(ANN, BOB)), NewMessage.from("ann", "First"))
            .group()
            .id();
    wire.clear();
  }

  @ParameterizedTest
  @EnumSource
  void change_undisturbed_makesAsManyRequestsAsAreCutBelow(Scenario scenario) {
    scenario.change.accept(store, trip);

    assertThat(wire.requests()).hasSize(REQUESTS);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void repeat_afterTheProcessEndedBeforeOrAfterTheRequest_hasTheEffectOfOne(
      Scenario scenario, int request, boolean isDone) {
    wire.endProcess(request, isDone ? Faults.goneAfterwards() : Faults.gone());
    assertThatThrownBy(() -> scenario.change.accept(store, trip))
        .isInstanceOf(DynamoDbFailureException.class);
    assertThat(TableInvariants.violations(table.items(), clock.instant())).isEmpty();

    scenario.change.accept(openElsewhere(), trip);

    assertThat(openElsewhere().findGroup(trip)).get().matches(scenario.wanted);
    assertThat(table.items())
        .filteredOn(item -> item.get(Attributes.SK).s().startsWith(Keys.LOG_PREFIX))
        .hasSize(1);
  }
}
