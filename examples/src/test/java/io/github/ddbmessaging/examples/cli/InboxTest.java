package io.github.ddbmessaging.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.DisplayText;
import io.github.ddbmessaging.model.MessageContent;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.NewMessage;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user's inbox shows, and the commands that change what a user has noted of a group. */
class InboxTest {
  private static final String OLDER = new MessageRef("g-1", Items.OLDER, "m-1").toString();
  private static final String NEWEST = new MessageRef("g-1", Items.NEWEST, "m-2").toString();
  private static final String NOBODY_MARKED =
      """
      "unread_marks":0,"muted_until":null,"pinned_at":null,"hidden_up_to":null,"state_data":{}\
      """;

  private final Commands ddb = new Commands();

  @BeforeEach
  void makeTable() {
    ddb.makeTable();
    new Items(ddb.table()).putWholeGroup();
  }

  @Test
  void inbox_whenSomethingIsUnread_saysSo() {
    assertThat(ddb.succeed("inbox", "bob"))
        .containsExactly(
            "2026-11-21 01:02:04  annek         Ann",
            "                     group g-1 (unread)",
            "                     Second");
  }

  @Test
  void inbox_whenCountIsAskedFor_tellsHowMany() {
    assertThat(ddb.succeed("inbox", "bob", "--count")).contains(note("(2 unread)"));
  }

  @Test
  void inbox_whenCountIsAskedForAndAllIsRead_asksForNoCount() {
    ddb.succeed("send", "g-1", "bob", "Third");

    Outcome outcome = ddb.run("inbox", "bob", "--count", "--capacity", "--output", "json");

    assertThat(outcome.out()).first().asString().contains("\"unread_count\":0,");
    assertThat(outcome.err()).first().asString().startsWith("{\"requests\":2,");
  }

  @Test
  void inbox_whenTheLastMessageIsTheUsersOwn_saysYou() {
    ddb.succeed("send", "g-1", "bob", "Third");

    assertThat(ddb.succeed("inbox", "bob"))
        .hasSize(3)
        .endsWith("                     group g-1", "                     You: Third");
    assertThat(ddb.succeed("inbox", "ann")).last().asString().endsWith("  Third");
  }

  @Test
  void inbox_whenTheUserIsMentioned_saysSo() {
    MessagingStore.builder()
        .client(Commands.dynamoDb())
        .tableName(ddb.table())
        .build()
        .createMessage(
            "g-1",
            NewMessage.from("ann", MessageContent.ofText("@bob").withMentions(List.of("bob"))));

    assertThat(ddb.succeed("inbox", "bob")).contains(note("(unread, mentioned)"));
    assertThat(ddb.succeed("inbox", "bob", "--output", "json").get(0))
        .contains("\"unread\":true,", "\"unread_mention\":true,");
  }

  @Test
  void inbox_whenJson_printsTheRowWhatIsUnreadAndTheState() {
    assertThat(ddb.succeed("inbox", "bob", "--count", "--as", "bob", "--output", "json"))
        .containsExactly(
            """
            {"owner_id":"bob","group_id":"g-1","title":null,"direct":true,\
            "last_message_at":"2026-11-21T01:02:04.000000Z","user_id":"ann","handle":"annek",\
            "display_name":"Ann","last_sender_id":null,"mentioned":false,"message":"Second",\
            "last_message_ref":null,"shown_until":null,"visible_from":null,\
            "sort_key":"2026-11-21T01:02:04.000000Z#g-1","unread":true,"unread_count":2,\
            "unread_more":false,"unread_mention":false,"read_up_to":null,\
            """
                + NOBODY_MARKED
                + ",\"next\":null}");
  }

  @Test
  void inbox_whenReadAsSomebodyElse_refuses() {
    assertThat(ddb.run("inbox", "bob", "--as", "ann").status()).isEqualTo(1);
  }

  @Test
  void inbox_whenThereIsNothing_saysSo() {
    assertThat(ddb.run("inbox", "eve").err()).containsExactly("Nothing in the inbox of user 'eve'");
  }

  @Test
  void inbox_whenThereIsMore_saysHowToGoOn() {
    ddb.succeed("start", "bob:bob_o:Bob", "eve:eve.1:Eve", "-m", "Hi");

    List<String> first = ddb.succeed("inbox", "bob", "--limit", "1");

    assertThat(first).hasSize(4);
    assertThat(ddb.succeed("inbox", "bob", "--before", first.get(3).substring(15)))
        .contains(note("(unread)"));
  }

  @Test
  void inbox_onATerminal_fitsIt() {
    ddb.succeed("pin", "g-1", "bob");
    ddb.succeed("mute", "g-1", "bob", "--until", "2036-12-01T08:00Z");
    ddb.succeed("send", "g-1", "ann", "word ".repeat(30));

    assertThat(ddb.onTerminal().succeed("inbox", "bob", "--count"))
        .allMatch(line -> DisplayText.width(line) <= 80);
  }

  @Test
  void markRead_whenAllIsRead_leavesNothingUnread() {
    assertThat(ddb.succeed("mark-read", NEWEST, "bob", "--as", "bob"))
        .containsExactly("bob: read up to 2026-11-21 01:02:04");

    assertThat(ddb.succeed("inbox", "bob")).contains("                     group g-1");
    assertThat(ddb.succeed("unread", "g-1", "bob")).containsExactly("bob: 0 unread messages");
  }

  @Test
  void markRead_whenJson_printsTheState() {
    assertThat(ddb.succeed("mark-read", OLDER, "bob", "--output", "json"))
        .containsExactly(
            """
            {"user_id":"bob","group_id":"g-1",\
            "read_up_to":"2026-11-21T01:02:03.000000Z#m-1",\
            """
                + NOBODY_MARKED
                + "}");
  }

  @Test
  void markRead_afterMarkUnread_isMeantAllTheSame() {
    ddb.succeed("mark-read", NEWEST, "bob");
    ddb.succeed("mark-unread", NEWEST, "bob");
    assertThat(ddb.succeed("unread", "g-1", "bob")).containsExactly("bob: 1 unread message");

    assertThat(ddb.succeed("mark-read", NEWEST, "bob"))
        .containsExactly("bob: read up to 2026-11-21 01:02:04");
  }

  @Test
  void unread_whenJson_printsAnObject() {
    assertThat(ddb.succeed("unread", "g-1", "bob", "--output", "json"))
        .containsExactly(
            """
            {"user_id":"bob","group_id":"g-1","unread_count":2,"unread_more":false}\
            """);
  }

  @Test
  void members_whenPositionsAreAskedFor_tellsHowFarEachHasRead() {
    ddb.succeed("mark-read", NEWEST, "bob");

    assertThat(ddb.succeed("members", "g-1", "--read"))
        .containsExactly(
            "group g-1",
            "  annek         Ann (user ann)",
            "  bob_o         Bob (user bob, read up to 2026-11-21 01:02:04)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mute g-1 bob                           | muted                           | (unread, muted)
          mute g-1 bob --until 2036-12-01T08:00Z | muted until 2036-12-01 08:00:00 | (unread, muted until 2036-12-01 08:00:00)
          mute g-1 bob --until 2016-12-01T08:00Z | muted until 2016-12-01 08:00:00 | (unread)
          pin g-1 bob                            | pinned                          | (unread, pinned)
          """)
  void notes_areToldAtOnceAndInTheInbox(String command, String told, String inInbox) {
    assertThat(ddb.succeed(command.split(" "))).containsExactly("bob: " + told);

    assertThat(ddb.succeed("inbox", "bob")).contains(note(inInbox));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mute", "pin", "hide"})
  void notes_whenUndone_areGone(String command) {
    ddb.succeed(command, "g-1", "bob", "--as", "bob");

    assertThat(ddb.succeed(command, "g-1", "bob", "--as", "bob", "--undo"))
        .containsExactly("bob: nothing noted");
    assertThat(ddb.succeed("inbox", "bob")).contains(note("(unread)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mute", "pin", "hide"})
  void notes_ofSomebodyElse_areRefused(String command) {
    assertThat(ddb.run(command, "g-1", "bob", "--as", "ann").status()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mute g-1 eve", "pin g-1 eve", "hide g-1 eve"})
  void notes_ofWhoIsNoMember_areRefused(String command) {
    assertThat(ddb.run(command.split(" ")).err())
        .containsExactly("User 'eve' is not in message group 'g-1'; 'ddb members' tells who is");
  }

  @Test
  void mute_whenTheTimeIsNone_saysHowOneLooks() {
    assertThat(ddb.run("mute", "g-1", "bob", "--until", "tomorrow").err())
        .singleElement()
        .asString()
        .contains("'tomorrow' is no time such as 2026-12-01T08:00Z");
  }

  @Test
  void inbox_whenPinnedAreAskedFor_listsNoOthers() {
    ddb.succeed("start", "bob:bob_o:Bob", "eve:eve.1:Eve", "-m", "Hi");
    ddb.succeed("pin", "g-1", "bob");

    assertThat(ddb.succeed("inbox", "bob", "--pinned"))
        .hasSize(3)
        .contains(note("(unread, pinned)"));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "100, 3"})
  void inbox_whenPinnedAreLimited_listsTheLastPinnedFirst(String limit, int shown) {
    List<String> groups = List.of("g-1", startWith("eve"), startWith("cem"));
    groups.forEach(group -> ddb.succeed("pin", group, "bob"));
    List<String> lastFirst = List.of(groups.get(2), groups.get(1), groups.get(0));

    assertThat(ddb.succeed("inbox", "bob", "--pinned", "--limit", limit, "--output", "json"))
        .extracting(line -> line.replaceFirst(".*?\"group_id\":\"([^\"]*)\".*", "$1"))
        .isEqualTo(lastFirst.subList(0, shown));
  }

  @Test
  void inbox_whenMoreThanAPageIsPinned_listsAll() {
    for (int n = 0; n < 21; n++) {
      ddb.succeed("pin", startWith("user-" + n), "bob");
    }

    assertThat(ddb.succeed("inbox", "bob", "--pinned", "--output", "json")).hasSize(21);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--before", "--after"})
  void inbox_whenPinnedAreAskedForFromAPosition_saysWhatToLeaveOut(String option) {
    Outcome outcome = ddb.run("inbox", "bob", "--pinned", option, NEWEST);

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err())
        .singleElement()
        .asString()
        .contains("--pinned lists from the last pinned on; leave out --before and --after");
  }

  private String startWith(String other) {
    return ddb.succeed("start", "bob:bob_o:Bob", other + ":" + other + ":" + other, "-m", "Hi")
        .get(0);
  }

  @Test
  void hide_untilANewerMessageComes_takesTheGroupOutOfTheInbox() {
    assertThat(ddb.succeed("hide", "g-1", "bob"))
        .containsExactly("bob: hidden until there is a message after 2026-11-21 01:02:04");
    assertThat(ddb.run("inbox", "bob").out()).isEmpty();
    assertThat(ddb.succeed("list-conversations", "bob")).hasSize(3);

    ddb.succeed("send", "g-1", "ann", "Third");

    assertThat(ddb.succeed("inbox", "bob")).hasSize(3);
  }

  private static String note(String notes) {
    return "                     group g-1 " + notes;
  }
}
