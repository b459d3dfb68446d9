package io.github.ddbmessaging.internal.read;

import static io.github.ddbmessaging.internal.access.SampleSettings.settings;
import static io.github.ddbmessaging.internal.access.SampleSettings.withListener;
import static io.github.ddbmessaging.internal.run.Answers.NOTHING;
import static io.github.ddbmessaging.internal.run.Answers.NO_ITEMS;
import static io.github.ddbmessaging.internal.run.Answers.error;
import static io.github.ddbmessaging.internal.run.Answers.item;
import static io.github.ddbmessaging.internal.run.Answers.lastItems;
import static io.github.ddbmessaging.internal.run.Answers.moreItems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.access.SampleSettings;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.item.Items;
import io.github.ddbmessaging.internal.run.Answers;
import io.github.ddbmessaging.internal.run.Script;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

class ReadPageTest {
  private static final Message M1 = message(1);
  private static final Message M2 = message(2);
  private static final Message M3 = message(3);
  private static final Message M4 = message(4);
  private static final MessageGroup GROUP = Samples.direct();
  private static final PageRequest TWO = PageRequest.newestFirst(2);
  private static final PageRequest TWO_OLDEST = PageRequest.oldestFirst(2);

  /** Messages 2 and 3, and not the time of message 4. */
  private static final PageRequest BETWEEN = PageRequest.newestFirst(2).between(at(2), at(4));

  private static final StoreSettings AS_ANN = settings().actingAs("ann");
  private static final StoreSettings AS_EVE = settings().actingAs("eve");

  @Test
  void ofMessages_whenNewestFirst_queriesDownwardForOneMoreThanThePage() {
    Script script = new Script(lastItems(List.of()));

    script.run(ReadPage.ofMessages(settings(), "g-1", TWO));

    assertThat(script.requests()).containsExactly(query("MSG#g-1", "0", ":", false, 3).build());
  }

  @Test
  void ofMessages_whenOldestFirst_queriesUpward() {
    Script script = new Script(lastItems(List.of()));

    script.run(ReadPage.ofMessages(settings(), "g-1", TWO_OLDEST));

    assertThat(script.requests()).containsExactly(query("MSG#g-1", "0", ":", true, 3).build());
  }

  @Test
  void ofMessages_whenReadsAreConsistent_asksForThat() {
    Script script = new Script(lastItems(List.of()));

    script.run(ReadPage.ofMessages(settings().withConsistentReads(), "g-1", TWO));

    assertThat(script.requests())
        .containsExactly(query("MSG#g-1", "0", ":", false, 3).consistentRead(true).build());
  }

  @Test
  void ofMessages_whenSomebodyListens_asksForConsumedUnits() {
    Script script = new Script(lastItems(List.of()));

    script.run(ReadPage.ofMessages(withListener(report -> {}), "g-1", TWO));

    assertThat(script.requests())
        .containsExactly(
            query("MSG#g-1", "0", ":", false, 3)
                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                .build());
  }

  @Test
  void ofMessages_whenCursorIsGiven_beginsBehindIt() {
    Script script = new Script(lastItems(List.of()));

    script.run(ReadPage.ofMessages(settings(), "g-1", TWO.before(M3.cursor())));

    assertThat(script.requests()).containsExactly(queryFrom(M3, 3).build());
  }

  @Test
  void ofMessages_whenCursorIsGivenUpwards_beginsBehindIt() {
    Script script = new Script(lastItems(List.of()));

    script.run(ReadPage.ofMessages(settings(), "g-1", TWO_OLDEST.after(M3.cursor())));

    assertThat(script.requests())
        .containsExactly(
            query("MSG#g-1", M3.sortKey().value(), ":", true, 3)
                .exclusiveStartKey(key(M3))
                .build());
  }

  @Test
  void ofMessages_whenSpanIsGiven_queriesFromItsFirstSecondToItsLast() {
    Script script = new Script(lastItems(List.of()));

    script.run(ReadPage.ofMessages(settings(), "g-1", BETWEEN));

    assertThat(script.requests())
        .containsExactly(
            query("MSG#g-1", "2026-11-21T00:00:02", "2026-11-21T00:00:04~", false, 3).build());
  }

  @Test
  void ofMessages_whenSpanIsGiven_leavesOutWhatTheRangeHasTooMuch() {
    Message justBefore = messageAt(at(2).minusNanos(1_000));
    Message exactlyUntil = oldMessage("2026-11-21T00:00:04.5");
    Script script = new Script(lastItems(items(exactlyUntil, M3, M2, justBefore)));

    Page<Message> page = script.run(ReadPage.ofMessages(settings(), "g-1", BETWEEN));

    assertThat(page).isEqualTo(new Page<>(List.of(M3, M2), Optional.empty()));
  }

  @Test
  void ofMessages_whenThereAreNone_isAnEmptyLastPage() {
    Page<Message> page =
        new Script(lastItems(List.of())).run(ReadPage.ofMessages(settings(), "g-1", TWO));

    assertThat(page).isEqualTo(new Page<>(List.of(), Optional.empty()));
  }

  @Test
  void ofMessages_whenExactlyThePageIsLeft_isTheLast() {
    Script script = new Script(lastItems(items(M2, M1)));

    assertThat(script.run(ReadPage.ofMessages(settings(), "g-1", TWO)))
        .isEqualTo(new Page<>(List.of(M2, M1), Optional.empty()));
  }

  @Test
  void ofMessages_whenOneMoreIsLeft_endsWithThePageAndCanBeContinued() {
    Script script = new Script(moreItems(items(M3, M2, M1), key(M1)));

    assertThat(script.run(ReadPage.ofMessages(settings(), "g-1", TWO)))
        .isEqualTo(
            new Page<>(
                List.of(M3, M2),
                Optional.of(CursorCodec.continuation("MSG#g-1", TWO, M2.sortKey()))));
  }

  @Test
  void ofMessages_whenContinued_beginsBehindTheLastItemOfThePage() {
    Script first = new Script(moreItems(items(M3, M2, M1), key(M1)));
    Script second = new Script(lastItems(items(M1)));
    Page<Message> page = first.run(ReadPage.ofMessages(settings(), "g-1", TWO));

    second.run(ReadPage.ofMessages(settings(), "g-1", TWO.continuedAt(page.next().orElseThrow())));

    assertThat(second.requests()).containsExactly(queryFrom(M2, 3).build());
  }

  @Test
  void ofMessages_whenResponsesAreShort_fillsThePageWithAsManyAsItTakes() {
    Script script =
        new Script(
            moreItems(items(M4), key(M4)),
            moreItems(List.of(), key(M3)),
            moreItems(items(M2, M1), key(M1)));

    Page<Message> page = script.run(ReadPage.ofMessages(settings(), "g-1", TWO));

    assertThat(page.items()).containsExactly(M4, M2);
    assertThat(page.next()).isPresent();
  }

  @Test
  void ofMessages_whenResponsesAreShort_asksBehindEachForWhatIsStillNeeded() {
    Script script = new Script(moreItems(items(M4), key(M4)), lastItems(items(M3)));

    script.run(ReadPage.ofMessages(settings(), "g-1", TWO));

    assertThat(script.requests())
        .containsExactly(query("MSG#g-1", "0", ":", false, 3).build(), queryFrom(M4, 2).build());
  }

  @Test
  void ofMessages_whenAFullPageEndsAtALastKeyWithNothingBehind_isTheLast() {
    Script script = new Script(moreItems(items(M2, M1), key(M1)), lastItems(List.of()));

    assertThat(script.run(ReadPage.ofMessages(settings(), "g-1", TWO)))
        .isEqualTo(new Page<>(List.of(M2, M1), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void ofMessages_whenCursorIsBelowTheSpanOnTheWayDown_isEmptyWithoutARequest(int number) {
    PageRequest request = PageRequest.newestFirst(2).between(at(3), at(4));
    Script script = new Script();

    Page<Message> page =
        script.run(
            ReadPage.ofMessages(settings(), "g-1", request.before(message(number).cursor())));

    assertThat(page).isEqualTo(new Page<>(List.of(), Optional.empty()));
  }

  @Test
  void ofMessages_whenCursorIsAboveTheSpanOnTheWayUp_isEmptyWithoutARequest() {
    PageRequest request = TWO_OLDEST.between(at(1), at(3));
    Script script = new Script();

    Page<Message> page =
        script.run(ReadPage.ofMessages(settings(), "g-1", request.after(M4.cursor())));

    assertThat(page).isEqualTo(new Page<>(List.of(), Optional.empty()));
  }

  @Test
  void ofMessages_whenCursorIsAboveTheSpanOnTheWayDown_beginsAtItsTop() {
    PageRequest request = PageRequest.newestFirst(2).between(at(1), at(3));
    Script script = new Script(lastItems(List.of()));

    script.run(ReadPage.ofMessages(settings(), "g-1", request.before(M4.cursor())));

    assertThat(script.requests())
        .containsExactly(
            query("MSG#g-1", "2026-11-21T00:00:01", "2026-11-21T00:00:03~", false, 3).build());
  }

  @Test
  void ofMessages_whenCursorIsBelowTheSpanOnTheWayUp_beginsAtItsBottom() {
    PageRequest request = TWO_OLDEST.between(at(3), at(4));
    Script script = new Script(lastItems(List.of()));

    script.run(ReadPage.ofMessages(settings(), "g-1", request.after(M1.cursor())));

    assertThat(script.requests())
        .containsExactly(
            query("MSG#g-1", "2026-11-21T00:00:03", "2026-11-21T00:00:04~", true, 3).build());
  }

  @Test
  void ofMessages_whenItemIsDamaged_failsNamingIt() {
    Map<String, AttributeValue> damaged = new HashMap<>(items(M1).get(0));
    damaged.remove("message");
    Script script = new Script(lastItems(List.of(damaged)));
    Step<Page<Message>> read = ReadPage.ofMessages(settings(), "g-1", TWO);

    assertThatExceptionOfType(DamagedItemException.class)
        .isThrownBy(() -> script.run(read))
        .returns(M1.sortKey().value(), DamagedItemException::sortKey);
  }

  @Test
  void ofMessages_whenServiceRefuses_failsNamingTheRequest() {
    Script script = new Script(error("AccessDeniedException", 400));
    Step<Page<Message>> read = ReadPage.ofMessages(settings(), "g-1", TWO);

    assertThatExceptionOfType(DynamoDbFailureException.class)
        .isThrownBy(() -> script.run(read))
        .withMessageStartingWith("Query failed: ");
  }

  @Test
  void ofMessages_whenCursorIsOfAnotherGroup_isRefusedBeforeAnyRequest() {
    Cursor foreign = CursorCodec.position("MSG#g-2", Samples.FIRST);

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> ReadPage.ofMessages(settings(), "g-1", TWO.before(foreign)));
  }

  @Test
  void ofMessages_whenLimitIsOutOfBounds_isRefusedBeforeAnyRequest() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> ReadPage.ofMessages(settings(), "g-1", PageRequest.newestFirst(0)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a#b"})
  void ofMessages_whenGroupIdIsInvalid_isRefusedBeforeAnyRequest(String groupId) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> ReadPage.ofMessages(settings(), groupId, TWO));
  }

  @Test
  void ofMessages_whenActing_readsHeadAndNewestMessagesInOneQuery() {
    Script script = new Script(lastItems(below(head(), M2, M1)));

    Page<Message> page = script.run(ReadPage.ofMessages(AS_ANN, "g-1", TWO));

    assertThat(page).isEqualTo(new Page<>(List.of(M2, M1), Optional.empty()));
    assertThat(script.requests()).containsExactly(query("MSG#g-1", "0", "HEAD", false, 4).build());
  }

  @Test
  void ofMessages_whenActingAndThereAreMore_canBeContinued() {
    Script script = new Script(moreItems(below(head(), M3, M2, M1), key(M1)));

    assertThat(script.run(ReadPage.ofMessages(AS_ANN, "g-1", TWO)))
        .isEqualTo(
            new Page<>(
                List.of(M3, M2),
                Optional.of(CursorCodec.continuation("MSG#g-1", TWO, M2.sortKey()))));
  }

  @Test
  void ofMessages_whenActingAndTheFirstResponseIsShort_goesOnBelowTheHead() {
    Script script = new Script(moreItems(below(head(), M3), key(M3)), lastItems(items(M2)));

    script.run(ReadPage.ofMessages(AS_ANN, "g-1", TWO));

    assertThat(script.requests().get(1)).isEqualTo(queryFrom(M3, 2).build());
  }

  @Test
  void ofMessages_whenActingAsAStranger_isRefusedOnlyAfterAStrongLook() {
    Script script = new Script(lastItems(below(head(), M1)), item(GROUP));
    Step<Page<Message>> read = ReadPage.ofMessages(AS_EVE, "g-1", TWO);

    assertThatExceptionOfType(NotAMemberException.class)
        .isThrownBy(() -> script.run(read))
        .withMessageContaining("'eve'");
    assertThat(script.requests().get(1)).isEqualTo(headRead(true));
  }

  @Test
  void ofMessages_whenActingAndTheReplicaHadNoGroupYet_readsThePageStrongly() {
    Script script = new Script(lastItems(List.of()), item(GROUP), lastItems(items(M1)));

    Page<Message> page = script.run(ReadPage.ofMessages(AS_ANN, "g-1", TWO));

    assertThat(page.items()).containsExactly(M1);
    assertThat(script.requests().get(2))
        .isEqualTo(query("MSG#g-1", "0", ":", false, 3).consistentRead(true).build());
  }

  @Test
  void ofMessages_whenActingAndThereIsNoSuchGroup_isRefusedAsForAStranger() {
    Script script = new Script(NO_ITEMS, NOTHING, NO_ITEMS);
    Step<Page<Message>> read = ReadPage.ofMessages(AS_EVE, "g-1", TWO);

    assertThatExceptionOfType(NotAMemberException.class).isThrownBy(() -> script.run(read));
  }

  @Test
  void ofMessages_whenActingOldestFirst_readsTheHeadFirst() {
    Script script = new Script(item(GROUP), lastItems(List.of()));

    script.run(ReadPage.ofMessages(AS_ANN, "g-1", TWO_OLDEST));

    assertThat(script.requests())
        .containsExactly(headRead(false), query("MSG#g-1", "0", ":", true, 3).build());
  }

  @Test
  void ofMessages_whenActingWithACursor_readsTheHeadFirst() {
    Script script = new Script(item(GROUP), lastItems(List.of()));

    script.run(ReadPage.ofMessages(AS_ANN, "g-1", TWO.before(M2.cursor())));

    assertThat(script.requests().get(0)).isEqualTo(headRead(false));
  }

  @Test
  void ofMessages_whenActingWithAnEnd_readsTheHeadFirst() {
    Script script = new Script(item(GROUP), lastItems(List.of()));

    script.run(ReadPage.ofMessages(AS_ANN, "g-1", BETWEEN));

    assertThat(script.requests().get(0)).isEqualTo(headRead(false));
  }

  @Test
  void ofMessages_whenActingAsAStrangerWithACursor_isRefusedWithoutAQuery() {
    Script script = new Script(item(GROUP), item(GROUP));
    Step<Page<Message>> read = ReadPage.ofMessages(AS_EVE, "g-1", TWO.before(M2.cursor()));

    assertThatExceptionOfType(NotAMemberException.class).isThrownBy(() -> script.run(read));
    assertThat(script.requests()).containsExactly(headRead(false), headRead(true));
  }

  @Test
  void newestMessage_whenThereIsOne_asksForOneOnly() {
    Script script = new Script(moreItems(items(M2), key(M2)));

    Optional<Message> newest = script.run(ReadPage.newestMessage(settings(), "g-1"));

    assertThat(newest).contains(M2);
    assertThat(script.requests()).containsExactly(query("MSG#g-1", "0", ":", false, 1).build());
  }

  @Test
  void newestMessage_whenThereIsNone_isEmpty() {
    Script script = new Script(lastItems(List.of()));

    assertThat(script.run(ReadPage.newestMessage(settings(), "g-1"))).isEmpty();
  }

  @Test
  void ofRows_whenNewestFirst_queriesTheUsersPartition() {
    Script script = new Script(lastItems(List.of()));

    script.run(ReadPage.ofRows(settings(), "ann", TWO));

    assertThat(script.requests()).containsExactly(query("GRP#ann", "0", ":", false, 3).build());
  }

  @Test
  void ofRows_whenOneMoreIsLeft_endsWithThePageAndCanBeContinued() {
    PageRequest one = PageRequest.newestFirst(1);
    MessageGroupRow newer = row(GROUP.withNewest(M2.sortKey()));
    MessageGroupRow older = row(GROUP);
    Script script =
        new Script(
            lastItems(
                List.of(Schemas.ROWS.itemToMap(newer, true), Schemas.ROWS.itemToMap(older, true))));

    assertThat(script.run(ReadPage.ofRows(settings(), "ann", one)))
        .isEqualTo(
            new Page<>(
                List.of(newer),
                Optional.of(CursorCodec.continuation("GRP#ann", one, newer.sortKey()))));
  }

  @Test
  void ofRows_whenActingAsThatUser_needsNoMoreThanTheQuery() {
    Script script = new Script(lastItems(List.of()));

    script.run(ReadPage.ofRows(AS_ANN, "ann", TWO));

    assertThat(script.requests()).containsExactly(query("GRP#ann", "0", ":", false, 3).build());
  }

  @Test
  void ofRows_whenActingAsAnother_isRefusedBeforeAnyRequest() {
    assertThatExceptionOfType(NotAMemberException.class)
        .isThrownBy(() -> ReadPage.ofRows(AS_EVE, "ann", TWO));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a#b"})
  void ofRows_whenUserIdIsInvalid_isRefusedBeforeAnyRequest(String userId) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> ReadPage.ofRows(settings(), userId, TWO));
  }

  /** Half a second past that second. */
  private static Instant at(int second) {
    return Instant.parse("2026-11-21T00:00:00.5Z").plusSeconds(second);
  }

  private static Message message(int number) {
    return Samples.message(SortKey.of(at(number), "m-" + number), Samples.ANN, "Hi " + number);
  }

  private static Message messageAt(Instant time) {
    return Samples.message(SortKey.of(time, "m"), Samples.ANN, "Hi");
  }

  private static Message oldMessage(String sortKey) {
    return new Message("g-1", SortKey.parse(sortKey), "m-0", Samples.ANN, "Hi");
  }

  private static MessageGroupRow row(MessageGroup group) {
    return Items.row(group, Items.place(group), Samples.ANN, M1);
  }

  private static Map<String, AttributeValue> head() {
    return Schemas.HEADS.itemToMap(GROUP, true);
  }

  private static List<Map<String, AttributeValue>> items(Message... messages) {
    return Arrays.stream(messages)
        .map(message -> Schemas.MESSAGES.itemToMap(message, true))
        .toList();
  }

  private static List<Map<String, AttributeValue>> below(
      Map<String, AttributeValue> head, Message... messages) {
    List<Map<String, AttributeValue>> all = new ArrayList<>();
    all.add(head);
    all.addAll(items(messages));
    return all;
  }

  private static Map<String, AttributeValue> key(Message message) {
    return Items.key("MSG#g-1", message.sortKey().value());
  }

  /** Downward from a message, which is not returned again. */
  private static QueryRequest.Builder queryFrom(Message message, int limit) {
    return query("MSG#g-1", "0", message.sortKey().value(), false, limit)
        .exclusiveStartKey(key(message));
  }

  private static QueryRequest.Builder query(
      String partition, String lowest, String highest, boolean forward, int limit) {
    return QueryRequest.builder()
        .tableName("t")
        .keyConditionExpression("#pk = :pk AND #sk BETWEEN :lowest AND :highest")
        .expressionAttributeNames(Map.of("#pk", "pk", "#sk", "sk"))
        .expressionAttributeValues(
            Map.of(
                ":pk", AttributeValue.fromS(partition),
                ":lowest", AttributeValue.fromS(lowest),
                ":highest", AttributeValue.fromS(highest)))
        .scanIndexForward(forward)
        .limit(limit)
        .consistentRead(false)
        .returnConsumedCapacity(ReturnConsumedCapacity.NONE);
  }

  private static GetItemRequest headRead(boolean strongly) {
    return GetItemRequest.builder()
        .tableName("t")
        .key(Items.headKey("g-1"))
        .consistentRead(strongly)
        .returnConsumedCapacity(ReturnConsumedCapacity.NONE)
        .build();
  }

  @Test
  void ofMessages_untilInsideASecond_reachesOldKeysOfThatSecond() {
    PageRequest request =
        PageRequest.oldestFirst(5)
            .between(
                Instant.parse("2023-05-20T00:00:00Z"), Instant.parse("2023-05-20T17:01:02.5Z"));
    Script script = new Script(Answers.lastItems(List.of()));

    script.run(ReadPage.ofMessages(SampleSettings.settings(), "g-1", request));

    QueryRequest query = (QueryRequest) script.requests().get(0);
    assertThat(query.expressionAttributeValues().get(":highest").s())
        .isGreaterThan("2023-05-20T17:01:02Z");
  }
}
