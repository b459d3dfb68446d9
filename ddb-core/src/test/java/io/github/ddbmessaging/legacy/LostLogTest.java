package io.github.ddbmessaging.legacy;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Groups whose head was lost are adopted again, and go on where they were. */
class LostLogTest extends OldTableTest {
  private static final String MONDAY = "2023-05-01T10:00:00+00:00";
  private static final String TUESDAY = "2023-05-02T10:00:00+00:00";
  private static final MessageEdit NEW_TEXT = MessageEdit.ofText("New");

  @Test
  void createMessage_whereTheOriginalApplicationWroteLast_goesOnWithTheLog() {
    old.converse(GROUP, MONDAY, ANN, BOB, "Hi");
    store.editMessage(newest(), NEW_TEXT);
    old.converse(GROUP, TUESDAY, BOB, ANN, "Hello");
    loseHead();

    store.createMessage(GROUP, NewMessage.from("ann", "Next"));

    assertThat(head().changes()).isEqualTo(1);
  }

  @Test
  void createMessage_whereAllMessagesWereSwept_goesOnWithTheLog() {
    assumeTrue(withIndex());
    old.converse(GROUP, MONDAY, ANN, BOB, "Hi");
    store.editMessage(newest(), NEW_TEXT);
    table.delete(Keys.messagePartition(GROUP), MONDAY);
    loseHead();

    store.createMessage(GROUP, NewMessage.from("ann", "Next"));

    assertThat(head().changes()).isEqualTo(1);
  }

  @Test
  void adoptGroup_whereTheOriginalApplicationWroteLast_goesOnWithTheNumbers() {
    old.converse(GROUP, MONDAY, ANN, BOB, "Hi");
    store.createMessage(GROUP, NewMessage.from("ann", "One"));
    store.createMessage(GROUP, NewMessage.from("ann", "Two"));
    old.converse(GROUP, "2027-05-01T10:00:00+00:00", BOB, ANN, "Hello");
    loseHead();

    admin.adoptGroup(GROUP, List.of());

    assertThat(head().group().messages()).isEqualTo(2);
  }

  @Test
  void adoptGroup_ofAPlainOldGroup_doesNotAskForALog() {
    old.converse(GROUP, MONDAY, ANN, BOB, "Hi");
    wire.clear();

    admin.adoptGroup(GROUP, List.of(ANN, BOB));

    assertThat(wire.requests(QueryRequest.class))
        .extracting(query -> String.valueOf(query.expressionAttributeValues().get(":lowest")))
        .noneMatch(lowest -> lowest.contains(Keys.LOG_PREFIX));
  }

  private MessageRef newest() {
    return openElsewhere().listMessages(GROUP, newestFirst(1)).items().get(0).ref();
  }

  private void loseHead() {
    table.delete(Keys.messagePartition(GROUP), Keys.HEAD);
  }

  private GroupHead head() {
    return Schemas.read(Schemas.HEADS, table.item(Keys.messagePartition(GROUP), Keys.HEAD));
  }
}
