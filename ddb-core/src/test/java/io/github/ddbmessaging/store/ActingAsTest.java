package io.github.ddbmessaging.store;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.EVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.model.Sent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Promise 7: with a caller given, no one reads from or writes to another's group. */
class ActingAsTest extends StoreTest {
  private Sent newest;
  private MessageGroup group;
  private Messaging asBob;
  private Messaging asEve;

  @BeforeEach
  void startConversation() {
    newest = conversation(ANN, BOB, 3);
    group = newest.group();
    asBob = store.actingAs("bob");
    asEve = store.actingAs("eve");
  }

  /** Every kind of page: whether it can be read together with the head or not. */
  static Stream<PageRequest> pages() {
    return Stream.of(
        newestFirst(2),
        newestFirst(10),
        oldestFirst(2),
        newestFirst(2).between(TestClock.START, TestClock.START.plusSeconds(2)),
        oldestFirst(2).between(TestClock.START, TestClock.START.plusSeconds(2)));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void listMessages_asAMember_returnsWhatTheStoreReturns(PageRequest request) {
    assertThat(asBob.listMessages(group.id(), request))
        .isEqualTo(store.listMessages(group.id(), request));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void listMessages_asAStranger_isRefused(PageRequest request) {
    refused(() -> asEve.listMessages(group.id(), request));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void listMessages_ofNoGroup_isRefusedLikeThatOfOthers(PageRequest request) {
    refused(() -> asEve.listMessages("nowhere", request));
  }

  @Test
  void listMessages_asAMemberFromACursor_returnsWhatTheStoreReturns() {
    PageRequest older = newestFirst(10).before(newest.message().cursor());

    assertThat(asBob.listMessages(group.id(), older))
        .isEqualTo(store.listMessages(group.id(), older));
  }

  @Test
  void listMessages_asAStrangerFromACursor_isRefused() {
    PageRequest older = newestFirst(10).before(newest.message().cursor());

    refused(() -> asEve.listMessages(group.id(), older));
  }

  @Test
  void listMessages_asAMemberOfTheNewest_readsHeadAndMessagesInOneRequest() {
    asBob.listMessages(group.id(), newestFirst(2));

    assertThat(wire.requests()).hasSize(1);
  }

  @Test
  void listMessages_asAMemberOfOlderOnes_readsTheHeadInOneRequestMore() {
    asBob.listMessages(group.id(), newestFirst(2).before(newest.message().cursor()));

    assertThat(wire.requests()).hasSize(2);
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
  void listMessages_whenGroupUsesIdempotencyKeys_listsNoMarker() {
    NewMessage keyed = NewMessage.from("bob", "Once").withIdempotencyKey("key");
    store.createMessage(group, keyed);

    assertThat(asBob.listMessages(group.id(), newestFirst(10)))
        .isEqualTo(store.listMessages(group.id(), newestFirst(10)));
  }

  @Test
  void listMessages_asAStranger_readsConsistentlyBeforeItRefuses() {
    refused(() -> asEve.listMessages(group.id(), newestFirst(2)));

    assertThat(wire.requests(QueryRequest.class)).hasSize(1);
    assertThat(wire.requests()).hasSize(2);
  }

  @Test
  void listMessagePages_asAStranger_isRefused() {
    refused(() -> asEve.listMessagePages(group.id(), newestFirst(2)));
  }

  @Test
  void findMessage_asAMember_returnsIt() {
    assertThat(asBob.findMessage(group.id(), newest.message().sortKey()))
        .contains(newest.message());
  }

  @Test
  void findMessage_asAStranger_isRefused() {
    refused(() -> asEve.findMessage(group.id(), newest.message().sortKey()));
  }

  @Test
  void findMessage_ofNoGroup_isRefused() {
    refused(() -> asEve.findMessage("nowhere", newest.message().sortKey()));
  }

  @Test
  void findGroup_asAMember_returnsIt() {
    assertThat(asBob.findGroup(group.id())).contains(group);
  }

  @Test
  void findGroup_asAStranger_isRefused() {
    refused(() -> asEve.findGroup(group.id()));
  }

  @Test
  void findGroup_ofNoGroup_isRefused() {
    refused(() -> asEve.findGroup("nowhere"));
  }

  @Test
  void refusals_ofOthersGroupsAndOfNone_cantBeToldApart() {
    assertThat(messageOf(() -> asEve.findGroup(group.id())).replace(group.id(), "G"))
        .isEqualTo(messageOf(() -> asEve.findGroup("nowhere")).replace("nowhere", "G"));
  }

  @Test
  void refusals_ofSendsToOthersGroupsAndToNone_cantBeToldApart() {
    NewMessage psst = NewMessage.from("eve", "Psst");

    assertThat(messageOf(() -> asEve.createMessage(group.id(), psst)).replace(group.id(), "G"))
        .isEqualTo(messageOf(() -> asEve.createMessage("nowhere", psst)).replace("nowhere", "G"));
  }

  @Test
  void listMessageGroups_ofTheirOwn_returnsThem() {
    assertThat(asBob.listMessageGroups("bob", newestFirst(10)).items())
        .extracting(MessageGroupRow::groupId)
        .containsExactly(group.id());
  }

  @Test
  void listMessageGroups_ofAnother_isRefusedWithoutRequest() {
    refused(() -> asBob.listMessageGroups("ann", newestFirst(10)));

    assertThat(wire.requests()).isEmpty();
  }

  @Test
  void listMessageGroupPages_ofAnother_isRefused() {
    refused(() -> asBob.listMessageGroupPages("ann", newestFirst(10)));
  }

  @Test
  void createMessage_asAMember_sends() {
    Sent sent = asBob.createMessage(group.id(), NewMessage.from("bob", "Hi"));

    assertThat(store.findMessage(group.id(), sent.message().sortKey())).contains(sent.message());
  }

  @Test
  void createMessage_withTheGroupInHandAsAMember_makesOneRequest() {
    asBob.createMessage(group, NewMessage.from("bob", "Hi"));

    assertThat(wire.requests()).hasSize(1);
  }

  @Test
  void createMessage_asAStranger_isRefusedAndWritesNothing() {
    writesNothing(() -> asEve.createMessage(group.id(), NewMessage.from("eve", "Psst")));
  }

  @Test
  void createMessage_withTheGroupInHandAsAStranger_isRefusedAndWritesNothing() {
    writesNothing(() -> asEve.createMessage(group, NewMessage.from("eve", "Psst")));
  }

  @Test
  void createMessage_toNoGroup_isRefusedLikeThatOfOthers() {
    writesNothing(() -> asEve.createMessage("nowhere", NewMessage.from("eve", "Psst")));
  }

  @Test
  void createMessage_withAMadeUpGroupAndNoRetries_isRefused() {
    MessageGroup madeUp =
        new MessageGroup(group.id(), group.newest(), List.of(ANN, EVE), null, group.createdAt(), 1);
    Messaging once =
        open(settings -> settings.retries(new RetrySettings(1, Duration.ZERO, Duration.ZERO)));

    refused(() -> once.actingAs("eve").createMessage(madeUp, NewMessage.from("eve", "Psst")));
  }

  @Test
  void createMessage_inTheNameOfAMember_isRefusedAndWritesNothing() {
    writesNothing(() -> asEve.createMessage(group, NewMessage.from("bob", "I am Bob")));
  }

  @Test
  void createMessage_inTheNameOfTheOtherMember_isRefusedAndWritesNothing() {
    writesNothing(() -> asBob.createMessage(group.id(), NewMessage.from("ann", "I am Ann")));
  }

  @Test
  void createGroup_asAMember_makesIt() {
    Sent sent =
        asBob.createGroup(
            NewGroup.titled("Lunch", List.of(ANN, BOB)), NewMessage.from("bob", "Pizza?"));

    assertThat(asBob.findGroup(sent.group().id())).contains(sent.group());
  }

  @Test
  void createGroup_thatTheyAreNotIn_isRefusedAndWritesNothing() {
    writesNothing(
        () ->
            asEve.createGroup(
                NewGroup.titled("Lunch", List.of(ANN, BOB)), NewMessage.from("eve", "Hi")));
  }

  @Test
  void createGroup_inTheNameOfAnother_isRefusedAndWritesNothing() {
    writesNothing(
        () -> asBob.createGroup(NewGroup.direct(ANN, BOB), NewMessage.from("ann", "I am Ann")));
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
    refused(() -> asEve.withConsistentReads().listMessages(group.id(), newestFirst(1)));
  }

  private static void refused(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(NotAMemberException.class);
  }

  private void writesNothing(ThrowingCallable call) {
    List<Map<String, AttributeValue>> before = table.items();

    refused(call);

    assertThat(table.items()).isEqualTo(before);
  }

  private static String messageOf(ThrowingCallable call) {
    try {
      call.call();
    } catch (Throwable refusal) {
      return String.valueOf(refusal.getMessage());
    }
    throw new AssertionError("Nothing was refused");
  }

  @Test
  void createMessage_withAMadeUpGroupAndTheKeyOfAnother_isRefusedLikeThatOfNoGroup() {
    store.createMessage(group, NewMessage.from("ann", "Once").withIdempotencyKey("key"));
    MessageGroup madeUp =
        new MessageGroup(
            group.id(), group.newest(), List.of(EVE), null, group.createdAt(), group.version());

    refused(
        () ->
            asEve.createMessage(madeUp, NewMessage.from("eve", "Psst").withIdempotencyKey("key")));
  }
}
