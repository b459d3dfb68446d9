package io.github.ddbmessaging.legacy;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static io.github.ddbmessaging.store.People.EVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.model.RejectedRecord;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.store.Faults;
import io.github.ddbmessaging.store.Messaging;
import io.github.ddbmessaging.store.Wire;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.testing.meter.Meter;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Groups of the original application become groups of this library by the first use of them. */
class AdoptionTest extends OldTableTest {
  private static final String MONDAY = "2023-05-01T10:00:00+00:00";
  private static final String TUESDAY = "2023-05-02T10:00:00+00:00";

  /** The index lists whatever names the group. */
  @Test
  void createMessage_whenAnItemOfAnotherProgramNamesTheGroup_adoptsItAllTheSame() {
    old.converse(GROUP, "2023-05-01T10:00:00+00:00", ANN, BOB, "Hi");
    for (String partition : List.of("NOTE#1", "MSG#other", "GRP")) {
      Map<String, AttributeValue> foreign =
          new HashMap<>(new ItemKey(partition, "2023").attributes());
      foreign.put(Attributes.GROUP_ID, AttributeValue.fromS(GROUP));
      table.put(foreign);
    }

    store.createMessage(GROUP, NewMessage.from("ann", "Hello"));

    assertThat(texts()).containsExactly("Hi", "Hello");
    assertThat(previews("bob")).containsExactly("Hello");
    table.clear();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2023-02-30T10:00:00Z", "2023-01-01 10:00:00", "0000-01-01T00:00:00+01:00"})
  void createMessage_whenTheKeyOfAnEarlierMessageIsDamaged_adoptsTheGroupAllTheSame(String key) {
    old.message(GROUP, key, BOB, "Lost");
    old.converse(GROUP, "2023-05-01T10:00:00+00:00", ANN, BOB, "Hi");

    store.createMessage(GROUP, NewMessage.from("ann", "Hello"));

    assertThat(texts()).containsExactly("Hi", "Hello");
    assertThat(previews("bob")).containsExactly("Hello");
    table.clear();
  }

  @Test
  void createMessage_intoAnOldGroup_makesItOneOfThisLibrary() {
    old.message(GROUP, MONDAY, BOB, "Hello");
    old.converse(GROUP, TUESDAY, ANN, BOB, "Hi");

    Sent sent = store.createMessage(GROUP, NewMessage.from("bob", "Welcome"));

    assertThat(sent.group().members()).containsExactly(ANN, BOB);
    assertThat(sent.group().createdAt()).isEqualTo(Instant.parse("2023-05-01T10:00:00Z"));
    assertThat(texts()).containsExactly("Hello", "Hi", "Welcome");
    assertThat(previews("ann")).containsExactly("Welcome");
    assertThat(rows("bob")).extracting(MessageGroupRow::shownUser).containsExactly(ANN);
  }

  @Test
  void createMessage_whenStreamedOrActingForAMember_adoptsAsWell() {
    old.converse(GROUP, MONDAY, ANN, BOB, "Hi");
    old.converse("other-group", TUESDAY, ANN, BOB, "Hi");
    NewMessage welcome = NewMessage.from("bob", "Welcome");

    store.withSendMode(SendMode.STREAMED).createMessage(GROUP, welcome);
    store.actingAs("bob").createMessage("other-group", welcome);
    admin.rebuild(WHOLE_TABLE);

    assertThat(texts()).containsExactly("Hi", "Welcome");
    assertThat(previews("ann")).containsExactly("Welcome", "Welcome");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 50})
  void createMessage_whenUsersHaveManyOldRows_leavesOneEach(int rows) {
    converseTimes(rows);

    store.createMessage(GROUP, NewMessage.from("bob", "Welcome"));

    assertThat(previews("ann")).containsExactly("Welcome");
    assertThat(previews("bob")).containsExactly("Welcome");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void createMessage_afterTheProcessEndedAmongManyOldRows_leavesOneEach(int write) {
    converseTimes(50);
    AtomicInteger writes = new AtomicInteger();
    wire.fail(
        any ->
            (request, service) ->
                request instanceof TransactWriteItemsRequest && writes.incrementAndGet() >= write
                    ? Faults.gone().strike(request, service)
                    : service.send(request));
    assertThatThrownBy(() -> store.createMessage(GROUP, NewMessage.from("bob", "Welcome")))
        .hasStackTraceContaining("The process has ended");
    wire.clear();

    store.createMessage(GROUP, NewMessage.from("bob", "Welcome"));

    assertThat(previews("ann")).containsExactly("Welcome");
    assertThat(previews("bob")).containsExactly("Welcome");
  }

  /** More rows than a transaction takes, if it is 50 times. */
  private void converseTimes(int times) {
    for (int second = 10; second < 10 + times; second++) {
      old.converse(GROUP, "2023-05-01T10:00:" + second + "+00:00", ANN, BOB, "At " + second);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann", "bob"})
  void createMessage_whenTheRowOfOneWasLost_givesItBackWithTheNamesOfMessages(String sender) {
    old.message(GROUP, MONDAY, BOB, "Hello");
    old.message(GROUP, TUESDAY, ANN, "Hi");
    old.row(BOB, GROUP, TUESDAY, ANN, "Hi");

    store.createMessage(GROUP, NewMessage.from(sender, "Welcome"));

    assertThat(rows("ann")).extracting(MessageGroupRow::shownUser).containsExactly(BOB);
    assertThat(previews("ann")).containsExactly("Welcome");
  }

  @Test
  void createMessage_byAStranger_isRefusedAndNothingIsWritten() {
    old.converse(GROUP, MONDAY, ANN, BOB, "Hi");
    List<Map<String, AttributeValue>> before = table.items();
    NewMessage fromEve = NewMessage.from("eve", "Let me in");

    for (Messaging way : List.of(store, store.actingAs("eve"))) {
      assertThatThrownBy(() -> way.createMessage(GROUP, fromEve))
          .isInstanceOf(NotAMemberException.class);
    }

    assertThat(table.items()).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void createMessage_whenThereIsNothingOfTheGroup_findsNone() {
    assertThatThrownBy(() -> store.createMessage(GROUP, NewMessage.from("ann", "Hi")))
        .isInstanceOf(GroupNotFoundException.class)
        .hasMessageContaining("adoptGroup");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-21T06:02:03+05:00",
        "2026-11-21T01:02:03Z",
        "2026-11-21T01:02:03.999999999",
        "2026-11-21T06:02+05:00"
      })
  void createMessage_whenTheNewestKeyStandsAheadOfTheClock_standsBehindIt(String newest) {
    old.converse(GROUP, newest, ANN, BOB, "Hi");

    store.createMessage(GROUP, NewMessage.from("bob", "Welcome"));

    assertThat(texts()).containsExactly("Hi", "Welcome");
  }

  @Test
  void createMessage_whenAnotherAdoptsMeanwhile_sendsIntoWhatThatMade() {
    old.converse(GROUP, MONDAY, ANN, BOB, "Hi");
    wire.beforeWrite(
        1, () -> openElsewhere().createMessage(GROUP, NewMessage.from("ann", "First")));

    store.createMessage(GROUP, NewMessage.from("bob", "Second"));

    assertThat(texts()).containsExactly("Hi", "First", "Second");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void createMessage_whenAnotherAdoptsAndAllMessagesAreDeletedMeanwhile_sendsIntoWhatThatMade(
      int request) {
    old.converse(GROUP, MONDAY, ANN, BOB, "Hi");
    wire.fail(
        number ->
            (message, service) -> {
              if (number == request) {
                openAdmin(table).adoptGroup(GROUP, List.of(ANN));
                table.delete(Keys.messagePartition(GROUP), MONDAY);
              }
              return service.send(message);
            });

    store.createMessage(GROUP, NewMessage.from("bob", "Welcome"));

    assertThat(texts()).containsExactly("Welcome");
  }

  @Test
  void adoptGroup_whenTheNewestIsDeletedMeanwhile_showsItNowhere() {
    old.message(GROUP, MONDAY, ANN, "Hello");
    old.converse(GROUP, TUESDAY, ANN, BOB, "Hi");
    wire.beforeWrite(1, () -> table.delete(Keys.messagePartition(GROUP), TUESDAY));

    MessageGroup adopted = admin.adoptGroup(GROUP, List.of(ANN));

    assertThat(adopted.newest().value()).isEqualTo(MONDAY);
    assertThat(previews("bob")).containsExactly("Hello");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void createMessage_afterTheProcessEndedBeforeOrAfterAnyRequest_adoptsOnce(int request) {
    old.converse(GROUP, MONDAY, ANN, BOB, "Hello");
    old.converse(GROUP, TUESDAY, ANN, BOB, "Hi");
    NewMessage message = NewMessage.from("bob", "Welcome").withIdempotencyKey("key");
    for (Wire.Fault end : List.of(Faults.gone(), Faults.goneAfterwards())) {
      wire.endProcess(request, end);
      try {
        store.createMessage(GROUP, message);
      } catch (RuntimeException e) {
        assertThat(e).hasStackTraceContaining("The process has ended");
      }
    }

    openElsewhere().createMessage(GROUP, message);

    assertThat(texts()).containsExactly("Hello", "Hi", "Welcome");
    assertThat(rows("ann")).hasSize(1);
  }

  @Test
  void project_aMessageOfAnOldGroup_adoptsIt() {
    old.message(GROUP, MONDAY, ANN, "Hello");
    old.row(ANN, GROUP, MONDAY, BOB, "Hello");
    old.row(BOB, GROUP, MONDAY, ANN, "Hello");
    old.message(GROUP, TUESDAY, ANN, "Hi");

    ProjectionResult result = store.projector().project(List.of(inserted(TUESDAY)));

    assertThat(result.notDone()).isEmpty();
    assertThat(result.rejected()).isEmpty();
    assertThat(previews("bob")).containsExactly("Hi");
  }

  @Test
  void project_aMessageOfAGroupThatNobodyKnows_rejectsItsRecord() {
    old.message(GROUP, TUESDAY, ANN, "Hi");

    ProjectionResult result = store.projector().project(List.of(inserted(TUESDAY)));

    assertThat(result.rejected())
        .extracting(RejectedRecord::reason)
        .singleElement()
        .isInstanceOf(GroupNotFoundException.class);
  }

  @Test
  void listMessages_actingForAMemberOfAnOldGroup_listsAndWritesNothing() {
    old.converse(GROUP, MONDAY, ANN, BOB, "Hi");
    List<Map<String, AttributeValue>> before = table.items();

    assertThat(store.actingAs("ann").listMessages(GROUP, PageRequest.newestFirst(10)).items())
        .extracting(Message::text)
        .containsExactly("Hi");
    assertThat(store.actingAs("bob").listMessages(GROUP, PageRequest.oldestFirst(10)).items())
        .hasSize(1);
    assertThat(table.items()).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void listMessages_actingForAStrangerToAnOldGroup_isRefused() {
    old.converse(GROUP, MONDAY, ANN, BOB, "Hi");
    old.converse("other-group", MONDAY, EVE, BOB, "Hi");

    for (PageRequest request : List.of(PageRequest.newestFirst(9), PageRequest.oldestFirst(9))) {
      assertThatThrownBy(() -> store.actingAs("eve").listMessages(GROUP, request))
          .isInstanceOf(NotAMemberException.class);
    }
  }

  @Test
  void adoptGroup_ofThreeWhenTheirNamesAreGiven_hasThemAll() {
    old.converse(GROUP, MONDAY, ANN, BOB, "Hi");
    old.row(CAT, GROUP, MONDAY, ANN, "Hi");

    MessageGroup group = admin.adoptGroup(GROUP, List.of(ANN, BOB, CAT));

    assertThat(group.members()).containsExactly(ANN, BOB, CAT);
    assertThat(rows("cat")).extracting(MessageGroupRow::shownUser).containsExactly(ANN);
  }

  @Test
  void adoptGroup_whenAllRowsWereLost_givesThemBack() {
    old.message(GROUP, MONDAY, ANN, "Hi");

    admin.adoptGroup(GROUP, List.of(ANN, BOB));

    assertThat(previews("ann")).containsExactly("Hi");
    assertThat(previews("bob")).containsExactly("Hi");
  }

  @Test
  void adoptGroup_whenThereAreRowsAndNoMessage_showsNothing() {
    assumeTrue(withIndex());
    old.row(ANN, GROUP, MONDAY, BOB, "Hi");

    MessageGroup group = admin.adoptGroup(GROUP, List.of());

    assertThat(group.members()).extracting(User::id).containsExactly("ann", "bob");
    assertThat(previews("bob")).containsExactly("");
    store.createMessage(group, NewMessage.from("ann", "Hi again"));
  }

  @Test
  void adoptGroup_ofTwoWithTwoRowsEach_costsAsDocumented() {
    assumeFalse(withIndex());
    old.converse(GROUP, MONDAY, ANN, BOB, "Hello");
    old.converse(GROUP, TUESDAY, ANN, BOB, "Hi");
    Meter meter = new Meter();

    openAdmin(table.metered(meter)).adoptGroup(GROUP, List.of(ANN));

    assertThat(meter.total().writeUnits()).isEqualTo(4 + 2 * 2 + 4 * 2);
  }

  @Test
  void adoptGroup_whenItIsAdopted_returnsItAsItIs() {
    MessageGroup group =
        store.createGroup(NewGroup.direct(ANN, BOB), NewMessage.from("ann", "Hi")).group();

    assertThat(admin.adoptGroup(group.id(), List.of(EVE))).isEqualTo(group);
  }

  @Test
  void adoptGroup_whenThereIsNothingOfIt_findsNone() {
    assertThatThrownBy(() -> admin.adoptGroup(GROUP, List.of(ANN, BOB)))
        .isInstanceOf(GroupNotFoundException.class);
  }

  @Test
  void theOldApplication_readsWhatTheLibraryWrites() {
    old.converse(GROUP, MONDAY, ANN, BOB, "Hi");
    NewMessage welcome = NewMessage.from("bob", "Welcome").withIdempotencyKey("key");
    store.createMessage(GROUP, welcome);

    List<Map<String, AttributeValue>> rows = old.ofYear("GRP#ann", "2026");
    List<Map<String, AttributeValue>> messages = old.ofYear("MSG#" + GROUP, "2026");

    assertThat(rows)
        .extracting(item -> item.get(Attributes.MESSAGE).s())
        .containsExactly("Welcome");
    assertThat(rows.get(0))
        .containsKeys("message_group_uuid", "user_uuid", "user_display_name", "user_handle");
    assertThat(messages)
        .extracting(item -> item.get(Attributes.MESSAGE).s())
        .containsExactly("Welcome");
    assertThat(messages.get(0))
        .containsKeys("message_uuid", "user_uuid", "user_display_name", "user_handle");
  }

  @Test
  void theOldApplication_findsNothingButRowsInItsIndex() {
    assumeTrue(withIndex());
    old.converse(GROUP, MONDAY, ANN, BOB, "Hi");
    store.createMessage(GROUP, NewMessage.from("bob", "Welcome").withIdempotencyKey("key"));

    assertThat(old.indexed())
        .extracting(item -> item.get(Attributes.PK).s())
        .containsExactlyInAnyOrder("GRP#ann", "GRP#bob");
  }
}
