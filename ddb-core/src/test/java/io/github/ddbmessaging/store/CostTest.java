package io.github.ddbmessaging.store;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.testing.meter.CapacityRules;
import io.github.ddbmessaging.testing.meter.ItemSize;
import io.github.ddbmessaging.testing.meter.Meter;
import io.github.ddbmessaging.testing.meter.Usage;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each access pattern costs, in requests, read units and write units. */
class CostTest extends StoreTest {
  private static final String EMOJI = "\uD83D\uDE00";
  private static final NewMessage FROM_ANN = NewMessage.from("ann", "Hi Bob");

  private final Meter meter = new Meter();
  private Messaging metered;

  @BeforeEach
  void openMeteredStore() {
    metered = openMetered(meter, settings -> {});
  }

  @Test
  void createGroup_ofTwo_costsEightWriteUnits() {
    NewGroup group = NewGroup.direct(ANN, BOB);

    assertThat(meter.measure(() -> metered.createGroup(group, FROM_ANN)))
        .isEqualTo(new Usage(1, 0, 8));
  }

  @Test
  void createGroup_withAnIdempotencyKey_costsTwoWriteUnitsMore() {
    NewGroup group = NewGroup.direct(ANN, BOB);
    NewMessage keyed = FROM_ANN.withIdempotencyKey("key");

    assertThat(meter.measure(() -> metered.createGroup(group, keyed)))
        .isEqualTo(new Usage(1, 0, 10));
  }

  @Test
  void createGroup_whenTheDirectOneExists_costsBothTransactions() {
    NewGroup group = NewGroup.direct(ANN, BOB);
    metered.createGroup(group, FROM_ANN);

    assertThat(meter.measure(() -> metered.createGroup(group, FROM_ANN)))
        .isEqualTo(new Usage(2, 0, 8 + 12));
  }

  @Test
  void createMessage_withTheGroupInHand_costsTwelveWriteUnits() {
    MessageGroup group = direct(ANN, BOB, "Hi").group();

    assertThat(meter.measure(() -> metered.createMessage(group, FROM_ANN)))
        .isEqualTo(new Usage(1, 0, 12));
  }

  @Test
  void createMessage_byIdOnly_costsOneReadUnitMore() {
    String group = direct(ANN, BOB, "Hi").group().id();

    assertThat(meter.measure(() -> metered.createMessage(group, FROM_ANN)))
        .isEqualTo(new Usage(2, 1, 12));
  }

  @Test
  void createMessage_asAMember_costsNothingMore() {
    MessageGroup group = direct(ANN, BOB, "Hi").group();

    assertThat(meter.measure(() -> metered.actingAs("ann").createMessage(group, FROM_ANN)))
        .isEqualTo(new Usage(1, 0, 12));
  }

  @Test
  void createMessage_withAnIdempotencyKey_costsTwoWriteUnitsMore() {
    MessageGroup group = direct(ANN, BOB, "Hi").group();
    NewMessage keyed = FROM_ANN.withIdempotencyKey("key");

    assertThat(meter.measure(() -> metered.createMessage(group, keyed)))
        .isEqualTo(new Usage(1, 0, 14));
  }

  @Test
  void createMessage_whenRepeatedWithItsKey_costsTheRefusedTransactionAndTwoReads() {
    MessageGroup group = direct(ANN, BOB, "Hi").group();
    NewMessage keyed = FROM_ANN.withIdempotencyKey("key");
    Sent first = metered.createMessage(group, keyed);

    assertThat(meter.measure(() -> metered.createMessage(first.group(), keyed)))
        .isEqualTo(new Usage(3, 2, 14));
  }

  @Test
  void createMessage_withAStaleGroup_costsBothTransactions() {
    MessageGroup stale = conversation(ANN, BOB, 1).group();
    store.createMessage(stale, FROM_ANN);

    assertThat(meter.measure(() -> metered.createMessage(stale, FROM_ANN)))
        .isEqualTo(new Usage(2, 0, 12 + 12));
  }

  @Test
  void createMessage_inAGroupOfTheMostMembers_costsFourWriteUnitsForEach() {
    List<User> crowd = People.crowd(Limits.MEMBERS);
    NewMessage message = NewMessage.from("user-1", "Hi");
    MessageGroup group = metered.createGroup(NewGroup.titled("Crowd", crowd), message).group();
    double head = transactionalWrite(Keys.messagePartition(group.id()), Keys.HEAD);

    assertThat(meter.measure(() -> metered.createMessage(group, message)))
        .isEqualTo(new Usage(1, 0, head + 2 + 4 * Limits.MEMBERS));
  }

  @Test
  void createGroup_ofTheMostMembers_costsTwoWriteUnitsForEach() {
    List<User> crowd = People.crowd(Limits.MEMBERS);
    NewMessage message = NewMessage.from("user-1", "Hi");

    Usage usage =
        meter.measure(() -> metered.createGroup(NewGroup.titled("Crowd", crowd), message));

    String group = store.listMessageGroups("user-1", newestFirst(1)).items().get(0).groupId();
    double head = transactionalWrite(Keys.messagePartition(group), Keys.HEAD);
    assertThat(usage).isEqualTo(new Usage(1, 0, head + 2 + 2 * Limits.MEMBERS));
  }

  @Test
  void createMessage_withTheLongestNames_costsOneTransactionalUnitForEachRow() {
    User ann = longest("a");
    User bob = longest("b");
    String title = EMOJI.repeat(Limits.TITLE_LENGTH);
    NewMessage message = NewMessage.from(ann.id(), EMOJI.repeat(50));
    Messaging longIds = openMetered(meter, settings -> settings.ids(CostTest::longestId));
    MessageGroup group =
        longIds.createGroup(NewGroup.titled(title, List.of(ann, bob)), message).group();
    double head = transactionalWrite(Keys.messagePartition(group.id()), Keys.HEAD);

    assertThat(meter.measure(() -> longIds.createMessage(group, message)))
        .isEqualTo(new Usage(1, 0, head + 2 + 8));
    assertThat(store.listMessageGroups(bob.id(), newestFirst(1)).items())
        .extracting(MessageGroupRow::preview)
        .allMatch(preview -> !preview.isEmpty());
  }

  @Test
  void createMessage_ofSeveralKilobytes_costsTwoWriteUnitsForEach() {
    MessageGroup group = direct(ANN, BOB, "Hi").group();
    NewMessage large = NewMessage.from("ann", EMOJI.repeat(Limits.DEFAULT_TEXT_LENGTH));

    Usage usage = meter.measure(() -> metered.createMessage(group, large));

    String newest = store.findGroup(group.id()).orElseThrow().newest().value();
    double message = transactionalWrite(Keys.messagePartition(group.id()), newest);
    assertThat(message).isEqualTo(10);
    assertThat(usage).isEqualTo(new Usage(1, 0, 10 + message));
  }

  @Test
  void listMessages_ofUpToFourKilobytes_costsHalfAReadUnit() {
    String group = conversation(ANN, BOB, 10).group().id();

    assertThat(meter.measure(() -> metered.listMessages(group, newestFirst(10))))
        .isEqualTo(new Usage(1, 0.5, 0));
  }

  @Test
  void listMessages_withConsistentReads_costsTwice() {
    String group = conversation(ANN, BOB, 10).group().id();

    assertThat(
            meter.measure(() -> metered.withConsistentReads().listMessages(group, newestFirst(10))))
        .isEqualTo(new Usage(1, 1, 0));
  }

  @Test
  void listMessages_ofMore_costsByTheBytesOfThePageAndOneItem() {
    String text = "x".repeat(Limits.DEFAULT_TEXT_LENGTH);
    MessageGroup group = direct(ANN, BOB, text).group();
    for (int n = 0; n < 9; n++) {
      group = store.createMessage(group, NewMessage.from("ann", text)).group();
    }
    String id = group.id();
    long item = ItemSize.of(table.item(Keys.messagePartition(id), group.newest().value()));

    assertThat(meter.measure(() -> metered.listMessages(id, newestFirst(7))))
        .isEqualTo(new Usage(1, CapacityRules.eventualRead(8 * item), 0));
  }

  @Test
  void listMessages_asAMember_readsTheHeadInTheSameUnits() {
    String group = conversation(ANN, BOB, 5).group().id();

    assertThat(meter.measure(() -> metered.actingAs("bob").listMessages(group, newestFirst(5))))
        .isEqualTo(new Usage(1, 0.5, 0));
  }

  @Test
  void listMessages_asAMemberFromACursor_costsOneReadOfTheHeadMore() {
    Sent newest = conversation(ANN, BOB, 5);

    assertThat(
            meter.measure(
                () ->
                    metered
                        .actingAs("bob")
                        .listMessages(
                            newest.group().id(), newestFirst(5).before(newest.message().cursor()))))
        .isEqualTo(new Usage(2, 1, 0));
  }

  @Test
  void listMessageGroups_ofUpToFourKilobytes_costsHalfAReadUnit() {
    direct(ANN, BOB, "Hi");

    assertThat(meter.measure(() -> metered.listMessageGroups("ann", newestFirst(20))))
        .isEqualTo(new Usage(1, 0.5, 0));
  }

  @Test
  void listMessageGroups_withConsistentReads_costsTwice() {
    direct(ANN, BOB, "Hi");

    assertThat(
            meter.measure(
                () -> metered.withConsistentReads().listMessageGroups("ann", newestFirst(20))))
        .isEqualTo(new Usage(1, 1, 0));
  }

  @Test
  void findGroup_costsHalfAReadUnit() {
    String group = direct(ANN, BOB, "Hi").group().id();

    assertThat(meter.measure(() -> metered.findGroup(group))).isEqualTo(new Usage(1, 0.5, 0));
  }

  private double transactionalWrite(String pk, String sk) {
    return CapacityRules.transactionalWrite(ItemSize.of(table.item(pk, sk)));
  }

  private static User longest(String first) {
    String id = first + "x".repeat(Limits.ID_BYTES - 1);
    return new User(
        id, EMOJI.repeat(Limits.DISPLAY_NAME_LENGTH), first + "x".repeat(Limits.HANDLE_BYTES - 1));
  }

  private static String longestId() {
    return UUID.randomUUID() + "-".repeat(Limits.ID_BYTES - 36);
  }
}
