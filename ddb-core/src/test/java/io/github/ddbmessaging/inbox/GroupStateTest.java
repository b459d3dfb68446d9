package io.github.ddbmessaging.inbox;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.internal.text.Utf8;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.OtherUserException;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.store.Faults;
import io.github.ddbmessaging.store.Messaging;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.testing.meter.ItemSize;
import io.github.ddbmessaging.testing.meter.Meter;
import io.github.ddbmessaging.testing.meter.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** What a user mutes, pins, hides and notes of a group. */
class GroupStateTest extends StoreTest {
  private static final Instant LATER = Instant.parse("2026-12-01T00:00:00Z");
  private static final GroupStateUpdate NOTHING = GroupStateUpdate.begin();
  private static final GroupStateUpdate ALL =
      NOTHING.muteUntil(LATER).pin().hideUpTo(LATER).withData(Map.of("color", "red"));

  private String group() {
    return direct(ANN, BOB, "Hi").group().id();
  }

  @Test
  void updateGroupState_setsWhatItNames() {
    String group = group();
    Instant now = clock.instant().plusSeconds(1);

    assertThat(store.updateGroupState("bob", group, ALL))
        .isEqualTo(
            new GroupState("bob", group, null, 0, LATER, now, LATER, Map.of("color", "red")));
  }

  @Test
  void updateGroupState_storesTheseAttributes() {
    String group = group();

    store.updateGroupState("bob", group, ALL);

    Map<String, AttributeValue> item = table.item("GRP#bob", "ST#" + group);
    assertThat(item)
        .containsOnlyKeys("pk", "sk", "muted_until", "pinned_at", "hidden_up_to", "data")
        .containsEntry("muted_until", AttributeValue.fromS("2026-12-01T00:00:00.000000Z"))
        .containsEntry("hidden_up_to", AttributeValue.fromS("2026-12-01T00:00:00.000000Z"))
        .containsEntry("data", AttributeValue.fromM(Map.of("color", AttributeValue.fromS("red"))));
  }

  @Test
  void updateGroupState_keepsWhatItDoesNotName() {
    String group = group();
    GroupState all = store.updateGroupState("bob", group, ALL);

    assertThat(store.updateGroupState("bob", group, NOTHING.unmute()))
        .isEqualTo(with(all, null, all.pinnedAt(), LATER, all.data()));
    assertThat(store.updateGroupState("bob", group, NOTHING.unpin()))
        .isEqualTo(with(all, null, null, LATER, all.data()));
    assertThat(store.updateGroupState("bob", group, NOTHING.withData(Map.of("a", "", "b", "2"))))
        .isEqualTo(with(all, null, null, LATER, Map.of("a", "", "b", "2")));
    assertThat(store.updateGroupState("bob", group, NOTHING.unhide()))
        .isEqualTo(with(all, null, null, null, Map.of("a", "", "b", "2")));
    assertThat(store.updateGroupState("bob", group, NOTHING.withData(Map.of())))
        .isEqualTo(GroupState.none("bob", group));
  }

  private static GroupState with(
      GroupState state, Instant muted, Instant pinned, Instant hidden, Map<String, String> data) {
    return new GroupState(state.userId(), state.groupId(), null, 0, muted, pinned, hidden, data);
  }

  @Test
  void updateGroupState_ofOneThatHasNone_removesNothing() {
    String group = group();

    assertThat(store.updateGroupState("bob", group, NOTHING.unpin().unmute().unhide()))
        .isEqualTo(GroupState.none("bob", group));
  }

  @Test
  void updateGroupState_whenItsResponseIsLost_returnsTheStateAfterIt() {
    String group = group();
    wire.failNext(Faults.responseLost());

    GroupState state = store.updateGroupState("bob", group, ALL);

    assertThat(state.isPinned()).isTrue();
    assertThat(wire.requests(UpdateItemRequest.class)).hasSize(2);
  }

  /** It does not look at what it leaves as it is. */
  @Test
  void updateGroupState_ofADamagedState_saysThatItMayBeDone() {
    table.put(
        Map.of(
            "pk", AttributeValue.fromS("GRP#bob"),
            "sk", AttributeValue.fromS("ST#g"),
            "unread_marks", AttributeValue.fromS("once")));

    assertThatThrownBy(() -> store.updateGroupState("bob", "g", ALL))
        .isInstanceOfSatisfying(
            RetriesExhaustedException.class,
            failure -> assertThat(failure.mayHaveTakenEffect()).isTrue())
        .hasMessageContainingAll("a write of it may have been applied", "Damaged item")
        .hasMessageNotContaining("lost");
    table.delete("GRP#bob", "ST#g");
  }

  @Test
  void updateGroupState_asAnotherUser_isRefused() {
    assertThatThrownBy(() -> store.actingAs("ann").updateGroupState("bob", "g", ALL))
        .isInstanceOf(OtherUserException.class);
    assertThat(wire.requests()).isEmpty();
  }

  @Test
  void updateGroupState_ofNothing_tellsWhatToAdd() {
    assertThatThrownBy(() -> store.updateGroupState("bob", "g", NOTHING))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("GroupStateUpdate.begin().pin()");
  }

  @Test
  void update_ofTheLastCallOfEachKind_wins() {
    assertThat(NOTHING.muteUntil(LATER).unmute()).isEqualTo(NOTHING.unmute());
    assertThat(NOTHING.unmute().muteUntil(LATER)).isEqualTo(NOTHING.muteUntil(LATER));
    assertThat(NOTHING.pin().unpin()).isEqualTo(NOTHING.unpin());
    assertThat(NOTHING.unhide().hideUpTo(LATER)).isEqualTo(NOTHING.hideUpTo(LATER));
    assertThat(NOTHING.hideUpTo(LATER).unhide()).isEqualTo(NOTHING.unhide());
  }

  @Test
  void isMuted_endsAtTheTime() {
    GroupState state = store.updateGroupState("bob", group(), NOTHING.muteUntil(LATER));

    assertThat(state.isMuted(LATER.minusNanos(1_000))).isTrue();
    assertThat(state.isMuted(LATER)).isFalse();
    assertThat(GroupState.none("bob", "g").isMuted(LATER)).isFalse();
  }

  /** Whatever the ids and strings, each change is one write unit. */
  @Test
  void state_ofTheLongestIdsAndAllThatThereCanBe_isUnderAKilobyte() {
    String longest = "x".repeat(Limits.ID_BYTES);
    MessageRef ref =
        new MessageRef(
            longest, SortKey.of(Instant.parse("2026-11-21T01:02:03Z"), longest), longest);
    MessageRef old =
        new MessageRef(
            longest, new SortKey("2026-11-21T01:02:03." + "0".repeat(66) + "+00:00"), longest);
    Meter meter = new Meter();
    Messaging metered = openMetered(meter, settings -> settings.ids(() -> longest));

    Usage[] usages = {
      meter.measure(() -> metered.markRead(longest, ref, 0)),
      meter.measure(() -> metered.markUnread(longest, old)),
      meter.measure(() -> metered.updateGroupState(longest, longest, ALL.withData(mostStrings())))
    };

    assertThat(usages).containsOnly(new Usage(1, 0, 1));
    Map<String, AttributeValue> item = new HashMap<>(table.item("GRP#" + longest, "ST#" + longest));
    item.put("unread_marks", AttributeValue.fromN(Long.toString(Long.MAX_VALUE)));
    assertThat(item).hasSize(11);
    assertThat(ItemSize.of(item)).isBetween(700L, 1_024L);
    admin.rebuild(WHOLE_TABLE);
  }

  /** Each costs a byte more than its name and value: as many as the limit allows. */
  private static Map<String, String> mostStrings() {
    Map<String, String> strings = new HashMap<>();
    int bytes = 0;
    for (char name = '!'; bytes + Utf8.length("" + name) <= Limits.STATE_DATA_BYTES; name++) {
      if (Character.isLetterOrDigit(name)) {
        strings.put("" + name, "");
        bytes += Utf8.length("" + name);
      }
    }
    return strings;
  }

  @Test
  void state_neverExpiresAndIsInNoIndex() {
    String group = group();
    clock.advance(Duration.ofDays(1));

    store.updateGroupState("bob", group, ALL);

    assertThat(table.item("GRP#bob", "ST#" + group))
        .doesNotContainKeys("message_group_uuid", "expires_at");
  }
}
