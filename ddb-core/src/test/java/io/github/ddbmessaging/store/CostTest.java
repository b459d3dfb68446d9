package io.github.ddbmessaging.store;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.UnreadCount;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.testing.meter.CapacityRules;
import io.github.ddbmessaging.testing.meter.ItemSize;
import io.github.ddbmessaging.testing.meter.Meter;
import io.github.ddbmessaging.testing.meter.Usage;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each access pattern costs, in requests, read units and write units. */
class CostTest extends StoreTest {
  private static final String EMOJI = "\uD83D\uDE00";
  private static final NewMessage HI = NewMessage.from("ann", "Hi Bob");
  private static final NewMessage KEYED = HI.withIdempotencyKey("key");
  private static final NewMessage USED = HI.withIdempotencyKey("used");
  private static final MessageEdit EDIT = MessageEdit.ofText("New");
  private static final GroupStateUpdate PIN = GroupStateUpdate.begin().pin();
  private static final NewGroup EXISTING = NewGroup.direct(ANN, BOB);
  private static final NewGroup NEW = NewGroup.direct(ANN, CAT);

  private final Meter meter = new Meter();
  private Messaging metered;
  private MessageGroup stale;
  private Sent newest;
  private String id;
  private ChangesToken token;

  /** A message that no row shows. */
  private MessageRef older() {
    return new MessageRef(id, stale.newest(), idOf(stale.newest()));
  }

  private MessageRef shown() {
    return newest.message().ref();
  }

  private static String idOf(SortKey message) {
    return message.value().substring(message.value().indexOf('#') + 1);
  }

  private String withState() {
    store.markRead("bob", older(), 0);
    store.updateGroupState("bob", id, PIN);
    return "bob";
  }

  private String withStateOfNoGroup() {
    store.updateGroupState("bob", "nowhere", PIN);
    return withState();
  }

  private String other() {
    return store.createGroup(NewGroup.direct(BOB, CAT), NewMessage.from("cat", "Hi")).group().id();
  }

  private ChangesToken beforeEdit() {
    store.editMessage(shown(), EDIT);
    return token;
  }

  /** A call in the direct group of Ann and Bob, which has six messages. */
  private interface Call {
    Object on(Messaging metered, CostTest test);
  }

  @BeforeEach
  void openMeteredStore() {
    metered = openMetered(meter, settings -> {});
    stale = conversation(ANN, BOB, 5).group();
    newest = store.createMessage(stale, USED);
    id = stale.id();
    clock.advance(Duration.ofMinutes(2));
    token = store.beginChanges(id);
  }

  @AfterEach
  void bringRowsUpToDate() {
    openAdmin(table).rebuild(WHOLE_TABLE);
  }

  /** A titled group of the two, which Ann owns. */
  private String trip() {
    return store.createGroup(NewGroup.titled("Trip", List.of(ANN, BOB)), HI).group().id();
  }

  private String tripWithoutBob() {
    String trip = trip();
    store.removeMember(trip, "bob");
    return trip;
  }

  static Stream<Arguments> callsOnMembers() {
    User dan = new User("dan", "Dan Dean", "dan.d");
    return Stream.of(
        cost("send into a titled group", (s, t) -> s.createMessage(t.trip(), HI), 2, 1, 12),
        cost(
            "add a member",
            (s, t) -> s.addMembers(t.trip(), List.of(CAT), History.FROM_JOINING),
            2,
            1,
            6),
        cost(
            "add two members",
            (s, t) -> s.addMembers(t.trip(), List.of(CAT, dan), History.FROM_BEGINNING),
            2,
            1,
            6 + 2),
        cost(
            "add a member who is there",
            (s, t) -> s.addMembers(t.trip(), List.of(BOB), History.FROM_JOINING),
            1,
            1,
            0),
        cost(
            "add a member who had left",
            (s, t) -> s.addMembers(t.tripWithoutBob(), List.of(BOB), History.FROM_JOINING),
            2,
            1,
            6),
        cost("remove a member", (s, t) -> s.removeMember(t.trip(), "bob"), 2, 1, 8),
        cost("leave", (s, t) -> s.actingAs("bob").leaveGroup(t.trip(), "bob"), 2, 1, 8),
        cost(
            "leave again",
            (s, t) -> s.actingAs("bob").leaveGroup(t.tripWithoutBob(), "bob"),
            2,
            2,
            0),
        cost("change a role", (s, t) -> s.changeRole(t.trip(), "bob", Role.OWNER), 2, 1, 4),
        cost("rename a group", (s, t) -> s.renameGroup(t.trip(), "Journey"), 2, 1, 4 + 2 * 2),
        cost(
            "find a direct group",
            (s, t) -> s.actingAs("ann").findDirectGroup("ann", "bob"),
            1,
            0.5,
            0));
  }

  static Stream<Arguments> calls() {
    return Stream.of(
        cost("create a group", (s, t) -> s.createGroup(NEW, HI), 1, 0, 8),
        cost("create a group, keyed", (s, t) -> s.createGroup(NEW, KEYED), 1, 0, 8 + 2),
        cost("create one that exists", (s, t) -> s.createGroup(EXISTING, HI), 2, 0, 8 + 12),
        cost("send", (s, t) -> s.createMessage(t.newest.group(), HI), 1, 0, 12),
        cost("send by id", (s, t) -> s.createMessage(t.id, HI), 2, 1, 12),
        cost(
            "send as a member",
            (s, t) -> s.actingAs("ann").createMessage(t.newest.group(), HI),
            1,
            0,
            12),
        cost("send keyed", (s, t) -> s.createMessage(t.newest.group(), KEYED), 1, 0, 12 + 2),
        cost("repeat a send", (s, t) -> s.createMessage(t.newest.group(), USED), 2, 1, 14),
        cost("repeat, older group", (s, t) -> s.createMessage(t.stale, USED), 1, 0, 14),
        cost("repeat by id", (s, t) -> s.createMessage(t.id, USED), 2, 1, 14),
        cost("send to a stale group", (s, t) -> s.createMessage(t.stale, HI), 2, 0, 12 + 12),
        cost("stream", (s, t) -> streamed(s).createMessage(t.stale, HI), 1, 0, 1),
        cost("stream by id", (s, t) -> streamed(s).createMessage(t.id, HI), 2, 1, 1),
        cost("stream keyed", (s, t) -> streamed(s).createMessage(t.stale, KEYED), 1, 0, 4),
        cost("around", (s, t) -> s.listMessagesAround(t.newest.message().ref(), 5), 2, 1, 0),
        cost("list", (s, t) -> s.listMessages(t.id, newestFirst(5)), 1, 0.5, 0),
        cost(
            "list consistently",
            (s, t) -> s.withConsistentReads().listMessages(t.id, newestFirst(5)),
            1,
            1,
            0),
        cost(
            "list as a member",
            (s, t) -> s.actingAs("bob").listMessages(t.id, newestFirst(5)),
            1,
            0.5,
            0),
        cost(
            "list older ones as a member",
            (s, t) ->
                s.actingAs("bob")
                    .listMessages(t.id, newestFirst(5).before(t.newest.message().ref())),
            2,
            1,
            0),
        cost("list groups", (s, t) -> s.listMessageGroups("ann", newestFirst(20)), 1, 0.5, 0),
        cost(
            "list groups consistently",
            (s, t) -> s.withConsistentReads().listMessageGroups("ann", newestFirst(20)),
            1,
            1,
            0),
        cost("edit", (s, t) -> s.editMessage(t.older(), EDIT), 2, 2, 6),
        cost("edit what is shown", (s, t) -> s.editMessage(t.shown(), EDIT), 2, 2, 10),
        cost(
            "edit again",
            (s, t) -> s.editMessage(t.shown(), MessageEdit.ofText("Hi Bob")),
            1,
            2,
            0),
        cost("delete", (s, t) -> s.deleteMessage(t.older()), 2, 2, 6),
        cost("delete what is shown", (s, t) -> s.deleteMessage(t.shown()), 3, 3, 12),
        cost("edit streamed", (s, t) -> streamed(s).editMessage(t.older(), EDIT), 2, 2, 1),
        cost("delete streamed", (s, t) -> streamed(s).deleteMessage(t.older()), 2, 2, 1),
        cost("react", (s, t) -> s.addReaction(t.shown(), "ann", "+1"), 2, 1, 1),
        cost("react no more", (s, t) -> s.removeReaction(t.shown(), "ann", "+1"), 2, 1, 1),
        cost(
            "list with reactions",
            (s, t) -> s.withReactions().listMessages(t.id, newestFirst(5)),
            2,
            1,
            0),
        cost(
            "around with reactions",
            (s, t) -> s.withReactions().listMessagesAround(t.shown(), 5),
            4,
            2,
            0),
        cost(
            "find a message with reactions",
            (s, t) -> s.withReactions().findMessage(t.shown()),
            2,
            1,
            0),
        cost("list the inbox", (s, t) -> s.listInbox("bob", newestFirst(20)), 2, 1, 0),
        cost(
            "list the inbox with a state",
            (s, t) -> s.listInbox(t.withState(), newestFirst(20)),
            2,
            1,
            0),
        cost("list what is pinned", (s, t) -> s.listPinned(t.withState()), 3, 1.5, 0),
        cost(
            "list what is pinned, of which one is not there",
            (s, t) -> s.listPinned(t.withStateOfNoGroup()),
            5,
            4,
            0),
        cost("list of nothing pinned", (s, t) -> s.listPinned("ann"), 1, 0.5, 0),
        cost("mark read", (s, t) -> s.markRead("bob", t.shown(), 0), 1, 0, 1),
        cost("mark read again", (s, t) -> s.markRead(t.withState(), t.older(), 0), 1, 0, 1),
        cost("mark unread", (s, t) -> s.markUnread(t.withState(), t.shown()), 1, 0, 1),
        cost("find a state", (s, t) -> s.findGroupState(t.withState(), t.id), 1, 0.5, 0),
        cost("pin", (s, t) -> s.updateGroupState(t.withState(), t.id, PIN), 1, 0, 1),
        cost("count unread", (s, t) -> s.countUnread("bob", t.id), 2, 1, 0),
        cost(
            "count unread as a member",
            (s, t) -> s.actingAs("bob").countUnread(t.withState(), t.id),
            2,
            1,
            0),
        cost(
            "count unread of several",
            (s, t) -> s.countUnread("bob", List.of(t.id, t.other()), 100),
            3,
            2,
            0),
        cost("read positions", (s, t) -> s.listReadPositions(t.stale), 1, 1.5, 0),
        cost("read positions by id", (s, t) -> s.listReadPositions(t.id), 2, 1.5, 0),
        cost("begin changes", (s, t) -> s.beginChanges(t.id), 1, 1, 0),
        cost("nothing changed", (s, t) -> s.listChanges(t.id, t.token, 100), 1, 0.5, 0),
        cost(
            "nothing changed, as a member",
            (s, t) -> s.actingAs("ann").listChanges(t.id, t.token, 100),
            1,
            0.5,
            0),
        cost("something was edited", (s, t) -> s.listChanges(t.id, t.beforeEdit(), 100), 3, 2, 0),
        cost("find a group", (s, t) -> s.findGroup(t.id), 1, 0.5, 0),
        cost("find a message", (s, t) -> s.findMessage(t.newest.message().ref()), 1, 0.5, 0));
  }

  private static Arguments cost(
      String name, Call call, int requests, double readUnits, double writeUnits) {
    return argumentSet(name, call, new Usage(requests, readUnits, writeUnits));
  }

  private static Messaging streamed(Messaging store) {
    return store.withSendMode(SendMode.STREAMED);
  }

  @ParameterizedTest
  @MethodSource({"calls", "callsOnMembers"})
  void call_onItemsOfUnderAKilobyte_costsAsDocumented(Call call, Usage usage) {
    assertThat(meter.measure(() -> call.on(metered, this))).isEqualTo(usage);
  }

  @Test
  void createMessage_inAGroupOfTheMostMembers_costsFourWriteUnitsForEach() {
    NewGroup crowd = NewGroup.titled("Crowd", People.crowd(Limits.MEMBERS));
    NewMessage message = NewMessage.from("user-1", "Hi");
    Sent[] first = new Sent[1];

    Usage ofGroup = meter.measure(() -> first[0] = metered.createGroup(crowd, message));
    Usage ofMessage = meter.measure(() -> metered.createMessage(first[0].group(), message));

    double head = transactionalWrite(first[0].group().id(), Keys.HEAD);
    assertThat(ofGroup).isEqualTo(new Usage(1, 0, head + 2 + 2 * Limits.MEMBERS));
    assertThat(ofMessage).isEqualTo(new Usage(1, 0, head + 2 + 4 * Limits.MEMBERS));
  }

  @Test
  void createMessage_withTheLongestNames_costsOneTransactionalUnitForEachRow() {
    User ann = longest("a");
    User bob = longest("b");
    String title = EMOJI.repeat(Limits.TITLE_LENGTH);
    NewMessage message = NewMessage.from(ann.id(), EMOJI.repeat(50));
    Messaging longIds = openMetered(meter, settings -> settings.ids(CostTest::longestId));
    MessageGroup group =
        longIds.createGroup(NewGroup.titled(title, List.of(ann, bob)), message).group();
    double head = transactionalWrite(group.id(), Keys.HEAD);

    assertThat(meter.measure(() -> longIds.createMessage(group, message)))
        .isEqualTo(new Usage(1, 0, head + 2 + 8));
    assertThat(previews(bob.id())).singleElement().asString().isNotEmpty();
  }

  @Test
  void createMessage_ofSeveralKilobytes_costsTwoWriteUnitsForEach() {
    NewMessage large = NewMessage.from("ann", EMOJI.repeat(Limits.DEFAULT_TEXT_LENGTH));

    Usage usage = meter.measure(() -> metered.createMessage(newest.group(), large));

    String key = store.findGroup(id).orElseThrow().newest().value();
    assertThat(transactionalWrite(id, key)).isEqualTo(10);
    assertThat(usage).isEqualTo(new Usage(1, 0, 10 + 10));
  }

  @Test
  void listMessages_ofMoreThanFourKilobytes_costsByTheBytesOfThePageAndOneItem() {
    NewMessage large = NewMessage.from("ann", "x".repeat(Limits.DEFAULT_TEXT_LENGTH));
    MessageGroup group = newest.group();
    for (int n = 0; n < 9; n++) {
      group = store.createMessage(group, large).group();
    }
    long item = ItemSize.of(table.item(Keys.messagePartition(id), group.newest().value()));

    assertThat(meter.measure(() -> metered.listMessages(id, newestFirst(7))))
        .isEqualTo(new Usage(1, CapacityRules.eventualRead(8 * item), 0));
  }

  @ParameterizedTest
  @CsvSource({"20, 0.5", "200, 5"})
  void listInbox_ofSoManyGroups_costsOnlyTheStatesMore(int groups, double atMost) {
    for (int n = 0; n < groups; n++) {
      Sent hi =
          store.createGroup(
              NewGroup.titled("Group " + n, List.of(ANN, CAT)), NewMessage.from("ann", "Hi"));
      store.markRead("cat", hi.message().ref(), 0);
    }

    Usage inbox = meter.measure(() -> metered.listInbox("cat", newestFirst(groups)));
    Usage list = meter.measure(() -> metered.listMessageGroups("cat", newestFirst(groups)));

    assertThat(inbox.requests()).isEqualTo(list.requests() + 1);
    assertThat(inbox.readUnits() - list.readUnits()).isBetween(0.5, atMost);
  }

  @Test
  void countUnread_of100MessagesOf300Bytes_costsFourUnitsAndTheState() {
    MessageGroup group = newest.group();
    store.markRead("bob", shown(), 0);
    for (int n = 0; n < 100; n++) {
      group =
          store
              .createMessage(group, NewMessage.from("ann", "x".repeat(296 - bytesBeside())))
              .group();
    }
    assertThat(ItemSize.of(table.item(Keys.messagePartition(id), group.newest().value())))
        .isBetween(299L, 301L);

    assertThat(meter.measure(() -> metered.countUnread("bob", id)))
        .isEqualTo(new Usage(2, 4 + 0.5, 0));
    assertThat(store.countUnread("bob", id)).isEqualTo(new UnreadCount(100, false));
  }

  /** What a message takes without its text. */
  private int bytesBeside() {
    return Math.toIntExact(
            ItemSize.of(table.item(Keys.messagePartition(id), newest.group().newest().value())))
        - HI.content().text().length()
        + 1;
  }

  private double transactionalWrite(String groupId, String sk) {
    return CapacityRules.transactionalWrite(
        ItemSize.of(table.item(Keys.messagePartition(groupId), sk)));
  }

  private static User longest(String first) {
    String userId = first + "x".repeat(Limits.ID_BYTES - 1);
    String handle = first + "x".repeat(Limits.HANDLE_BYTES - 1);
    return new User(userId, EMOJI.repeat(Limits.DISPLAY_NAME_LENGTH), handle);
  }

  private static String longestId() {
    return UUID.randomUUID() + "-".repeat(Limits.ID_BYTES - 36);
  }
}
