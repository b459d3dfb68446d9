package io.github.ddbmessaging.internal.write;

import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.HEAD;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.MARKER;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.MESSAGE;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.NEW_ROW;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.OLD_ROW;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.item.Head;
import io.github.ddbmessaging.internal.item.Items;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.model.IdempotencyMarker;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

class ReKeyTest {
  private static final ReKey RE_KEY = new ReKey("t");
  private static final SortKey SECOND = SortKey.of(Instant.parse("2026-11-21T01:05:00Z"), "m-2");
  private static final String SECOND_ROW_KEY = "2026-11-21T01:05:00.000000Z#g-1";
  private static final Message MESSAGE_2 = Samples.message(SECOND, Samples.ANN, "Hi");
  private static final String MOVE = "SET #newest = :newest, #version = #version + :one";
  private static final String ABSENT = "attribute_not_exists(#pk)";

  @Test
  void make_whenGroupHasTwoMembers_putsHeadAndTwoRows() {
    MessageGroup group = Samples.direct();
    Message first = Samples.message(Samples.FIRST, Samples.ANN, "Hi");

    assertThat(RE_KEY.make(group, first))
        .containsExactly(
            new Action(
                HEAD,
                put(
                    p ->
                        p.item(Schemas.HEADS.itemToMap(group, true))
                            .conditionExpression(ABSENT)
                            .expressionAttributeNames(Map.of("#pk", "pk"))
                            .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD))),
            new Action(
                NEW_ROW, putRow("ann", "2026-11-21T01:02:03.123456Z#g-1", null, Samples.BOB)),
            new Action(
                NEW_ROW, putRow("bob", "2026-11-21T01:02:03.123456Z#g-1", null, Samples.ANN)));
  }

  @Test
  void move_whenGroupIsDirect_updatesHeadAndReplacesEachRow() {
    MessageGroup seen = Samples.direct();

    assertThat(RE_KEY.move(seen, MESSAGE_2))
        .containsExactly(
            new Action(
                HEAD,
                updateHead(
                    MOVE,
                    "#newest = :seen AND #members = :members AND attribute_not_exists(#title)",
                    Map.of(
                        ":seen", fromS("2026-11-21T01:02:03.123456Z#m-1"),
                        ":members", members(seen),
                        ":newest", fromS("2026-11-21T01:05:00.000000Z#m-2"),
                        ":one", fromN("1")),
                    "version")),
            new Action(OLD_ROW, deleteRow("GRP#ann")),
            new Action(OLD_ROW, deleteRow("GRP#bob")),
            new Action(NEW_ROW, putRow("ann", SECOND_ROW_KEY, null, Samples.BOB)),
            new Action(NEW_ROW, putRow("bob", SECOND_ROW_KEY, null, Samples.ANN)));
  }

  @Test
  void move_whenGroupHasATitle_isBoundToItAndShowsIt() {
    MessageGroup seen = Samples.titled(List.of(Samples.ANN));

    assertThat(RE_KEY.move(seen, MESSAGE_2))
        .containsExactly(
            new Action(
                HEAD,
                updateHead(
                    MOVE,
                    "#newest = :seen AND #members = :members AND #title = :title",
                    Map.of(
                        ":seen", fromS("2026-11-21T01:02:03.123456Z#m-1"),
                        ":members", members(seen),
                        ":title", fromS("Trip"),
                        ":newest", fromS("2026-11-21T01:05:00.000000Z#m-2"),
                        ":one", fromN("1")),
                    "version")),
            new Action(OLD_ROW, deleteRow("GRP#ann")),
            new Action(NEW_ROW, putRow("ann", SECOND_ROW_KEY, "Trip", Samples.ANN)));
  }

  @Test
  void move_whenNewMessageHasTheSameTime_deletesNoRow() {
    MessageGroup seen = Samples.direct();
    SortKey sameTime = SortKey.of(Samples.MADE_AT, "m-2");

    List<Action> actions = RE_KEY.move(seen, Samples.message(sameTime, Samples.ANN, "Hi"));

    assertThat(actions).extracting(Action::part).containsExactly(HEAD, NEW_ROW, NEW_ROW);
  }

  @Test
  void putMessage_whenKeyIsFree_putsTheItem() {
    assertThat(RE_KEY.putMessage(MESSAGE_2))
        .isEqualTo(
            new Action(
                MESSAGE,
                put(
                    p ->
                        p.item(Schemas.MESSAGES.itemToMap(MESSAGE_2, true))
                            .conditionExpression(ABSENT)
                            .expressionAttributeNames(Map.of("#pk", "pk"))
                            .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD))));
  }

  @Test
  void putMarker_whenKeyIsFreeOrExpired_putsTheItem() {
    assertThat(RE_KEY.putMarker(marker(), Instant.ofEpochSecond(1_000, 999_999_999)))
        .isEqualTo(
            new Action(
                MARKER,
                put(
                    p ->
                        p.item(Schemas.MARKERS.itemToMap(marker(), true))
                            .conditionExpression("attribute_not_exists(#pk) OR #expires_at < :now")
                            .expressionAttributeNames(
                                Map.of("#pk", "pk", "#expires_at", "expires_at"))
                            .expressionAttributeValues(Map.of(":now", fromN("1000")))
                            .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD))));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 48})
  void move_withMessageAndMarker_isWithinOneTransaction(int members) {
    assertThat(moved(members, SECOND)).hasSizeLessThanOrEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 48})
  void move_withMessageAndMarker_namesNoKeyTwice(int members) {
    assertThat(moved(members, SECOND)).extracting(ReKeyTest::key).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 48})
  void move_whenNewMessageHasTheSameTime_namesNoKeyTwice(int members) {
    assertThat(moved(members, SortKey.of(Samples.MADE_AT, "m-2")))
        .extracting(ReKeyTest::key)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 48})
  void make_withMessageAndMarker_namesNoKeyTwice(int members) {
    MessageGroup group = Samples.titled(Samples.users(members));
    Message first = Samples.message(Samples.FIRST, Samples.users(1).get(0), "Hi");

    assertThat(withMessage(RE_KEY.make(group, first), first))
        .extracting(ReKeyTest::key)
        .doesNotHaveDuplicates();
  }

  @Test
  void project_whenNothingWasRemoved_movesTheHeadOnConditionOfThat() {
    MessageGroup seen = Samples.direct();

    assertThat(RE_KEY.project(new Head(seen, null), MESSAGE_2).get(0))
        .isEqualTo(
            new Action(
                HEAD,
                updateHead(
                    MOVE,
                    "#newest = :seen AND #members = :members AND attribute_not_exists(#title)"
                        + " AND attribute_not_exists(#removed)",
                    Map.of(
                        ":seen", fromS("2026-11-21T01:02:03.123456Z#m-1"),
                        ":members", members(seen),
                        ":newest", fromS("2026-11-21T01:05:00.000000Z#m-2"),
                        ":one", fromN("1")),
                    "version",
                    "removed_sk")));
  }

  @Test
  void project_whenMovingRows_isTheSameAsSending() {
    MessageGroup seen = Samples.direct();

    assertThat(RE_KEY.project(new Head(seen, null), MESSAGE_2).subList(1, 5))
        .isEqualTo(RE_KEY.move(seen, MESSAGE_2).subList(1, 5));
  }

  @Test
  void rememberRemoval_whenAnotherWasRemovedBefore_updatesOnlyTheHead() {
    MessageGroup seen = Samples.direct();

    assertThat(RE_KEY.rememberRemoval(new Head(seen, Samples.FIRST), SECOND))
        .containsExactly(
            new Action(
                HEAD,
                updateHead(
                    "SET #removed = :gone",
                    "#newest = :seen AND #members = :members AND attribute_not_exists(#title)"
                        + " AND #removed = :removed",
                    Map.of(
                        ":seen", fromS("2026-11-21T01:02:03.123456Z#m-1"),
                        ":members", members(seen),
                        ":removed", fromS("2026-11-21T01:02:03.123456Z#m-1"),
                        ":gone", fromS("2026-11-21T01:05:00.000000Z#m-2")),
                    "removed_sk")));
  }

  @Test
  void refresh_whenAMessageIsLeft_checksItAndReplacesRowsInPlace() {
    MessageGroup seen = Samples.direct();
    Message first = Samples.message(Samples.FIRST, Samples.ANN, "Hi");

    assertThat(RE_KEY.refresh(new Head(seen, null), first))
        .hasSize(4)
        .contains(
            new Action(
                MESSAGE,
                check(
                    Items.key("MSG#g-1", Samples.FIRST.value()),
                    "#message = :message",
                    Map.of("#message", "message"),
                    Map.of(":message", fromS("Hi")))),
            new Action(
                NEW_ROW, putRow("ann", "2026-11-21T01:02:03.123456Z#g-1", null, Samples.BOB)),
            new Action(
                NEW_ROW, putRow("bob", "2026-11-21T01:02:03.123456Z#g-1", null, Samples.ANN)));
  }

  @Test
  void refresh_ofAHead_countsItOnIfItIsAsSeenToItsVersion() {
    MessageGroup seen = Samples.direct();

    Action head = RE_KEY.refresh(new Head(seen, null), null).get(0);

    assertThat(head.part()).isEqualTo(HEAD);
    assertThat(head.write().update().updateExpression())
        .isEqualTo("SET #version = #version + :one");
    assertThat(head.write().update().conditionExpression())
        .isEqualTo(
            "#newest = :seen AND #members = :members AND attribute_not_exists(#title)"
                + " AND attribute_not_exists(#removed) AND #version = :version");
    assertThat(head.write().update().expressionAttributeValues())
        .containsEntry(":version", AttributeValue.fromN("1"));
  }

  @Test
  void refresh_whenNoMessageIsLeft_checksOnlyTheHead() {
    MessageGroup seen = Samples.direct();

    assertThat(RE_KEY.refresh(new Head(seen, null), null))
        .extracting(Action::part)
        .containsExactly(HEAD, NEW_ROW, NEW_ROW);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 48})
  void refresh_whenAMessageIsLeft_namesNoKeyTwice(int members) {
    MessageGroup seen = Samples.titled(Samples.users(members));
    Message shown = Samples.message(Samples.FIRST, Samples.users(1).get(0), "Hi");

    assertThat(RE_KEY.refresh(new Head(seen, null), shown))
        .extracting(ReKeyTest::key)
        .doesNotHaveDuplicates();
  }

  private static List<Action> moved(int members, SortKey newest) {
    MessageGroup seen = Samples.titled(Samples.users(members));
    Message message = Samples.message(newest, Samples.users(1).get(0), "Hi");
    return withMessage(RE_KEY.move(seen, message), message);
  }

  private static List<Action> withMessage(List<Action> actions, Message message) {
    List<Action> all = new ArrayList<>(actions);
    all.add(RE_KEY.putMessage(message));
    all.add(RE_KEY.putMarker(marker(), Samples.MADE_AT));
    return all;
  }

  private static IdempotencyMarker marker() {
    return new IdempotencyMarker("g-1", "order-17", SECOND, Instant.parse("2026-11-22T01:02:03Z"));
  }

  /** The key that an action names, in whichever of the four forms it is. */
  private static List<AttributeValue> key(Action action) {
    TransactWriteItem write = action.write();
    Map<String, AttributeValue> attributes = new HashMap<>();
    if (write.put() != null) {
      attributes.putAll(write.put().item());
    } else if (write.update() != null) {
      attributes.putAll(write.update().key());
    } else if (write.delete() != null) {
      attributes.putAll(write.delete().key());
    } else {
      attributes.putAll(write.conditionCheck().key());
    }
    return Stream.of("pk", "sk").map(attributes::get).toList();
  }

  private static AttributeValue members(MessageGroup group) {
    return AttributeValue.fromL(
        group.members().stream()
            .map(member -> AttributeValue.fromM(Schemas.USER.itemToMap(member, true)))
            .toList());
  }

  private static TransactWriteItem put(Consumer<Put.Builder> put) {
    Put.Builder builder = Put.builder().tableName("t");
    put.accept(builder);
    return TransactWriteItem.builder().put(builder.build()).build();
  }

  private static TransactWriteItem putRow(
      String userId, String sortKey, @Nullable String title, User shown) {
    MessageGroupRow row =
        new MessageGroupRow(userId, SortKey.parse(sortKey), "g-1", "Hi", title, shown);
    return put(p -> p.item(Schemas.ROWS.itemToMap(row, true)));
  }

  private static TransactWriteItem deleteRow(String partition) {
    return TransactWriteItem.builder()
        .delete(
            Delete.builder()
                .tableName("t")
                .key(
                    Map.of(
                        "pk", fromS(partition),
                        "sk", fromS("2026-11-21T01:02:03.123456Z#g-1")))
                .build())
        .build();
  }

  private static TransactWriteItem check(
      Map<String, AttributeValue> key,
      String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    return TransactWriteItem.builder()
        .conditionCheck(
            ConditionCheck.builder()
                .tableName("t")
                .key(key)
                .conditionExpression(condition)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build())
        .build();
  }

  /** The names in every condition on a head, and more of it. */
  private static Map<String, String> names(String... more) {
    Map<String, String> names = new HashMap<>();
    names.put("#newest", "newest_sk");
    for (String attribute : List.of("members", "title")) {
      names.put("#" + attribute, attribute);
    }
    for (String attribute : more) {
      names.put("#" + attribute.replace("_sk", ""), attribute);
    }
    return names;
  }

  private static TransactWriteItem updateHead(
      String update, String condition, Map<String, AttributeValue> values, String... moreNames) {
    return TransactWriteItem.builder()
        .update(
            Update.builder()
                .tableName("t")
                .key(Map.of("pk", fromS("MSG#g-1"), "sk", fromS("HEAD")))
                .updateExpression(update)
                .conditionExpression(condition)
                .expressionAttributeNames(names(moreNames))
                .expressionAttributeValues(values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build())
        .build();
  }
}
