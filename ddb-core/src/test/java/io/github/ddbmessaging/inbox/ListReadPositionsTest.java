package io.github.ddbmessaging.inbox;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static io.github.ddbmessaging.store.People.EVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.ReadPosition;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.store.Messaging;
import io.github.ddbmessaging.store.People;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.testing.meter.Meter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;

/** How far everyone in a group has read it. */
class ListReadPositionsTest extends StoreTest {
  private MessageGroup group;
  private Message first;
  private Message second;

  @BeforeEach
  void converse() {
    group =
        store
            .createGroup(
                NewGroup.titled("Trip", List.of(ANN, BOB, CAT)), NewMessage.from("ann", "First"))
            .group();
    first = store.listMessages(group.id(), newestFirst(1)).items().get(0);
    second = store.createMessage(group, NewMessage.from("ann", "Second")).message();
    store.markRead("cat", second.ref(), 0);
    store.markRead("bob", first.ref(), 0);
    wire.clear();
  }

  private ReadPosition of(String userId, Message message) {
    return new ReadPosition(userId, message.sortKey());
  }

  private MessageGroup withMembers(User... members) {
    return new MessageGroup(
        group.id(), group.newest(), List.of(members), "Trip", group.createdAt(), 1);
  }

  @Test
  void listReadPositions_isOfTheMembersWhoHaveReadAnything() {
    assertThat(store.listReadPositions(group)).containsExactly(of("bob", first), of("cat", second));
    assertThat(store.actingAs("ann").listReadPositions(group.id()))
        .containsExactly(of("bob", first), of("cat", second));
  }

  @Test
  void listReadPositions_ofAGroupInHand_isOneRequest() {
    store.actingAs("ann").listReadPositions(group);
    store.actingAs("ann").listReadPositions(group.id());

    assertThat(wire.requests()).hasSize(1 + 2).allMatch(BatchGetItemRequest.class::isInstance);
  }

  @Test
  void covers_isTrueUpToThePosition() {
    ReadPosition bobs = store.listReadPositions(group).get(0);

    assertThat(bobs.covers(first)).isTrue();
    assertThat(bobs.covers(second)).isFalse();
  }

  @Test
  void listReadPositions_tellsNothingElseOfTheStates() {
    store.updateGroupState(
        "bob", group.id(), GroupStateUpdate.begin().pin().withData(Map.of("secret", "secret")));
    store.updateGroupState("ann", group.id(), GroupStateUpdate.begin().pin());

    assertThat(store.listReadPositions(group)).containsExactly(of("bob", first), of("cat", second));
  }

  @Test
  void listReadPositions_ofAMemberUnknownToTheHand_readsOnce() {
    assertThat(store.listReadPositions(withMembers(ANN, BOB)))
        .containsExactly(of("bob", first), of("cat", second));
    assertThat(wire.requests()).hasSize(2);
  }

  @Test
  void listReadPositions_whateverTheHandClaims_goesByTheHead() {
    store.markRead("eve", first.ref(), 0);
    MessageGroup forged = withMembers(EVE, EVE, new User("a#b", "", ""), ANN, BOB, CAT);

    assertThat(store.listReadPositions(forged))
        .containsExactly(of("bob", first), of("cat", second));
    assertThatThrownBy(() -> store.actingAs("eve").listReadPositions(forged))
        .isInstanceOf(NotAMemberException.class);
  }

  @Test
  void listReadPositions_ofNoGroup_isRefused() {
    assertThatThrownBy(() -> store.listReadPositions("nowhere"))
        .isInstanceOf(GroupNotFoundException.class);
    assertThatThrownBy(() -> store.actingAs("ann").listReadPositions("nowhere"))
        .isInstanceOf(NotAMemberException.class);
    assertThatThrownBy(() -> store.actingAs("eve").listReadPositions(group.id()))
        .isInstanceOf(NotAMemberException.class);
  }

  @Test
  void listReadPositions_ofADamagedState_leavesItOut() {
    Map<String, AttributeValue> good = table.item("GRP#bob", "ST#" + group.id());
    table.put(
        Map.of(
            "pk", AttributeValue.fromS("GRP#bob"),
            "sk", AttributeValue.fromS("ST#" + group.id()),
            "read_sk", AttributeValue.fromBool(true)));

    assertThat(store.listReadPositions(group)).containsExactly(of("cat", second));
    assertThatThrownBy(() -> store.withStrictReads().listReadPositions(group))
        .isInstanceOf(DamagedItemException.class);
    table.put(good);
  }

  @Test
  void listReadPositions_ofTheMostMembers_costsHalfAUnitForEachAndTheHead() {
    MessageGroup crowd =
        store
            .createGroup(
                NewGroup.titled("Crowd", People.crowd(Limits.MEMBERS)),
                NewMessage.from("user-1", "Hi"))
            .group();
    Meter meter = new Meter();
    Messaging metered = openMetered(meter, settings -> {});

    double units = meter.measure(() -> metered.listReadPositions(crowd)).readUnits();

    assertThat(units).isBetween(24.5, 25.5);
  }
}
