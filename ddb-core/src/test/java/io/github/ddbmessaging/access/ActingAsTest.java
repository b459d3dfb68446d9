package io.github.ddbmessaging.access;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.EVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.ddbmessaging.model.AccessRefusedException;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.OtherUserException;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.store.Messaging;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.store.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Promise 7: with a caller given, no one reads from or writes to another's group. */
class ActingAsTest extends StoreTest {
  private static final NewMessage FROM_EVE = NewMessage.from("eve", "Psst");
  private static final NewGroup LUNCH = NewGroup.titled("Lunch", List.of(ANN, BOB));

  private Sent newest;
  private MessageGroup group;
  private Messaging asBob;
  private Messaging asEve;

  /** A read of a group of which a message is known. */
  private interface Read {
    Object from(Messaging store, MessageRef known);
  }

  @BeforeEach
  void startConversation() {
    newest =
        store.createMessage(
            conversation(ANN, BOB, 3).group(),
            NewMessage.from("ann", "Once").withIdempotencyKey("key"));
    group = newest.group();
    wire.clear();
    asBob = store.actingAs("bob");
    asEve = store.actingAs("eve");
  }

  /** Every kind of read, and of page: whether it can be read together with the head or not. */
  static Stream<Arguments> reads() {
    return Stream.of(
        page("the newest", any -> newestFirst(2)),
        page("all", any -> newestFirst(10)),
        page("the oldest", any -> oldestFirst(2)),
        page("older ones", known -> newestFirst(2).before(known)),
        page("newest of a span", any -> span(newestFirst(2))),
        page("oldest of a span", any -> span(oldestFirst(2))),
        read("pages", (s, known) -> s.listMessagePages(known.groupId(), newestFirst(1))),
        read("around", (s, known) -> s.listMessagesAround(known, 1)),
        read("message", (s, known) -> s.findMessage(known)),
        read(
            "reactions",
            (s, known) -> s.withReactions().listMessages(known.groupId(), newestFirst(2))),
        read("message and reactions", (s, known) -> s.withReactions().findMessage(known)),
        read("changes", ActingAsTest::changes),
        read("group", (s, known) -> s.findGroup(known.groupId())));
  }

  private static List<Message> changes(Messaging store, MessageRef known) {
    ChangesToken token = store.beginChanges(known.groupId());
    return store.listChanges(known.groupId(), token, 5).messages();
  }

  private static PageRequest span(PageRequest page) {
    return page.between(TestClock.START, TestClock.START.plusSeconds(2));
  }

  private static Arguments page(String name, Function<MessageRef, PageRequest> request) {
    return read(name, (s, known) -> s.listMessages(known.groupId(), request.apply(known)));
  }

  private static Arguments read(String name, Read read) {
    return argumentSet(name, read);
  }

  @ParameterizedTest
  @MethodSource("reads")
  void reads_asAMember_returnWhatTheStoreReturns(Read read) {
    MessageRef known = newest.message().ref();

    assertThat(read.from(asBob, known)).isEqualTo(read.from(store, known));
  }

  @ParameterizedTest
  @MethodSource("reads")
  void reads_asAStranger_areRefusedLikeThoseOfNoGroup(Read read) {
    MessageRef known = newest.message().ref();
    MessageRef unknown = new MessageRef("nowhere", known.sortKey(), known.messageId());

    assertNotAMember("eve", group.id(), () -> read.from(asEve, known));
    assertNotAMember("eve", "nowhere", () -> read.from(asEve, unknown));
  }

  @Test
  void listMessages_asAMemberInPagesOfAnySize_putTogetherIsTheWholeList() {
    List<Message> all = store.listMessages(group.id(), newestFirst(10)).items();

    for (int size = 1; size <= 4; size++) {
      assertThat(
              asBob.listMessagePages(group.id(), newestFirst(size)).stream()
                  .flatMap(page -> page.items().stream()))
          .isEqualTo(all);
    }
  }

  @Test
  void listMessages_asAStranger_readsConsistentlyBeforeItRefuses() {
    assertNotAMember("eve", group.id(), () -> asEve.listMessages(group.id(), newestFirst(2)));

    assertThat(wire.requests(QueryRequest.class)).hasSize(1);
    assertThat(wire.requests()).hasSize(2);
  }

  @Test
  void listMessageGroups_ofTheirOwn_returnsThem() {
    assertThat(asBob.listMessageGroups("bob", newestFirst(10)).items())
        .extracting(MessageGroupRow::groupId)
        .containsExactly(group.id());
  }

  @Test
  void createMessage_asAMember_sends() {
    Sent sent = asBob.createMessage(group, NewMessage.from("bob", "Hi"));

    assertThat(wire.requests()).hasSize(1);
    assertThat(store.findMessage(sent.message().ref())).contains(sent.message());
  }

  @Test
  void createMessage_asAStranger_isRefusedLikeThatToNoGroup() {
    assertNotAMember("eve", group.id(), () -> asEve.createMessage(group.id(), FROM_EVE));
    assertNotAMember("eve", group.id(), () -> asEve.createMessage(group, FROM_EVE));
    assertNotAMember("eve", "nowhere", () -> asEve.createMessage("nowhere", FROM_EVE));
  }

  @Test
  void createMessage_withAMadeUpGroupAndNoRetries_isRefused() {
    Messaging once =
        open(settings -> settings.retries(new RetrySettings(1, Duration.ZERO, Duration.ZERO)));

    assertNotAMember(
        "eve", group.id(), () -> once.actingAs("eve").createMessage(madeUp(ANN, EVE), FROM_EVE));
  }

  @Test
  void createMessage_withAMadeUpGroupAndTheKeyOfAnother_isRefusedLikeThatToNoGroup() {
    NewMessage keyed = FROM_EVE.withIdempotencyKey("key");

    assertNotAMember("eve", group.id(), () -> asEve.createMessage(madeUp(EVE), keyed));
  }

  @Test
  void createGroup_asAMember_makesIt() {
    Sent sent = asBob.createGroup(LUNCH, NewMessage.from("bob", "Pizza?"));

    assertThat(asBob.findGroup(sent.group().id())).contains(sent.group());
  }

  @Test
  void createGroup_thatTheyAreNotIn_isRefused() {
    assertRefused(NotAMemberException.class, () -> asEve.createGroup(LUNCH, FROM_EVE));
  }

  @Test
  void sends_inTheNameOfAnother_areRefusedWithoutRequest() {
    NewMessage fromAnn = NewMessage.from("ann", "I am Ann");
    List<ThrowingCallable> sends =
        List.of(
            () -> asBob.createMessage(group, fromAnn),
            () -> asBob.createMessage(group.id(), fromAnn),
            () -> asBob.createGroup(LUNCH, fromAnn));

    for (ThrowingCallable send : sends) {
      assertThat(assertRefused(OtherUserException.class, send))
          .isEqualTo("A store that acts for user 'bob' can't send a message as user 'ann'");
      assertThat(wire.requests()).isEmpty();
    }
  }

  @Test
  void listMessageGroups_ofAnother_isRefusedWithoutRequest() {
    List<ThrowingCallable> reads =
        List.of(
            () -> asBob.listMessageGroups("ann", newestFirst(10)),
            () -> asBob.listMessageGroupPages("ann", newestFirst(10)));

    for (ThrowingCallable read : reads) {
      assertThat(assertRefused(OtherUserException.class, read))
          .isEqualTo(
              "A store that acts for user 'bob' can't list the message groups of user 'ann'");
      assertThat(wire.requests()).isEmpty();
    }
  }

  @Test
  void actingAs_whatIsNoUserId_isRefused() {
    assertThatThrownBy(() -> store.actingAs("bob#1")).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void actingAs_withConsistentReads_keepsBoth() {
    store.withConsistentReads().actingAs("bob").listMessages(group.id(), newestFirst(1));
    asBob.withConsistentReads().listMessages(group.id(), newestFirst(1));

    assertThat(wire.requests(QueryRequest.class))
        .extracting(QueryRequest::consistentRead)
        .containsExactly(true, true);
    assertNotAMember(
        "eve",
        group.id(),
        () -> asEve.withConsistentReads().listMessages(group.id(), newestFirst(1)));
  }

  private MessageGroup madeUp(User... members) {
    return new MessageGroup(
        group.id(), group.newest(), List.of(members), null, group.createdAt(), group.version());
  }

  private void assertNotAMember(String userId, String groupId, ThrowingCallable call) {
    assertThat(assertRefused(NotAMemberException.class, call))
        .isEqualTo(
            "User '%s' is not a member of message group '%s', or there is no such group",
            userId, groupId);
  }

  /** Returns what the refusal says. */
  private String assertRefused(
      Class<? extends AccessRefusedException> exception, ThrowingCallable call) {
    List<Map<String, AttributeValue>> before = table.items();
    String[] message = new String[1];

    assertThatThrownBy(call)
        .isInstanceOf(exception)
        .satisfies(refusal -> message[0] = refusal.getMessage());

    assertThat(table.items()).isEqualTo(before);
    return message[0];
  }
}
