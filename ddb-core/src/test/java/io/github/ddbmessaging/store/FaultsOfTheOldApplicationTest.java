package io.github.ddbmessaging.store;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * What the application did wrong whose table this library takes over; one test for each fault.
 * Those of its stream function belong to the tests of what reads the stream; that message text was
 * printed to logs belongs to {@link ContentStaysOutOfLogsTest}.
 */
class FaultsOfTheOldApplicationTest extends StoreTest {
  /** It filtered sort keys by the current year. */
  @Test
  void onNewYearsDay_conversationsAreStillThere() {
    clock.set(Instant.parse("2026-12-31T23:00:00Z"));
    Sent sent = direct(ANN, BOB, "Happy new year!");
    clock.set(Instant.parse("2027-01-01T00:30:00Z"));

    assertThat(store.listMessages(sent.group().id(), newestFirst(20)).items())
        .containsExactly(sent.message());
    assertThat(store.listMessageGroups("bob", newestFirst(20)).items()).hasSize(1);
  }

  /** It returned at most 20 items and no way on. */
  @Test
  void theTwentyFirstMessage_isReached() {
    String group = conversation(ANN, BOB, 21).group().id();

    assertThat(store.listMessagePages(group, newestFirst(20)))
        .extracting(page -> page.items().size())
        .containsExactly(20, 1);
  }

  /** It wrote times with the server's offset and without any into one sort key. */
  @Test
  void timesOnServersWithAnyZone_areInOneOrder() {
    Sent first = direct(ANN, BOB, "First");
    Sent second = store.createMessage(first.group(), NewMessage.from("bob", "Second"));

    assertThat(List.of(first, second))
        .extracting(sent -> sent.message().sortKey().value().substring(0, 27))
        .containsExactly("2026-11-21T01:02:03.123456Z", "2026-11-21T01:02:04.123456Z");
  }

  /** Its sort keys were bare times: the second message of a microsecond replaced the first. */
  @Test
  void twoMessagesOfTheSameMicrosecond_areBothKept() {
    for (String id : List.of("m-1", "m-2")) {
      SortKey key = SortKey.of(TestClock.START, id);
      table.put(Schemas.MESSAGES.itemToMap(new Message("g-1", key, id, ANN, id), true));
    }

    assertThat(store.listMessages("g-1", oldestFirst(10)).items())
        .extracting(Message::text)
        .containsExactly("m-1", "m-2");
  }

  /** Its sort keys were bare times: the second group of a microsecond replaced the first. */
  @Test
  void twoGroupsOfTheSameMicrosecond_areBothListed() {
    Messaging frozen = open(settings -> settings.clock(TestClock.frozen()));

    frozen.createGroup(NewGroup.direct(ANN, BOB), NewMessage.from("ann", "To Bob"));
    frozen.createGroup(NewGroup.direct(ANN, CAT), NewMessage.from("ann", "To Cat"));

    assertThat(store.listMessageGroups("ann", newestFirst(10)).items())
        .extracting(MessageGroupRow::preview)
        .containsExactlyInAnyOrder("To Bob", "To Cat");
  }

  /** It made a group by a batch write, of which DynamoDB may do a part. */
  @Test
  void aNewGroup_isMadeAsAWholeOrNotAtAll() {
    wire.fail(number -> Faults.canceled("ThrottlingError"));

    assertThatThrownBy(() -> direct(ANN, BOB, "Hi")).isInstanceOf(RetriesExhaustedException.class);

    assertThat(wire.requests()).hasOnlyElementsOfType(TransactWriteItemsRequest.class);
    assertThat(table.items()).isEmpty();
  }

  /** It returned the sender's id as the message's id. */
  @Test
  void theIdOfAMessage_isItsOwn() {
    String id = nextId();
    Messaging named = open(settings -> settings.ids(() -> id));

    Sent sent = named.createGroup(NewGroup.direct(ANN, BOB), NewMessage.from("ann", "Hi"));

    assertThat(sent.message().id()).isEqualTo(id);
    assertThat(
            table
                .item(Keys.messagePartition(sent.group().id()), sent.message().sortKey().value())
                .get(Attributes.MESSAGE_ID))
        .isEqualTo(AttributeValue.fromS(id));
  }

  /** Anyone could read any group. */
  @Test
  void aStranger_readsNothing() {
    String group = direct(ANN, BOB, "Between us").group().id();

    assertThatThrownBy(() -> store.actingAs("eve").listMessages(group, newestFirst(20)))
        .isInstanceOf(NotAMemberException.class);
  }

  /** Two people who wrote to each other first got two groups. */
  @Test
  void twoWhoWriteToEachOtherFirst_getOneGroup() {
    Sent anns = direct(ANN, BOB, "Hi Bob");
    Sent bobs = direct(BOB, ANN, "Hi Ann");

    assertThat(bobs.group().id()).isEqualTo(anns.group().id());
    assertThat(store.listMessageGroups("ann", newestFirst(10)).items()).hasSize(1);
  }
}
