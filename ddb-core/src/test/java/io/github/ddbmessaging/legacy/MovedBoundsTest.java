package io.github.ddbmessaging.legacy;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static io.github.ddbmessaging.store.People.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.internal.project.StreamRecords;
import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;

/**
 * A key of the original application pushes messages hours ahead, Eve joins from then on, and a
 * migration moves the messages back: Eve sees what she saw, and what comes.
 */
class MovedBoundsTest extends OldTableTest {
  @BeforeEach
  void converseFarInTheEast() {
    String ahead =
        clock
            .instant()
            .atOffset(ZoneOffset.ofHours(9))
            .truncatedTo(ChronoUnit.SECONDS)
            .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    old.converse(GROUP, ahead, ANN, BOB, "Old");
    old.row(CAT, GROUP, ahead, ANN, "Old");
    admin.adoptGroup(GROUP, List.of(ANN, BOB, CAT));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 1_000})
  void migrate_afterAMemberJoined_letsThemSeeWhatComes(int size) {
    send("Before");
    joinEve();

    admin.migrate(TableScan.withPageSize(size));
    send("After");
    store.actingAs("eve").createMessage(GROUP, NewMessage.from("eve", "Hi"));

    assertThat(textsSeenByEve()).containsExactly("After", "Hi");
    assertThat(previews("eve")).containsExactly("Hi");
    assertRowsTellTheBound();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 1_000})
  void migrate_whenMessagesOnBothSidesOfTheJoiningMove_keepsThemThere(int size) {
    send("Before 1");
    send("Before 2");
    joinEve();
    send("After 1");
    send("After 2");

    admin.migrate(TableScan.withPageSize(size));

    assertThat(texts()).containsExactly("Old", "Before 1", "Before 2", "After 1", "After 2");
    assertThat(textsSeenByEve()).containsExactly("After 1", "After 2");
    assertThat(previews("eve")).containsExactly("After 2");
    assertRowsTellTheBound();
  }

  /** One that was streamed with a true key before Eve came, above the time of what moves. */
  @Test
  void migrate_whenAMessageOfBeforeStandsBetween_doesNotShowItToTheMember() {
    send("Before");
    Map<String, AttributeValue> streamed = new HashMap<>(itemOf(newest()));
    streamed.put(
        Attributes.SK, AttributeValue.fromS(SortKey.of(clock.instant(), "m-between").value()));
    streamed.put(Attributes.MESSAGE_ID, AttributeValue.fromS("m-between"));
    streamed.put(Attributes.MESSAGE, AttributeValue.fromS("Between"));
    streamed.remove(Attributes.SENT_AT);
    streamed.remove(Attributes.NUMBER);
    table.put(streamed);
    joinEve();

    admin.migrate(WHOLE_TABLE);
    send("After");

    assertThat(texts()).containsExactly("Old", "Before", "Between", "After");
    assertThat(textsSeenByEve()).containsExactly("After");
    assertRowsTellTheBound();
  }

  @Test
  void migrate_whenTheMessageOfTheJoiningWasPurged_letsThemSeeWhatCameAfter() {
    send("Before 1");
    Message before = send("Before 2");
    joinEve();
    send("After");
    store.purgeMessage(before.ref());

    admin.migrate(WHOLE_TABLE);

    assertThat(textsSeenByEve()).containsExactly("After");
  }

  /** What rows show stays where it is here, so that nothing writes the rows again. */
  @Test
  void migrate_whenWhatRowsShowIsEditedMeanwhile_keepsTheEditInTheRows() {
    send("Before");
    joinEve();
    Message after = send("After");
    Map<String, AttributeValue> staying = new HashMap<>(itemOf(after));
    staying.remove(Attributes.SENT_AT);
    table.put(staying);
    wire.beforeWrite(
        2, () -> openElsewhere().editMessage(after.ref(), MessageEdit.ofText("Edited")));

    admin.migrate(WHOLE_TABLE);

    assertThat(previews("eve")).containsExactly("Edited");
    assertRowsTellTheBound();
  }

  @Test
  void project_whenItRewritesOldKeys_letsTheMemberSeeWhatComes() {
    send("Before");
    Map<String, AttributeValue> before = itemOf(newest());
    joinEve();

    store
        .projector()
        .rewriteOldKeys()
        .project(List.of(StreamRecords.of(OperationType.INSERT, 1, before)));
    send("After");

    assertThat(textsSeenByEve()).containsExactly("After");
    assertRowsTellTheBound();
  }

  private Message send(String text) {
    return store.createMessage(GROUP, NewMessage.from("ann", text)).message();
  }

  private void joinEve() {
    store.addMembers(GROUP, List.of(EVE), History.FROM_JOINING);
  }

  private Message newest() {
    return openElsewhere().listMessages(GROUP, newestFirst(1)).items().get(0);
  }

  private Map<String, AttributeValue> itemOf(Message message) {
    return table.item(Keys.messagePartition(GROUP), message.sortKey().value());
  }

  private List<String> textsSeenByEve() {
    return openElsewhere().actingAs("eve").listMessages(GROUP, oldestFirst(9)).items().stream()
        .map(Message::text)
        .toList();
  }

  private void assertRowsTellTheBound() {
    SortKey bound = store.findGroup(GROUP).orElseThrow().accessOf("eve").visibleFrom();
    assertThat(rows("eve")).extracting(MessageGroupRow::visibleFrom).containsExactly(bound);
  }
}
