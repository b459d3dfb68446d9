package io.github.ddbmessaging.internal.member;

import static io.github.ddbmessaging.internal.access.SampleSettings.NOW;
import static io.github.ddbmessaging.internal.access.SampleSettings.settings;
import static io.github.ddbmessaging.internal.access.SampleSettings.withAttempts;
import static io.github.ddbmessaging.internal.group.Trip.HEAD;
import static io.github.ddbmessaging.internal.group.Trip.OWNER;
import static io.github.ddbmessaging.internal.group.Trip.TRIP;
import static io.github.ddbmessaging.internal.group.Trip.WRITES;
import static io.github.ddbmessaging.internal.group.Trip.head;
import static io.github.ddbmessaging.internal.group.Trip.refusedBy;
import static io.github.ddbmessaging.internal.group.Trip.writes;
import static io.github.ddbmessaging.internal.read.SampleRequests.getStrongly;
import static io.github.ddbmessaging.internal.run.Answers.NOTHING;
import static io.github.ddbmessaging.internal.run.Answers.WRITTEN;
import static io.github.ddbmessaging.internal.run.Answers.error;
import static io.github.ddbmessaging.internal.run.Answers.lost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.LogEntries;
import io.github.ddbmessaging.internal.run.Script;
import io.github.ddbmessaging.model.FormerMembership;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.LogEntry.Change;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import io.github.ddbmessaging.table.Schemas;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** The requests of removing and leaving. What holds afterwards is proved with a server. */
class RemoveMemberTest {
  private static final MessageGroup WITHOUT_BOB =
      TRIP.withMembers(List.of(Samples.ANN), Map.of("ann", OWNER));
  private static final GroupHead CHANGED = HEAD.withGroup(WITHOUT_BOB);
  private static final StoreSettings AS_BOB = settings().actingAs("bob");
  private static final ItemKey NOTE = ItemKey.formerMembership("bob", "g-1");
  private static final GetItemResponse HAS_LEFT =
      GetItemResponse.builder()
          .item(Schemas.FORMER.itemToMap(new FormerMembership("bob", "g-1", Samples.MADE_AT), true))
          .build();

  @Test
  void fromGroup_isOneGetOfTheHeadAndOneTransaction() {
    Script script = new Script(head(HEAD), WRITTEN);

    MessageGroup changed = script.run(RemoveMember.fromGroup(settings(), "g-1", "bob"));

    assertThat(changed).isEqualTo(WITHOUT_BOB);
    assertThat(script.requests().get(0)).isEqualTo(getStrongly(ItemKey.head("g-1")));
    assertThat(writes(script, 1))
        .isEqualTo(
            writes(
                WRITES.change(
                    HEAD,
                    WITHOUT_BOB,
                    null,
                    LogEntries.ofGroup(HEAD, Change.MEMBERS_REMOVED, Set.of("bob"), null, NOW))));
  }

  @Test
  void fromGroup_whenTheHeadHasMoved_decidesOnTheOneThatTheRefusalTells() {
    GroupHead moved = new GroupHead(TRIP, null, 5, null);
    Script script = new Script(head(HEAD), refusedBy(moved), WRITTEN);

    script.run(RemoveMember.fromGroup(settings(), "g-1", "bob"));

    assertThat(script.requests()).hasSize(3);
    assertThat(writes(script, 2).get(0).update().expressionAttributeValues().get(":changes").n())
        .isEqualTo("6");
  }

  @Test
  void fromGroup_whenAnotherWasFaster_writesNothingMore() {
    Script script = new Script(head(HEAD), refusedBy(CHANGED));

    assertThat(script.run(RemoveMember.fromGroup(settings(), "g-1", "bob"))).isEqualTo(WITHOUT_BOB);
  }

  /** Who has removed themselves is no member any more, and is told so by nothing else. */
  @Test
  void fromGroup_ofOneselfWhenTheResponseWasLost_wasApplied() {
    Script script = new Script(head(HEAD), lost(), refusedBy(CHANGED), head(CHANGED));

    assertThat(script.run(RemoveMember.fromGroup(AS_BOB, "g-1", "bob"))).isEqualTo(WITHOUT_BOB);
  }

  @Test
  void whoLeaves_whenTheResponseWasLost_wasAMemberUntilNow() {
    Script script = new Script(head(HEAD), lost(), refusedBy(CHANGED), head(CHANGED));

    assertThat(script.run(RemoveMember.whoLeaves(AS_BOB, "g-1", "bob"))).isTrue();
  }

  @Test
  void whoLeaves_whenThereIsANoteOfIt_hasLeftBefore() {
    Script script = new Script(head(CHANGED), HAS_LEFT);

    assertThat(script.run(RemoveMember.whoLeaves(AS_BOB, "g-1", "bob"))).isFalse();
    assertThat(script.requests().get(1)).isEqualTo(getStrongly(NOTE));
  }

  @Test
  void whoLeaves_whenThereIsNoNoteOfIt_isRefused() {
    Script script = new Script(head(CHANGED), NOTHING);

    assertThatExceptionOfType(NotAMemberException.class)
        .isThrownBy(() -> script.run(RemoveMember.whoLeaves(AS_BOB, "g-1", "bob")));
  }

  /** There may be a note of an earlier time, and the user is still a member. */
  @Test
  void whoLeaves_whenDynamoDbDoesNotLetThem_failsWithoutLookingForANote() {
    Script script = new Script(head(HEAD), error("ProvisionedThroughputExceededException", 400));

    assertThatExceptionOfType(RetriesExhaustedException.class)
        .isThrownBy(
            () ->
                script.run(RemoveMember.whoLeaves(withAttempts(1).actingAs("bob"), "g-1", "bob")));
    assertThat(script.requests()).hasSize(2);
  }

  @Test
  void whoLeaves_whenTheServiceAsksAndTheyAreNoMember_isToldSoByTheHead() {
    Script script = new Script(head(CHANGED));

    assertThat(script.run(RemoveMember.whoLeaves(settings(), "g-1", "bob"))).isFalse();
  }
}
