package io.github.ddbmessaging.internal.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.item.LogEntries;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.internal.write.TransactionPlan.Part;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageContent;
import io.github.ddbmessaging.model.SortKey;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.Update;

class LogWritesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
  private static final LogWrites WRITES = new LogWrites("t");
  private static final GroupHead HEAD = new GroupHead(Samples.direct(), null, 4, null);
  private static final Message NEWEST = Samples.message(HEAD.group().newest(), Samples.ANN, "Hi");
  private static final Message OLDER =
      Samples.message(SortKey.of(Instant.EPOCH, "m-0"), Samples.ANN, "Before");
  private static final Message ABOVE =
      Samples.message(SortKey.of(NOW, "m-9"), Samples.ANN, "After");

  @Test
  void log_ofAnOlderMessage_writesHeadAndEntryAndDependsOnNoOtherMessage() {
    List<Action> actions = WRITES.log(HEAD, OLDER, LogEntries.next(HEAD, OLDER, null, NOW));

    assertThat(actions).extracting(Action::part).containsExactly(Part.HEAD, Part.LOG_ENTRY);
    assertThat(head(actions).updateExpression()).isEqualTo("SET #changes = :changes");
    assertThat(head(actions).conditionExpression())
        .contains("#changes = :changesSeen")
        .doesNotContain("#newest = :seen");
  }

  @Test
  void log_ofAMessageAboveTheNewest_notesItSoThatItsRecordShowsNothingOld() {
    Update head = head(WRITES.log(HEAD, ABOVE, LogEntries.next(HEAD, ABOVE, null, NOW)));

    assertThat(head.updateExpression()).isEqualTo("SET #removed = :gone, #changes = :changes");
    assertThat(head.expressionAttributeValues().get(":gone").s())
        .isEqualTo(ABOVE.sortKey().value());
  }

  @Test
  void logShown_ofAnEdit_writesTheRowsInPlace() {
    List<Action> actions =
        WRITES.logShown(HEAD, NEWEST, NEWEST, LogEntries.next(HEAD, NEWEST, "ann", NOW));

    assertThat(actions)
        .extracting(Action::part)
        .containsExactly(Part.HEAD, Part.LOG_ENTRY, Part.NEW_ROW, Part.NEW_ROW);
    assertThat(head(actions).updateExpression()).endsWith(" REMOVE #shown, #insteadOf");
  }

  @Test
  void logShown_ofADeletion_checksWhatIsShownFromThenOn() {
    Message deleted = NEWEST.with(MessageContent.EMPTY, NEWEST.status().deleted(NOW, null));

    List<Action> actions =
        WRITES.logShown(HEAD, deleted, OLDER, LogEntries.next(HEAD, deleted, null, NOW));

    assertThat(actions)
        .extracting(Action::part)
        .containsExactly(Part.HEAD, Part.LOG_ENTRY, Part.SHOWN, Part.NEW_ROW, Part.NEW_ROW);
    assertThat(head(actions).expressionAttributeValues())
        .hasEntrySatisfying(
            ":gone", value -> assertThat(value.s()).isEqualTo(NEWEST.sortKey().value()))
        .hasEntrySatisfying(
            ":shown", value -> assertThat(value.s()).isEqualTo(OLDER.sortKey().value()));
  }

  private static Update head(List<Action> actions) {
    return actions.get(0).write().update();
  }
}
