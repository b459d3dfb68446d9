package io.github.ddbmessaging.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.examples.cli.table.ItemKey;
import io.github.ddbmessaging.model.TableSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The commands that make and remove tables, and those that write messages. */
class TableCommandsTest {
  private final Commands ddb = new Commands();

  @Test
  void schemaLoad_whenNothingIsChosen_makesATableOnDemandWithStreamAndTimeToLive() {
    ddb.succeed("schema-load");

    assertThat(table().check(TableSettings.onDemand())).isEmpty();
  }

  @Test
  void schemaLoad_whenAllIsChosen_makesThatTable() {
    ddb.succeed("schema-load", "--read-units", "5", "--write-units", "3", "--old-index");

    assertThat(table().check(TableSettings.provisioned(5, 3).withGroupIndex(true))).isEmpty();
  }

  @Test
  void schemaLoad_whenStreamAndTimeToLiveAreDeclined_makesNeither() {
    ddb.succeed("schema-load", "--no-stream", "--no-ttl");

    assertThat(table().check(TableSettings.onDemand())).hasSize(2);
  }

  @Test
  void schemaLoad_whenTableExistsAsAskedFor_saysSo() {
    ddb.succeed("schema-load");

    assertThat(ddb.succeed("schema-load"))
        .containsExactly("Table '" + ddb.table() + "' exists and is as asked for.");
  }

  @Test
  void schemaLoad_whenTableExistsOtherwise_saysWhatDoesNotFit() {
    ddb.succeed("schema-load", "--no-stream");

    assertThat(ddb.run("schema-load"))
        .isEqualTo(
            new Outcome(
                1,
                List.of(),
                List.of(
                    "Table '"
                        + ddb.table()
                        + "' exists and is not as asked for; change it, drop it or ask for less:"
                        + " The table has no stream.")));
  }

  @Test
  void schemaLoad_whenOnlyOneKindOfUnitsIsNamed_refuses() {
    assertThat(ddb.run("schema-load", "--read-units", "5").status()).isEqualTo(2);
  }

  @Test
  void listTables_whenThereAreTables_printsTheirNames() {
    ddb.succeed("schema-load");

    assertThat(ddb.succeed("list-tables")).contains(ddb.table());
    assertThat(ddb.succeed("list-tables", "--output", "json"))
        .contains("{\"table\":\"" + ddb.table() + "\"}");
  }

  @Test
  void drop_whenTableExists_deletesIt() {
    ddb.succeed("schema-load");

    ddb.succeed("drop");

    assertThat(table().describe()).isEmpty();
  }

  @Test
  void drop_whenThereIsNoTable_saysSo() {
    assertThat(ddb.run("drop").err()).singleElement().asString().startsWith("There is no table");
  }

  @Test
  void productionGuard_whenTableIsLarge_tellsWhatReadingItCosts() {
    assertThat(ProductionGuard.refusal("scan reads all of table 't',", 40_000_000, 12_884_901_888L))
        .isEqualTo(
            "This is production: scan reads all of table 't', 40000000 items, 12884.9 MB; to read"
                + " them all takes about 1572864 units, $0.1966 by estimate ($0.125 a million in"
                + " us-east-1); add --yes-i-mean-production to do it");
  }

  @Test
  void start_whenTwoMembersAreNamed_makesTheirDirectGroup() {
    ddb.succeed("schema-load");

    String group = ddb.succeed("start", "ann:annek:Ann K", "bob:bob_o:Bob", "-m", "Hi").get(0);

    assertThat(group).startsWith("direct-");
    assertThat(ddb.succeed("list-conversations", "bob"))
        .hasSize(3)
        .first()
        .asString()
        .endsWith("Ann K");
    assertThat(ddb.succeed("check").get(0)).endsWith("1 group: nothing wrong");
  }

  @Test
  void start_whenJson_printsTheGroupsId() {
    ddb.succeed("schema-load");

    assertThat(ddb.succeed("start", "a:a:A", "b:b:B", "-m", "Hi", "--output", "json").get(0))
        .startsWith("{\"group_id\":\"direct-");
  }

  @Test
  void start_whenThreeMembersHaveNoTitle_refuses() {
    assertThat(ddb.run("start", "a:a:A", "b:b:B", "c:c:C", "-m", "Hi"))
        .isEqualTo(
            new Outcome(
                2, List.of(), List.of("A group of 3 needs a --title; see 'ddb start --help'")));
  }

  @Test
  void start_whenMemberIsNoneOfTheForm_refuses() {
    assertThat(ddb.run("start", "ann", "b:b:B", "-m", "Hi"))
        .isEqualTo(
            new Outcome(
                2,
                List.of(),
                List.of(
                    "Invalid value for positional parameter at index 0..* (ID:HANDLE:NAME): 'ann'"
                        + " is no user such as ann:annek:'Ann Example'; see 'ddb start"
                        + " --help'")));
  }

  @Test
  void send_whenSenderIsNoMember_refuses() {
    ddb.succeed("schema-load");
    String group = ddb.succeed("start", "a:a:A", "b:b:B", "-m", "Hi").get(0);

    assertThat(ddb.run("send", group, "eve", "Hi").status()).isEqualTo(1);
  }

  @Test
  void send_whenGroupDoesNotExist_saysSo() {
    ddb.succeed("schema-load");

    assertThat(ddb.run("send", "none", "ann", "Hi").err())
        .singleElement()
        .asString()
        .contains("'none'");
  }

  @Test
  void stream_whenDrained_bringsListsToStreamedMessages() {
    ddb.succeed("schema-load");
    String group = ddb.succeed("start", "a:a:A", "b:b:B", "-m", "Hi").get(0);
    ddb.succeed("send", group, "b", "Alone", "--streamed");
    Outcome before = ddb.run("check");

    ddb.succeed("stream", "--drain");

    assertThat(before.status()).isEqualTo(1);
    assertThat(ddb.run("check").status()).isEqualTo(0);
    assertThat(ddb.succeed("list-conversations", "a").get(2)).endsWith("Alone");
  }

  @Test
  void stream_whenTableHasNone_saysHowToGetOne() {
    ddb.succeed("schema-load", "--no-stream");

    assertThat(ddb.run("stream").err())
        .containsExactly(
            "There is no table '"
                + ddb.table()
                + "' with a stream; make one with 'ddb schema-load', or turn its stream on, with"
                + " new images");
  }

  @Test
  void rebuild_whenItemsAreDamaged_tellsThemAndFails() {
    ddb.succeed("schema-load");
    Items items = new Items(ddb.table()).putWholeGroup();
    items.with(ItemKey.head(Items.GROUP), "newest_sk", "nonsense");

    Outcome outcome = ddb.run("rebuild");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).anyMatch(line -> line.startsWith("Damaged item pk='MSG#g-1'"));
  }

  @Test
  void query_whenStatementWrites_refuses() {
    assertThat(ddb.run("query", "DELETE FROM \"t\" WHERE pk = 'a' AND sk = 'b'"))
        .isEqualTo(
            new Outcome(
                1, List.of(), List.of("query only reads: the statement must begin with SELECT")));
  }

  private MessagingTable table() {
    return MessagingTable.of(Commands.dynamoDb(), ddb.table());
  }
}
