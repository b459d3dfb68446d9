package io.github.ddbmessaging.internal.member;

import static io.github.ddbmessaging.internal.access.SampleSettings.NOW;
import static io.github.ddbmessaging.internal.access.SampleSettings.settings;
import static io.github.ddbmessaging.internal.group.Trip.HEAD;
import static io.github.ddbmessaging.internal.group.Trip.NEWEST;
import static io.github.ddbmessaging.internal.group.Trip.TRIP;
import static io.github.ddbmessaging.internal.group.Trip.WRITES;
import static io.github.ddbmessaging.internal.group.Trip.headAndNewest;
import static io.github.ddbmessaging.internal.group.Trip.refusedBy;
import static io.github.ddbmessaging.internal.group.Trip.withCat;
import static io.github.ddbmessaging.internal.group.Trip.writes;
import static io.github.ddbmessaging.internal.read.SampleRequests.getStrongly;
import static io.github.ddbmessaging.internal.read.SampleRequests.query;
import static io.github.ddbmessaging.internal.run.Answers.WRITTEN;
import static io.github.ddbmessaging.internal.run.Answers.item;
import static io.github.ddbmessaging.internal.run.Answers.lost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.LogEntries;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.Script;
import io.github.ddbmessaging.internal.text.Timestamps;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.LogEntry.Change;
import io.github.ddbmessaging.model.MemberAccess;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.SortKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** The requests of adding members. What they may see and do then is proved with a server. */
class AddMembersTest {
  private static final MemberAccess SEES_ALL =
      new MemberAccess(Role.MEMBER, Timestamps.cut(NOW), null);
  private static final MessageGroup WITH_CAT = withCat(SEES_ALL);
  private static final Message LATER =
      Samples.message(SortKey.of(Samples.MADE_AT.plusSeconds(9), "m-9"), Samples.BOB, "Later");

  @Test
  void toGroup_isOneQueryFromTheHeadDownwardAndOneTransaction() {
    Script script = new Script(headAndNewest(HEAD, NEWEST), WRITTEN);

    MessageGroup changed = script.run(add(settings(), History.FROM_BEGINNING));

    assertThat(changed).isEqualTo(WITH_CAT);
    assertThat(script.requests().get(0))
        .isEqualTo(query("MSG#g-1", "0", "HEAD", false, 2).consistentRead(true).build());
    assertThat(writes(script, 1)).isEqualTo(written(HEAD, WITH_CAT, NEWEST));
  }

  @Test
  void toGroup_whenAllAreThere_writesNothing() {
    Script script = new Script(headAndNewest(HEAD.withGroup(WITH_CAT), NEWEST));

    MessageGroup changed = script.run(add(settings(), History.FROM_JOINING));

    assertThat(changed).isEqualTo(WITH_CAT);
  }

  @Test
  void toGroup_whenRowsShowAnotherMessageThanTheNewest_readsThatOne() {
    GroupHead showsFirst =
        new GroupHead(
            TRIP.withNewest(LATER.sortKey()),
            null,
            4,
            new GroupHead.Shown(LATER.sortKey(), NEWEST.sortKey()));
    Script script = new Script(headAndNewest(showsFirst, LATER), item(NEWEST), WRITTEN);

    script.run(add(settings(), History.FROM_BEGINNING));

    assertThat(script.requests().get(1))
        .isEqualTo(getStrongly(ItemKey.message("g-1", NEWEST.sortKey())));
  }

  /** What the head and the messages say, and what the new member may not see. */
  static Stream<Arguments> bounds() {
    Message streamed = LATER;
    Message old =
        new Message("g-1", new SortKey("2026-11-20T23:02:03.5-05:00"), "m-5", Samples.BOB, "Old");
    GroupHead ofOld = HEAD.withGroup(TRIP.withNewest(old.sortKey()));
    GroupHead ahead = HEAD.withGroup(TRIP.withNewest(LATER.sortKey()));
    return Stream.of(
        argumentSet("the head's", HEAD, NEWEST, NEWEST.sortKey()),
        argumentSet("a streamed one above it", HEAD, streamed, streamed.sortKey()),
        argumentSet("the head's, which is gone", ahead, NEWEST, LATER.sortKey()),
        argumentSet(
            "one of an old key, whose id the head does not know, by its true time",
            ofOld,
            old,
            new SortKey("2026-11-21T04:02:03.500000Z#~")));
  }

  @ParameterizedTest
  @MethodSource("bounds")
  void toGroup_fromJoiningOn_leavesOutAllUpToTheNewest(
      GroupHead head, Message newest, SortKey bound) {
    boolean isShown = head.shows(newest.sortKey());
    Script script =
        isShown
            ? new Script(headAndNewest(head, newest), WRITTEN)
            : new Script(headAndNewest(head, newest), GetItemResponse.builder().build(), WRITTEN);

    MessageGroup changed = script.run(add(settings(), History.FROM_JOINING));

    assertThat(changed.accessOf("cat"))
        .isEqualTo(new MemberAccess(Role.MEMBER, Timestamps.cut(NOW), bound));
  }

  @Test
  void toGroup_whenTheHeadHasMoved_readsAgainAndDecidesOnThat() {
    GroupHead moved = HEAD.withGroup(TRIP.withNewest(LATER.sortKey()));
    Script script =
        new Script(
            headAndNewest(HEAD, NEWEST), refusedBy(moved), headAndNewest(moved, LATER), WRITTEN);

    MessageGroup changed = script.run(add(settings(), History.FROM_JOINING));

    assertThat(changed.accessOf("cat").visibleFrom()).isEqualTo(LATER.sortKey());
    assertThat(script.pauses()).hasSize(1);
  }

  @Test
  void toGroup_whenAResponseWasLostAndTheyAreThere_wasApplied() {
    GroupHead changed = HEAD.withGroup(WITH_CAT);
    Script script =
        new Script(
            headAndNewest(HEAD, NEWEST),
            lost(),
            refusedBy(changed),
            headAndNewest(changed, NEWEST));

    assertThat(script.run(add(settings(), History.FROM_BEGINNING))).isEqualTo(WITH_CAT);
  }

  @Test
  void toGroup_whenAResponseWasLostAndTheCallerIsGoneSince_saysThatItMayBeWritten() {
    GroupHead changed = HEAD.withGroup(WITH_CAT.withMembers(List.of(Samples.ANN), Map.of()));
    Script script =
        new Script(
            headAndNewest(HEAD, NEWEST),
            lost(),
            refusedBy(changed),
            headAndNewest(changed, NEWEST));

    assertThatExceptionOfType(RetriesExhaustedException.class)
        .isThrownBy(() -> script.run(add(settings().actingAs("bob"), History.FROM_BEGINNING)))
        .returns(true, RetriesExhaustedException::mayHaveTakenEffect);
  }

  private static Operation<MessageGroup> add(StoreSettings settings, History history) {
    return AddMembers.toGroup(settings, "g-1", List.of(Samples.BOB, Samples.CAT), history);
  }

  private static Object written(GroupHead seen, MessageGroup changed, @Nullable Message shown) {
    Instant now = NOW;
    return writes(
        WRITES.change(
            seen,
            changed,
            shown,
            LogEntries.ofGroup(seen, Change.MEMBERS_ADDED, Set.of("cat"), null, now)));
  }
}
