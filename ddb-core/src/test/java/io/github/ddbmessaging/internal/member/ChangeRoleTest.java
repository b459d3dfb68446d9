package io.github.ddbmessaging.internal.member;

import static io.github.ddbmessaging.internal.access.SampleSettings.NOW;
import static io.github.ddbmessaging.internal.access.SampleSettings.settings;
import static io.github.ddbmessaging.internal.group.Trip.HEAD;
import static io.github.ddbmessaging.internal.group.Trip.OWNER;
import static io.github.ddbmessaging.internal.group.Trip.TRIP;
import static io.github.ddbmessaging.internal.group.Trip.WRITES;
import static io.github.ddbmessaging.internal.group.Trip.head;
import static io.github.ddbmessaging.internal.group.Trip.refusedBy;
import static io.github.ddbmessaging.internal.group.Trip.writes;
import static io.github.ddbmessaging.internal.read.SampleRequests.getStrongly;
import static io.github.ddbmessaging.internal.run.Answers.WRITTEN;
import static io.github.ddbmessaging.internal.run.Answers.lost;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.LogEntries;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.Script;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.LogEntry.Change;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.Role;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The requests of changing a role. */
class ChangeRoleTest {
  private static final MessageGroup TWO_OWNERS =
      TRIP.withMembers(TRIP.members(), Map.of("ann", OWNER, "bob", OWNER));
  private static final MessageGroup BOBS = TRIP.withMembers(TRIP.members(), Map.of("bob", OWNER));

  @Test
  void ofMember_isOneGetOfTheHeadAndOneTransaction() {
    Script script = new Script(head(HEAD), WRITTEN);

    MessageGroup changed = script.run(toOwner(settings()));

    assertThat(changed).isEqualTo(TWO_OWNERS);
    assertThat(script.requests().get(0)).isEqualTo(getStrongly(ItemKey.head("g-1")));
    assertThat(writes(script, 1))
        .isEqualTo(
            writes(
                WRITES.change(
                    HEAD,
                    TWO_OWNERS,
                    null,
                    LogEntries.ofGroup(HEAD, Change.ROLE_CHANGED, Set.of("bob"), null, NOW))));
  }

  @Test
  void ofMember_whenTheyHaveTheRoleBecauseAnotherWasFaster_writesNothingMore() {
    Script script = new Script(head(HEAD), refusedBy(HEAD.withGroup(TWO_OWNERS)));

    assertThat(script.run(toOwner(settings()))).isEqualTo(TWO_OWNERS);
  }

  /** An owner who stepped down may not change roles any more, and has done so all the same. */
  @Test
  void ofMember_whenAnOwnerStepsDownAndTheResponseIsLost_wasApplied() {
    GroupHead stepped = HEAD.withGroup(BOBS);
    Script script =
        new Script(head(HEAD.withGroup(TWO_OWNERS)), lost(), refusedBy(stepped), head(stepped));

    assertThat(
            script.run(ChangeRole.ofMember(settings().actingAs("ann"), "g-1", "ann", Role.MEMBER)))
        .isEqualTo(BOBS);
  }

  private static Operation<MessageGroup> toOwner(StoreSettings settings) {
    return ChangeRole.ofMember(settings, "g-1", "bob", Role.OWNER);
  }
}
