package io.github.ddbmessaging.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.examples.DisplayText;
import io.github.ddbmessaging.examples.cli.table.ItemKey;
import io.github.ddbmessaging.model.Attachment;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageContent;
import io.github.ddbmessaging.model.MessageKind;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.MessageStatus;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the commands that read print, in both forms. The names of JSON fields are kept. */
class ListingTest {
  private static final Message FULL =
      new Message(
          "full",
          Items.NEWEST,
          "m-2",
          Items.ANN,
          MessageContent.ofText("Look!")
              .withMentions(List.of("bob"))
              .withAttachments(
                  List.of(Attachment.of("a.png", "image/png", 5, "k/1").withDimensions(3, 4)))
              .withData(Map.of("color", "red")),
          MessageKind.SYSTEM,
          new MessageRef("full", Items.OLDER, "m-1"));

  private final Commands ddb = new Commands();
  private final Items items = new Items(ddb.table());

  @BeforeEach
  void makeTable() {
    ddb.makeTable();
    items.putWholeGroup();
  }

  @Test
  void getConversation_whenText_printsALineForEachMessage() {
    assertThat(ddb.succeed("get-conversation", "g-1"))
        .containsExactly(
            "2026-11-21 01:02:04  annek         Second",
            "2026-11-21 01:02:03  annek         First");
  }

  @Test
  void getConversation_whenJson_printsAnObjectForEachMessage() {
    assertThat(ddb.succeed("get-conversation", "g-1", "--output", "json"))
        .first()
        .asString()
        .matches(
            """
            \\{"group_id":"g-1","message_id":"m-2","created_at":"2026-11-21T01:02:04.000000Z",\
            "user_id":"ann","handle":"annek","display_name":"Ann","message":"Second",\
            "kind":"text","reply_to":null,"mentions":\\[],"attachments":\\[],"data":\\{},\
            "sort_key":"2026-11-21T01:02:04.000000Z#m-2","ref":"[\\w-]+","revision":0,\
            "edited_at":null,"deleted_at":null,"deleted_by":null,"expires_at":null,\
            "reactions":null,"next":null}\
            """);
  }

  @Test
  void getConversation_whenPagedByWhatJsonTells_comesToEveryMessage() {
    String page = ddb.succeed("get-conversation", "g-1", "--limit", "1", "--output", "json").get(0);

    List<String> older = ddb.succeed("get-conversation", "g-1", "--before", cursor("next", page));

    assertThat(older).containsExactly("2026-11-21 01:02:03  annek         First");
  }

  @Test
  void getConversation_whenAfterARef_printsWhatIsNewer() {
    String older = ddb.succeed("get-conversation", "g-1", "--output", "json").get(1);

    assertThat(ddb.succeed("get-conversation", "g-1", "--after", cursor("ref", older)))
        .containsExactly("2026-11-21 01:02:04  annek         Second");
  }

  @Test
  void getConversation_whenThereIsMore_saysHowToGoOnInOneLine() {
    String id = "m".repeat(60);
    items.putMessage("g", Items.OLDER, "m-1", "First");
    items.putMessage("g", new SortKey("2026-11-21T01:02:04.000000Z#" + id), id, "Second");

    String more = ddb.onTerminal().succeed("get-conversation", "g", "--limit", "1").get(1);

    assertThat(more).startsWith("more: --before ").hasSizeGreaterThan(80);
    assertThat(ddb.succeed("get-conversation", "g", "--before", more.substring(15)))
        .containsExactly("2026-11-21 01:02:03  annek         First");
  }

  @Test
  void listings_whenOutputIsNoTerminal_areNeitherWrappedNorCut() {
    String text = "word ".repeat(60).strip();
    items.putMessage("long", Items.OLDER, "m-1", text);
    items.putRow(Items.BOB, Items.NEWEST, text, Items.ANN);

    assertThat(ddb.succeed("get-conversation", "long"))
        .containsExactly("2026-11-21 01:02:03  annek         " + text);
    assertThat(ddb.succeed("list-conversations", "bob").get(2)).endsWith("  " + text);
    assertThat(ddb.succeed("scan")).contains("  message: " + text);
  }

  @Test
  void getConversation_whenAMessageHasEverything_printsAllOfIt() {
    items.put(Schemas.MESSAGES.itemToMap(FULL, true));

    assertThat(ddb.succeed("get-conversation", "full"))
        .containsExactly(
            "2026-11-21 01:02:04  annek         (to 2026-11-21 01:02:03) Look! [a.png, 5 bytes]");
    assertThat(ddb.succeed("get-conversation", "full", "--output", "json").get(0))
        .contains(
            """
            "kind":"system","reply_to":"%s","mentions":["bob"],"attachments":[{"name":"a.png",\
            "content_type":"image/png","size":5,"location":"k/1","width":3,"height":4,\
            "duration_ms":null}],"data":{"color":"red"},\
            """
                .formatted(FULL.replyTo()));
  }

  @Test
  void getConversation_whenMessagesWereChanged_printsWhatBecameOfThem() {
    Instant end = Instant.parse("2036-11-21T01:02:03Z");
    Message expiring =
        new Message("done", Items.OLDER, "m-1", Items.ANN, "First")
            .with(MessageContent.ofText("Better"), MessageStatus.sentUntil(end).edited(end));
    Message deleted =
        new Message("done", Items.NEWEST, "m-2", Items.ANN, "")
            .with(MessageContent.ofText(""), MessageStatus.SENT.deleted(end, "ann"));
    items.put(Schemas.MESSAGES.itemToMap(expiring, true));
    items.put(Schemas.MESSAGES.itemToMap(deleted, true));

    assertThat(ddb.succeed("get-conversation", "done"))
        .containsExactly(
            "2026-11-21 01:02:04  annek         (deleted)",
            "2026-11-21 01:02:03  annek         Better (edited) (expires 2036-11-21 01:02:03)");
    assertThat(ddb.succeed("get-conversation", "done", "--output", "json"))
        .satisfiesExactly(
            json ->
                assertThat(json)
                    .contains(
                        """
                        "revision":1,"edited_at":null,"deleted_at":"2036-11-21T01:02:03.000000Z",\
                        "deleted_by":"ann","expires_at":null,\
                        """),
            json ->
                assertThat(json)
                    .contains(
                        """
                        "revision":1,"edited_at":"2036-11-21T01:02:03.000000Z","deleted_at":null,\
                        "deleted_by":null,"expires_at":"2036-11-21T01:02:03.000000Z",\
                        """));
  }

  @Test
  void getConversation_whenReactionsAreAskedFor_printsThem() {
    String ref = new MessageRef("g-1", Items.NEWEST, "m-2").toString();
    ddb.succeed("react", ref, "ann", "👍");
    ddb.succeed("react", ref, "bob", "👍");
    ddb.succeed("react", ref, "bob", "🎉");

    String[] list = {"get-conversation", "g-1", "--limit", "1", "--reactions"};

    assertThat(ddb.succeed(list)).first().asString().endsWith("  Second (👍 2, 🎉 1)");
    assertThat(ddb.succeed("get-conversation", "g-1", "--reactions", "--output", "json").get(0))
        .contains(
            """
            "reactions":[{"emoji":"👍","count":2,"user_ids":["ann","bob"]},\
            {"emoji":"🎉","count":1,"user_ids":["bob"]}],\
            """);
  }

  @Test
  void getConversation_whenAnItemCantBeRead_printsTheOthersAndTellsItsKey() {
    items.without(ItemKey.message("g-1", Items.OLDER), Attributes.MESSAGE_ID);

    Outcome text = ddb.run("get-conversation", "g-1");
    Outcome json = ddb.run("get-conversation", "g-1", "--output", "json");

    assertThat(text.status()).isEqualTo(1);
    assertThat(text.out()).containsExactly("2026-11-21 01:02:04  annek         Second");
    assertThat(text.err())
        .containsExactly(
            "Unreadable item pk='MSG#g-1', sk='2026-11-21T01:02:03.000000Z#m-1': attribute"
                + " 'message_uuid' is missing");
    assertThat(json.err())
        .containsExactly(
            """
            {"error":"Unreadable item: attribute 'message_uuid' is missing","pk":"MSG#g-1",\
            "sk":"2026-11-21T01:02:03.000000Z#m-1"}\
            """);
  }

  @Test
  void getConversation_whenNoItemOfThePageCanBeRead_tellsWhereToGoOn() {
    items.without(ItemKey.message("g-1", Items.NEWEST), Attributes.MESSAGE_ID);

    Outcome outcome = ddb.run("get-conversation", "g-1", "--limit", "1", "--output", "json");

    assertThat(outcome.out()).isEmpty();
    assertThat(
            ddb.succeed(
                "get-conversation", "g-1", "--before", cursor("next", outcome.err().get(1))))
        .containsExactly("2026-11-21 01:02:03  annek         First");
  }

  @Test
  void getConversation_whenReaderIsNoMember_refuses() {
    assertThat(ddb.run("get-conversation", "g-1", "--as", "eve"))
        .isEqualTo(
            new Outcome(
                1,
                List.of(),
                List.of(
                    "User 'eve' is not a member of message group 'g-1', or there is no such"
                        + " group")));
  }

  @Test
  void getConversation_whenMessagesAreOld_printsTheirTrueTimes() {
    items.putMessage("old", new SortKey("2024-01-02T03:04:05-05:00"), "o-1", "Old");

    assertThat(ddb.succeed("get-conversation", "old"))
        .containsExactly("2024-01-02 08:04:05  annek         Old");
  }

  @Test
  void getConversation_whenTextIsLongAndWide_fitsTheTerminal() {
    items.putMessage("wide", Items.OLDER, "m-1", "田中さくら 📦🎉 ".repeat(60));

    assertThat(ddb.onTerminal().succeed("get-conversation", "wide"))
        .hasSizeGreaterThan(10)
        .allMatch(line -> DisplayText.width(line) <= 80);
  }

  @Test
  void getConversation_whenTextSteersTheTerminal_printsNoneOfIt() {
    items.putMessage("evil", Items.OLDER, "m-1", "a\u001B[2Jb\u009Bc\u202Ed\ne");

    assertThat(ddb.succeed("get-conversation", "evil"))
        .containsExactly("2026-11-21 01:02:03  annek         a [2Jb c d e");
    assertThat(ddb.succeed("get-conversation", "evil", "--output", "json").get(0))
        .contains("\"message\":\"a\\u001B[2Jb\\u009bc\\u202ed\\ne\"");
  }

  @Test
  void getConversation_whenCursorIsDamaged_refuses() {
    assertThat(ddb.run("get-conversation", "g-1", "--before", "nonsense").status()).isEqualTo(1);
  }

  @Test
  void getConversation_whenBothCursorsAreNamed_refuses() {
    assertThat(ddb.run("get-conversation", "g-1", "--before", "a", "--after", "b").status())
        .isEqualTo(2);
  }

  @Test
  void getConversation_whenCapacityIsAskedFor_tellsIt() {
    assertThat(ddb.run("get-conversation", "g-1", "--capacity").err())
        .containsExactly("1 request, 0.5 read units, 0.0 write units");
  }

  @Test
  void getConversation_whenThereIsNothing_saysSo() {
    assertThat(ddb.run("get-conversation", "nope"))
        .isEqualTo(new Outcome(0, List.of(), List.of("No messages in group 'nope'")));
  }

  @Test
  void listConversations_whenThereIsNothing_saysSo() {
    assertThat(ddb.run("list-conversations", "nobody"))
        .isEqualTo(new Outcome(0, List.of(), List.of("No conversations of user 'nobody'")));
  }

  @Test
  void send_whenThereIsNoSuchGroup_namesTheCommandThatBeginsOne() {
    assertThat(ddb.run("send", "nope", "ann", "Hi").err())
        .containsExactly(
            "There is no message group 'nope'; begin one with 'ddb start', or, if the original"
                + " application made it, name its members by adoptGroup of the library");
  }

  @Test
  void listConversations_whenText_printsTimeNamesGroupAndPreview() {
    assertThat(ddb.succeed("list-conversations", "bob"))
        .containsExactly(
            "2026-11-21 01:02:04  annek         Ann",
            "                     group g-1",
            "                     Second");
  }

  @Test
  void listConversations_whenJson_printsAnObjectForEachRow() {
    assertThat(ddb.succeed("list-conversations", "bob", "--output", "json"))
        .containsExactly(
            """
            {"owner_id":"bob","group_id":"g-1","title":null,"direct":true,\
            "last_message_at":"2026-11-21T01:02:04.000000Z","user_id":"ann","handle":"annek",\
            "display_name":"Ann","last_sender_id":null,"mentioned":false,"message":"Second",\
            "last_message_ref":null,"shown_until":null,"visible_from":null,\
            "sort_key":"2026-11-21T01:02:04.000000Z#g-1","next":null}\
            """);
  }

  @Test
  void listConversations_whenReadAsSomebodyElse_refuses() {
    assertThat(ddb.run("list-conversations", "bob", "--as", "eve").status()).isEqualTo(1);
  }

  @Test
  void scan_whenText_printsKeysAndAttributes() {
    items.delete(ItemKey.head("g-1"));
    items.delete(ItemKey.message("g-1", Items.OLDER));
    items.delete(ItemKey.message("g-1", Items.NEWEST));
    items.delete(Items.rowOfBob());

    assertThat(ddb.succeed("scan"))
        .containsExactly(
            "GRP#ann 2026-11-21T01:02:04.000000Z#g-1",
            "  direct: true",
            "  message: Second",
            "  message_group_uuid: g-1",
            "  user_display_name: Bob",
            "  user_handle: bob_o",
            "  user_uuid: bob");
  }

  @Test
  void scan_whenJson_printsEveryItemWithItsKeysFirst() {
    assertThat(ddb.succeed("scan", "--output", "json"))
        .hasSize(5)
        .contains(
            """
            {"pk":"MSG#g-1","sk":"HEAD","created_at":"2026-11-21T01:02:03.000000Z",\
            "direct":true,\
            "members":[{"user_display_name":"Ann","user_handle":"annek","user_uuid":"ann"},\
            {"user_display_name":"Bob","user_handle":"bob_o","user_uuid":"bob"}],\
            "newest_sk":"2026-11-21T01:02:04.000000Z#m-2","version":2}\
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "get-conversation g-1 --limit -1, 1 to 1000",
    "get-conversation g-1 --limit 0, 1 to 1000",
    "get-conversation g-1 --limit 1001, 1 to 1000",
    "get-conversation g-1 --limit abc, 1 to 1000",
    "list-conversations ann --limit -1, 1 to 1000",
    "scan --limit -1, 1 on",
    "scan --limit 0, 1 on",
    "scan --limit 99999999999999999999, 1 on"
  })
  void listings_whenLimitIsNone_sayWhichThereAre(String command, String range) {
    Outcome outcome = ddb.run(command.split(" "));

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err())
        .singleElement()
        .asString()
        .contains("'--limit'", "is no whole number from " + range);
  }

  @Test
  void scan_whenTableIsEmpty_saysSo() {
    Commands other = new Commands();
    other.makeTable();

    assertThat(other.run("scan").err()).containsExactly("Table '" + other.table() + "' is empty");
  }

  @Test
  void scan_whenLimited_printsNoMore() {
    assertThat(ddb.succeed("scan", "--limit", "2", "--output", "json")).hasSize(2);
  }

  private static String cursor(String field, String json) {
    return json.replaceFirst(".*\"" + field + "\":\"([^\"]+)\".*", "$1");
  }
}
