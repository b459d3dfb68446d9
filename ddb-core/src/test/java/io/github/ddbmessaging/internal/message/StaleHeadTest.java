package io.github.ddbmessaging.internal.message;

import static io.github.ddbmessaging.internal.access.SampleSettings.settings;
import static io.github.ddbmessaging.internal.group.Trip.HEAD;
import static io.github.ddbmessaging.internal.group.Trip.OWNER;
import static io.github.ddbmessaging.internal.group.Trip.TRIP;
import static io.github.ddbmessaging.internal.group.Trip.head;
import static io.github.ddbmessaging.internal.read.SampleRequests.get;
import static io.github.ddbmessaging.internal.read.SampleRequests.getStrongly;
import static io.github.ddbmessaging.internal.read.SampleRequests.query;
import static io.github.ddbmessaging.internal.run.Answers.NO_ITEMS;
import static io.github.ddbmessaging.internal.run.Answers.item;
import static io.github.ddbmessaging.internal.run.Answers.lastItems;
import static io.github.ddbmessaging.internal.run.Answers.moreItems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.group.Trip;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.Script;
import io.github.ddbmessaging.internal.sync.BeginChanges;
import io.github.ddbmessaging.internal.sync.ListChanges;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.MemberAccess;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.UnreadableItem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/**
 * One replica still tells that Bob is a member, another already tells what was written since he was
 * removed. No server can be made to answer so.
 */
class StaleHeadTest {
  private static final StoreSettings AS_BOB = settings().actingAs("bob");
  private static final PageRequest NEWEST_TWO = PageRequest.newestFirst(2);
  private static final PageRequest OLDEST_TWO = PageRequest.oldestFirst(2);
  private static final Message FIRST = Trip.NEWEST;
  private static final Message LATER =
      Samples.message(SortKey.of(Samples.MADE_AT.plusSeconds(9), "m-9"), Samples.ANN, "Bob is out");
  private static final Map<String, AttributeValue> DAMAGED = damaged();
  private static final GetItemResponse REMOVED =
      item(TRIP.withMembers(List.of(Samples.ANN), Map.of("ann", OWNER)));
  private static final ChangesToken TOKEN =
      new Script(item(TRIP)).run(BeginChanges.ofGroup(settings(), "g-1"));
  private static final ItemKey HEAD_KEY = ItemKey.head("g-1");

  /** Reads, and what the replicas tell. */
  static Stream<Arguments> reads() {
    return Stream.of(
        argumentSet(
            "the newest page",
            ListMessages.inGroup(AS_BOB, "g-1", NEWEST_TWO),
            List.of(lastItems(List.of(Trip.item(HEAD), Trip.item(LATER), Trip.item(FIRST))))),
        argumentSet(
            "the newest page, which can't be read",
            ListMessages.inGroup(AS_BOB, "g-1", NEWEST_TWO),
            List.of(lastItems(List.of(Trip.item(HEAD), DAMAGED)))),
        argumentSet(
            "another page",
            ListMessages.inGroup(AS_BOB, "g-1", OLDEST_TWO),
            List.of(head(HEAD), lastItems(List.of(Trip.item(FIRST), Trip.item(LATER))))),
        argumentSet(
            "around a message",
            ListAround.ofMessage(AS_BOB, FIRST.ref(), 2),
            List.of(head(HEAD), NO_ITEMS, lastItems(List.of(Trip.item(LATER))))),
        argumentSet(
            "a message", FindMessage.byRef(AS_BOB, LATER.ref()), List.of(head(HEAD), item(LATER))),
        argumentSet(
            "a reaction to a message",
            React.add(AS_BOB, LATER.ref(), "bob", "+1"),
            List.of(
                found(Trip.item(HEAD), Trip.item(LATER)), found(REMOVED.item(), Trip.item(LATER)))),
        argumentSet(
            "changes, with the head behind them",
            ListChanges.since(AS_BOB, "g-1", TOKEN, 5),
            List.of(lastItems(List.of(Trip.item(LATER), Trip.item(HEAD))))),
        argumentSet(
            "changes, of which there are more",
            ListChanges.since(AS_BOB, "g-1", TOKEN, 1),
            List.of(
                moreItems(
                    List.of(Trip.item(LATER)),
                    ItemKey.message("g-1", LATER.sortKey()).attributes()),
                head(HEAD))));
  }

  @ParameterizedTest
  @MethodSource("reads")
  void read_ofAMessageAboveTheHead_asksStronglyAndIsRefused(
      Operation<?> read, List<Object> answers) {
    boolean asksForBoth = answers.get(answers.size() - 1) instanceof BatchGetItemResponse;
    List<Object> all =
        asksForBoth ? answers : Stream.concat(answers.stream(), Stream.of(REMOVED)).toList();
    Script script = new Script(all.toArray());

    assertThatExceptionOfType(NotAMemberException.class).isThrownBy(() -> script.run(read));
    if (!asksForBoth) {
      assertThat(script.requests().get(all.size() - 1)).isEqualTo(getStrongly(HEAD_KEY));
    }
  }

  @Test
  void read_ofAMessageAboveTheHead_whenStillAMember_returnsIt() {
    Script script = new Script(head(HEAD), item(LATER), head(HEAD));

    assertThat(script.run(FindMessage.byRef(AS_BOB, LATER.ref()))).contains(LATER);
    assertThat(script.requests().get(0)).isEqualTo(get(HEAD_KEY));
  }

  /** He was removed, and has joined again. */
  @Test
  void read_ofAMessageAboveTheHead_whenItIsFromBeforeTheyJoinedAgain_leavesItOut() {
    Script script =
        new Script(
            lastItems(List.of(Trip.item(HEAD), DAMAGED, Trip.item(FIRST))),
            item(joinedAfter(LATER.sortKey())));

    Page<Message> page = script.run(ListMessages.inGroup(AS_BOB, "g-1", NEWEST_TWO));

    assertThat(page.items()).isEmpty();
    assertThat(page.unreadable()).isEmpty();
  }

  @Test
  void read_ofWhatIsNotAboveTheHead_asksNoMore() {
    Script script = new Script(lastItems(List.of(Trip.item(HEAD), Trip.item(FIRST))));

    Page<Message> page = script.run(ListMessages.inGroup(AS_BOB, "g-1", NEWEST_TWO));

    assertThat(page.items()).containsExactly(FIRST);
  }

  @Test
  void listMessages_ofALaterMember_asksForNothingBelowWhatTheyMaySee() {
    Script script = new Script(item(joinedAfter(FIRST.sortKey())), NO_ITEMS);

    script.run(ListMessages.inGroup(AS_BOB, "g-1", OLDEST_TWO));

    assertThat(script.requests().get(1))
        .isEqualTo(query("MSG#g-1", FIRST.sortKey().value(), ":", true, 3).build());
  }

  @Test
  void listMessages_ofALaterMember_tellsNothingOfADamagedItemThatTheyMayNotSee() {
    MessageGroup group = joinedAfter(LATER.sortKey()).withNewest(LATER.sortKey());
    Script script = new Script(lastItems(List.of(Trip.item(HEAD.withGroup(group)), DAMAGED)));

    Page<Message> page = script.run(ListMessages.inGroup(AS_BOB, "g-1", NEWEST_TWO));

    assertThat(page.unreadable()).extracting(UnreadableItem::sortKey).isEmpty();
  }

  private static MessageGroup joinedAfter(SortKey key) {
    return TRIP.withMembers(
        TRIP.members(),
        Map.of("ann", OWNER, "bob", new MemberAccess(Role.MEMBER, Samples.MADE_AT, key)));
  }

  private static Map<String, AttributeValue> damaged() {
    Map<String, AttributeValue> item = new HashMap<>(Trip.item(LATER));
    item.remove("user_uuid");
    return item;
  }

  private static BatchGetItemResponse found(
      Map<String, AttributeValue> head, Map<String, AttributeValue> message) {
    return BatchGetItemResponse.builder().responses(Map.of("t", List.of(head, message))).build();
  }
}
