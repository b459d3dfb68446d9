package io.github.ddbmessaging.internal.write;

import static io.github.ddbmessaging.internal.write.Condition.DOES_NOT_EXIST;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.HEAD;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.MARKER;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.MESSAGE;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.NEW_ROW;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.OLD_ROW;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.SHOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.MemberRows;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.IdempotencyMarker;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

class GroupWritesTest {
  private static final GroupWrites WRITES = new GroupWrites("t");
  private static final ItemWrites ITEMS = new ItemWrites("t");
  private static final SortKey SECOND = SortKey.of(Instant.parse("2026-11-21T01:05:00Z"), "m-2");
  private static final SortKey SAME_TIME = SortKey.of(Samples.MADE_AT, "m-2");
  private static final Message FIRST = Samples.message(Samples.FIRST, Samples.ANN, "Hi");
  private static final Message NEXT = Samples.message(SECOND, Samples.ANN, "Hello");
  private static final MessageGroup SEEN = Samples.direct();
  private static final GroupHead SEEN_HEAD = new GroupHead(SEEN, Samples.FIRST);
  private static final MessageGroup MOVED = SEEN.withNewest(SECOND);
  private static final String SET_NEWEST = "SET #newest = :newest, #version = #version + :one";
  private static final IdempotencyMarker KEY =
      new IdempotencyMarker(
          "g-1", "order-17", SECOND, "1:abc", Instant.parse("2026-11-22T01:02:03Z"));

  @Test
  void make_putsTheHeadIfThereIsNoneAndARowForEachMember() {
    assertThat(WRITES.make(SEEN, FIRST))
        .containsExactly(
            ITEMS.put(
                HEAD, Schemas.HEADS.itemToMap(new GroupHead(SEEN, null), true), DOES_NOT_EXIST),
            putRow(SEEN, Samples.ANN, FIRST),
            putRow(SEEN, Samples.BOB, FIRST));
  }

  @Test
  void move_updatesTheHeadAndReplacesEachRow() {
    assertThat(WRITES.move(SEEN, NEXT))
        .containsExactly(
            updateHead(
                SET_NEWEST + ", #messages = :messages",
                moving(
                    HeadCondition.asSeen(SEEN).andMessages(SEEN).value(":messages", fromN("1")))),
            deleteRow("ann"),
            deleteRow("bob"),
            putRow(MOVED, Samples.ANN, NEXT),
            putRow(MOVED, Samples.BOB, NEXT));
  }

  @Test
  void move_whenNewMessageHasTheSameTime_deletesNoRow() {
    assertThat(WRITES.move(SEEN, Samples.message(SAME_TIME, Samples.ANN, "Hi")))
        .extracting(Action::part)
        .containsExactly(HEAD, NEW_ROW, NEW_ROW);
  }

  @Test
  void project_movesAsASendDoesIfTheRemovedMessageIsAsSeenToo() {
    List<Action> actions = WRITES.project(SEEN_HEAD, NEXT);

    assertThat(actions.get(0))
        .isEqualTo(updateHead(SET_NEWEST, moving(HeadCondition.asSeen(SEEN_HEAD))));
    assertThat(actions.subList(1, 5)).isEqualTo(WRITES.move(SEEN, NEXT).subList(1, 5));
  }

  @Test
  void projectIfThere_checksTheMessageToo() {
    List<Action> expected = new ArrayList<>(WRITES.project(SEEN_HEAD, NEXT));
    expected.add(WRITES.checkMessage(MESSAGE, NEXT));

    assertThat(WRITES.projectIfThere(SEEN_HEAD, NEXT)).isEqualTo(expected);
  }

  @Test
  void refresh_whenAMessageIsLeft_raisesTheVersionChecksItAndReplacesRowsInPlace() {
    assertThat(WRITES.refresh(SEEN_HEAD, FIRST))
        .containsExactly(
            updateHead(
                "SET #version = #version + :one REMOVE #shown, #insteadOf",
                HeadCondition.asSeen(SEEN_HEAD)
                    .andVersion(SEEN)
                    .value(":one", fromN("1"))
                    .name("#shown", "shown_sk")
                    .name("#insteadOf", "shown_instead_of")),
            WRITES.checkMessage(SHOWN, FIRST),
            putRow(SEEN, Samples.ANN, FIRST),
            putRow(SEEN, Samples.BOB, FIRST));
  }

  @Test
  void refresh_whenNoMessageIsLeft_checksOnlyTheHead() {
    assertThat(WRITES.refresh(SEEN_HEAD, null))
        .extracting(Action::part)
        .containsExactly(HEAD, NEW_ROW, NEW_ROW);
  }

  @Test
  void noteRemoval_updatesOnlyTheHead() {
    assertThat(WRITES.noteRemoval(SEEN_HEAD, SECOND))
        .containsExactly(
            updateHead(
                "SET #removed = :gone",
                HeadCondition.asSeen(SEEN_HEAD)
                    .value(":gone", fromS("2026-11-21T01:05:00.000000Z#m-2"))));
  }

  @Test
  void removeStray_deletesTheRowIfTheGroupIsAsSeen() {
    assertThat(WRITES.removeStray(SEEN, MemberRows.of(SEEN, SECOND, Samples.CAT, FIRST)))
        .containsExactly(
            ITEMS.check(HEAD, ItemKey.head("g-1"), HeadCondition.asSeen(SEEN).build()),
            ITEMS.delete(OLD_ROW, ItemKey.row("cat", SECOND)));
  }

  @Test
  void putMessage_putsTheItemIfTheKeyIsFree() {
    assertThat(WRITES.putMessage(Schemas.MESSAGES.itemToMap(NEXT, true)))
        .isEqualTo(ITEMS.put(MESSAGE, Schemas.MESSAGES.itemToMap(NEXT, true), DOES_NOT_EXIST));
  }

  @Test
  void putMarker_putsTheItemIfTheKeyIsFreeAndAsksNoClock() {
    assertThat(WRITES.putMarker(KEY))
        .isEqualTo(ITEMS.put(MARKER, Schemas.MARKERS.itemToMap(KEY, true), DOES_NOT_EXIST));
  }

  @Test
  void checkMessage_comparesItsRevisionAndText() {
    assertThat(WRITES.checkMessage(MESSAGE, NEXT))
        .isEqualTo(
            ITEMS.check(
                MESSAGE,
                ItemKey.message("g-1", SECOND),
                new Condition(
                    "#id = :id AND (attribute_not_exists(#revision) OR #revision = :revision)"
                        + " AND #message = :message",
                    Map.of("#id", "message_uuid", "#revision", "revision", "#message", "message"),
                    Map.of(
                        ":id",
                        fromS("m-2"),
                        ":revision",
                        fromN("0"),
                        ":message",
                        fromS("Hello")))));
  }

  /** What is written at once, in groups from the smallest to the largest. */
  static Stream<List<Action>> transactions() {
    return IntStream.of(1, 2, 3, 48)
        .mapToObj(members -> Samples.titled(Samples.users(members)))
        .flatMap(
            group ->
                Stream.of(
                    withMessage(WRITES.move(group, sent(SECOND)), sent(SECOND)),
                    withMessage(WRITES.move(group, sent(SAME_TIME)), sent(SAME_TIME)),
                    withMessage(WRITES.make(group, sent(Samples.FIRST)), sent(Samples.FIRST)),
                    WRITES.projectIfThere(new GroupHead(group, null), sent(SECOND)),
                    WRITES.refresh(new GroupHead(group, null), sent(Samples.FIRST))));
  }

  @ParameterizedTest
  @MethodSource("transactions")
  void actions_ofAnyTransaction_areAtMost100AndNameNoKeyTwice(List<Action> actions) {
    assertThat(actions).hasSizeLessThanOrEqualTo(100);
    assertThat(actions).extracting(GroupWritesTest::key).doesNotHaveDuplicates();
  }

  private static Message sent(SortKey key) {
    return Samples.message(key, Samples.users(1).get(0), "Hi");
  }

  private static List<Action> withMessage(List<Action> actions, Message message) {
    List<Action> all = new ArrayList<>(actions);
    all.add(WRITES.putMessage(Schemas.MESSAGES.itemToMap(message, true)));
    all.add(WRITES.putMarker(KEY));
    return all;
  }

  /** The key that an action names, in whichever of the four forms it is. */
  private static ItemKey key(Action action) {
    TransactWriteItem write = action.write();
    if (write.put() != null) {
      return ItemKey.of(write.put().item());
    }
    if (write.update() != null) {
      return ItemKey.of(write.update().key());
    }
    return ItemKey.of(write.delete() != null ? write.delete().key() : write.conditionCheck().key());
  }

  private static HeadCondition moving(HeadCondition condition) {
    return condition
        .name("#version", "version")
        .value(":one", fromN("1"))
        .value(":newest", fromS("2026-11-21T01:05:00.000000Z#m-2"));
  }

  private static Action updateHead(String update, HeadCondition condition) {
    return ITEMS.update(HEAD, ItemKey.head("g-1"), update, condition.build());
  }

  private static Action putRow(MessageGroup group, User member, @Nullable Message shown) {
    return ITEMS.put(
        NEW_ROW,
        Schemas.ROWS.itemToMap(MemberRows.of(group, ItemKey.rowKey(group), member, shown), true));
  }

  private static Action deleteRow(String userId) {
    return ITEMS.delete(OLD_ROW, ItemKey.row(userId, ItemKey.rowKey(SEEN)));
  }
}
