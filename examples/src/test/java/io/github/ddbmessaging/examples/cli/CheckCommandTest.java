package io.github.ddbmessaging.examples.cli;

import static io.github.ddbmessaging.examples.cli.Items.ANN;
import static io.github.ddbmessaging.examples.cli.Items.BOB;
import static io.github.ddbmessaging.examples.cli.Items.EVE;
import static io.github.ddbmessaging.examples.cli.Items.GROUP;
import static io.github.ddbmessaging.examples.cli.Items.NEWEST;
import static io.github.ddbmessaging.examples.cli.Items.OLDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.examples.cli.table.ItemKey;
import io.github.ddbmessaging.model.IdempotencyMarker;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Damages a whole table in each way that there is, and sees the damage told. */
class CheckCommandTest {
  private static final String ROW = Keys.row(NEWEST, GROUP).value();

  private final Commands ddb = new Commands();
  private final Items items = new Items(ddb.table());

  @BeforeEach
  void makeTable() {
    ddb.makeTable();
    items.putWholeGroup();
  }

  @Test
  void check_whenTableIsWhole_saysSo() {
    assertThat(ddb.run("check"))
        .isEqualTo(new Outcome(0, List.of("5 items, 1 group: nothing wrong"), List.of()));
  }

  @Test
  void check_whenMemberHasNoRow_tellsWhereItIsMissing() {
    items.delete(Items.rowOfBob());

    assertThat(ddb.run("check"))
        .isEqualTo(
            new Outcome(
                1,
                List.of(
                    "wrong  GRP#bob 2026-11-21T01:02:04.000000Z#g-1",
                    "       a member's row is missing: run 'ddb rebuild'",
                    "4 items, 1 group: 1 thing wrong"),
                List.of()));
  }

  @Test
  void check_whenOutputIsJson_printsAnObjectForEachFinding() {
    items.delete(Items.rowOfBob());

    assertThat(ddb.run("check", "--output", "json"))
        .isEqualTo(
            new Outcome(
                1,
                List.of(
                    """
                    {"kind":"wrong","pk":"GRP#bob","sk":"2026-11-21T01:02:04.000000Z#g-1",\
                    "problem":"a member's row is missing","remedy":"run 'ddb rebuild'"}\
                    """,
                    """
                    {"kind":"sum","items":4,"groups":1,"wrong":1,"not_adopted":0,"old_keys":0,\
                    "other_items":0}\
                    """),
                List.of()));
  }

  @Test
  void check_whenMemberHasASecondRow_tellsIt() {
    items.putRow(BOB, OLDER, "First", ANN);

    assertFound(
        "GRP#bob " + Keys.row(OLDER, GROUP),
        "the row is not where the group's newest message is: left behind or doubled");
  }

  @Test
  void check_whenRowShowsAnOlderMessage_tellsIt() {
    items.putRow(BOB, NEWEST, "First", ANN);

    assertFound("GRP#bob " + ROW, "the row does not show the newest message");
  }

  @Test
  void check_whenPreviewIsCutWithoutNeed_tellsIt() {
    items.putRow(BOB, NEWEST, "Sec", ANN);

    assertFound("GRP#bob " + ROW, "the row does not show the newest message");
  }

  @Test
  void check_whenRowHasAnotherTitle_tellsIt() {
    items.with(Items.rowOfBob(), Attributes.TITLE, "Title");

    assertFound("GRP#bob " + ROW, "the row has another title than the group");
  }

  @Test
  void check_whenRowShowsTheWrongUser_tellsIt() {
    items.putRow(BOB, NEWEST, "Second", BOB);

    assertFound("GRP#bob " + ROW, "the row shows the wrong user");
  }

  @Test
  void check_whenRowIsTooLarge_tellsIt() {
    items.putRow(BOB, NEWEST, "Second", new User("ann", "A".repeat(1_024), "annek"));

    assertThat(ddb.run("check").out())
        .contains("       the row takes more than a write unit: run 'ddb rebuild'");
  }

  @Test
  void check_whenStrangerHasRow_tellsIt() {
    items.putRow(EVE, NEWEST, "Second", ANN);

    assertFound("GRP#eve " + ROW, "the row is in the list of a user who is no member");
  }

  @Test
  void check_whenRowStandsForNothing_tellsIt() {
    items.putOldRow("eve", "2026-11-21T01:02:04.000000Z#gone", "gone");

    assertFound(
        "GRP#eve 2026-11-21T01:02:04.000000Z#gone",
        "the row's group has neither a head nor messages: adopting it gives it a head, so delete"
            + " the row only if nobody wants the group");
  }

  @Test
  void check_whenHeadNamesAnOlderMessage_tellsIt() {
    items.with(ItemKey.head(GROUP), Attributes.NEWEST, OLDER.value());

    assertThat(ddb.run("check").out())
        .contains(
            "       a newer message is there than the members' rows show: run 'ddb stream --drain',"
                + " and if that does not help 'ddb rebuild'");
  }

  @Test
  void check_whenNewestMessageIsLost_tellsEachRowThatStillShowsIt() {
    items.delete(ItemKey.message(GROUP, NEWEST));

    assertThat(ddb.run("check").out()).endsWith("4 items, 1 group: 2 things wrong");
  }

  @Test
  void check_whenNewestMessageWasDeletedAndRowsShowTheOneBefore_findsNothing() {
    items.delete(ItemKey.message(GROUP, NEWEST));
    items.putRow(ANN, NEWEST, "First", BOB);
    items.putRow(BOB, NEWEST, "First", ANN);

    assertThat(ddb.run("check").status()).isEqualTo(0);
  }

  @Test
  void check_whenHeadWouldBeIndexed_tellsIt() {
    items.with(ItemKey.head(GROUP), Attributes.GROUP_ID, GROUP);

    assertFound("MSG#g-1 HEAD", "the head is in the old application's index");
  }

  @Test
  void check_whenMarkerNamesNoMessage_tellsIt() {
    SortKey gone = new SortKey("2026-11-21T01:02:05.000000Z#m-3");
    items.put(
        Schemas.MARKERS.itemToMap(
            new IdempotencyMarker(GROUP, "k", gone, null, Instant.EPOCH), true));

    Outcome outcome = ddb.run("check", "--output", "json");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .filteredOn(line -> line.contains("\"kind\":\"note\""))
        .singleElement()
        .asString()
        .contains("IDEM#k", "it expires by itself");
  }

  @Test
  void check_whenItemLacksAnAttribute_tellsWhich() {
    items.put(
        Map.of(
            Attributes.PK, AttributeValue.fromS("MSG#g-1"),
            Attributes.SK, AttributeValue.fromS("2026-11-21T01:02:00.000000Z#m-0")));

    assertFound(
        "MSG#g-1 2026-11-21T01:02:00.000000Z#m-0",
        "the item is damaged (attribute 'message_uuid' is missing)");
  }

  @Test
  void check_whenGroupHasNoHead_notesItOnceAndFindsNothingWrong() {
    putOldGroup();

    Outcome outcome = ddb.onTerminal().run("check");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .containsExactly(
            "note   MSG#old HEAD",
            "       not yet adopted: a group of the old application, without a head: its next",
            "       message adopts it, or run 'ddb migrate'",
            "9 items, 1 group: nothing wrong; 1 group not yet adopted; 4 keys of the old",
            "application, run 'ddb migrate'");
  }

  @Test
  void check_whenASeedWasInterruptedBeforeItMadeTheGroup_tellsToSeedAgain() {
    items.putMessage("seeded", NEWEST, "m-9", "Text");

    Outcome outcome = ddb.run("check");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(String.join(" ", outcome.out()))
        .contains("wrong  MSG#seeded HEAD")
        .contains("run 'ddb seed' again");
  }

  @Test
  void check_whenOldRowsOfOneUserAreDoubled_tellsIt() {
    putOldGroup();
    items.putOldRow("ann", "2024-01-02T03:04:06", "old");

    assertFound(
        "GRP#ann 2024-01-02T03:04:06",
        "one of several rows of this user for one group without a head");
  }

  @Test
  void check_whenThereAreCheckpoints_findsNothing() {
    items.put(
        Map.of(
            Attributes.PK, AttributeValue.fromS(Keys.checkpointPartition("rows")),
            Attributes.SK, AttributeValue.fromS("shard-1"),
            Attributes.POSITION, AttributeValue.fromS("100")));

    assertThat(ddb.run("check").out()).containsExactly("6 items, 1 group: nothing wrong");
  }

  @Test
  void check_whenRebuilt_findsNothingAnyMore() {
    items.delete(Items.rowOfBob());
    items.putRow(BOB, OLDER, "First", ANN);
    items.putRow(EVE, OLDER, "First", ANN);
    items.putRow(ANN, NEWEST, "Other", BOB);

    ddb.succeed("rebuild");

    assertThat(ddb.run("check").out()).containsExactly("5 items, 1 group: nothing wrong");
  }

  @Test
  void check_whenDone_hasChangedNothing() {
    items.delete(Items.rowOfBob());
    var before = items.all();

    ddb.run("check");

    assertThat(items.all()).isEqualTo(before);
  }

  private void putOldGroup() {
    items.putMessage("old", new SortKey("2024-01-02T03:04:05+00:00"), "o-1", "Old one");
    items.putMessage("old", new SortKey("2024-01-02T03:04:06"), "o-2", "Old two");
    items.putOldRow("ann", "2024-01-02T03:04:05+00:00", "old");
    items.putOldRow("bob", "2024-01-02T03:04:05+00:00", "old");
  }

  private void assertFound(String key, String problem) {
    Outcome outcome = ddb.run("check", "--output", "json");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.out())
        .filteredOn(line -> line.contains("\"kind\":\"wrong\""))
        .singleElement()
        .asString()
        .contains(
            "\"pk\":\"" + key.replace(" ", "\",\"sk\":\"") + "\",\"problem\":\"" + problem + "\"");
  }
}
