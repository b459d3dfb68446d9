package io.github.ddbmessaging.store;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.MemberRows;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What {@link TableInvariants} sees otherwise than a check of the table; {@code CheckTest} holds
 * the two together.
 */
class TableInvariantsTest {
  private static final Message FIRST = message("2026-11-21T01:02:03.000000Z", "First");
  private static final Message SECOND = message("2026-11-21T01:02:04.000000Z", "Second");
  private static final String ROWS_ARE_WRONG = "The rows of g-1 are ";

  @Test
  void violations_whenTableIsWholeOrEmpty_areNone() {
    assertThat(TableInvariants.violations(List.of())).isEmpty();
    assertThat(TableInvariants.violations(table(SECOND, SECOND, FIRST, SECOND))).isEmpty();
  }

  @Test
  void violations_whenTheNewestMessageIsLost_tellIt() {
    assertThat(TableInvariants.violations(table(SECOND, FIRST, FIRST)))
        .containsExactly("The head of g-1 does not name the newest message");
  }

  @Test
  void violations_whenAnItemIsAnothers_tellIt() {
    assertThat(TableInvariants.violations(List.of(new ItemKey("X#1", "1").attributes())))
        .singleElement()
        .asString()
        .contains("X#1", "is no item of the library");
  }

  @Test
  void violationsAfterDeletions_whenRowsShowTheNewestLeft_areNone() {
    assertThat(TableInvariants.violationsAfterDeletions(table(SECOND, FIRST, FIRST))).isEmpty();
  }

  @Test
  void violationsAfterDeletions_whenNothingIsLeftAndRowsShowNothing_areNone() {
    assertThat(TableInvariants.violationsAfterDeletions(table(SECOND, null))).isEmpty();
  }

  @Test
  void violationsAfterDeletions_whenRowsShowTheDeletedMessage_tellIt() {
    assertThat(TableInvariants.violationsAfterDeletions(table(SECOND, SECOND, FIRST)))
        .singleElement()
        .asString()
        .contains(ROWS_ARE_WRONG);
  }

  @Test
  void violationsAfterDeletions_whenHeadIsBehindAMessage_tellIt() {
    assertThat(TableInvariants.violationsAfterDeletions(table(FIRST, FIRST, FIRST, SECOND)))
        .contains("The head of g-1 is behind the newest message");
  }

  /**
   * A group of two.
   *
   * @param newest what its head names
   * @param shown what its rows show, if anything
   * @param left its messages
   */
  private static List<Map<String, AttributeValue>> table(
      Message newest, @Nullable Message shown, Message... left) {
    MessageGroup group =
        new MessageGroup("g-1", newest.sortKey(), List.of(ANN, BOB), null, FIRST.createdAt(), 2);
    Stream<Map<String, AttributeValue>> rows =
        Stream.of(ANN, BOB)
            .map((User member) -> MemberRows.of(group, ItemKey.rowKey(group), member, shown))
            .map(row -> Schemas.ROWS.itemToMap(row, true));
    Stream<Map<String, AttributeValue>> messages =
        Stream.of(left).map(message -> Schemas.MESSAGES.itemToMap(message, true));
    return Stream.of(
            Stream.of(Schemas.HEADS.itemToMap(new GroupHead(group, null), true)), rows, messages)
        .flatMap(items -> items)
        .toList();
  }

  private static Message message(String time, String text) {
    return new Message("g-1", SortKey.of(Instant.parse(time), text), text, ANN, text);
  }
}
