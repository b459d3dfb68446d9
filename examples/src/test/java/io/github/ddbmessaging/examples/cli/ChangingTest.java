package io.github.ddbmessaging.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.Attachment;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageContent;
import io.github.ddbmessaging.model.MessageKind;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.table.Schemas;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands that change a message do and print. */
class ChangingTest {
  private static final String REF = new MessageRef("g-1", Items.OLDER, "m-1").toString();
  private static final String NAMED =
      """
      {"group_id":"g-1","message_id":"m-1","sort_key":"2026-11-21T01:02:03.000000Z#m-1",\
      "ref":"%s",\
      """
          .formatted(REF);

  private final Commands ddb = new Commands();
  private final Items items = new Items(ddb.table());

  @BeforeEach
  void makeTable() {
    ddb.makeTable();
    items.putWholeGroup();
  }

  @Test
  void edit_whenText_printsTheMessageAsItIsNow() {
    assertThat(ddb.succeed("edit", REF, "Better", "--as", "ann"))
        .containsExactly("2026-11-21 01:02:03  annek         Better (edited)");
  }

  @Test
  void edit_whenJson_printsTheRevisionAndWhen() {
    assertThat(ddb.succeed("edit", REF, "Better", "--output", "json").get(0))
        .contains("\"message\":\"Better\"", "\"ref\":\"" + REF + "\",\"revision\":1,")
        .containsPattern("\"edited_at\":\"20[^\"]+Z\",\"deleted_at\":null,\"deleted_by\":null,");
  }

  @Test
  void edit_whenTextIsPiped_takesIt() {
    assertThat(ddb.withInput("Piped\n").succeed("edit", REF)).first().asString().contains("Piped");
  }

  @Test
  void edit_whenTheMessageHasFiles_keepsThem() {
    items.put(
        Schemas.MESSAGES.itemToMap(
            new Message(
                "g-1",
                Items.OLDER,
                "m-1",
                Items.ANN,
                MessageContent.ofText("Look!")
                    .withAttachments(List.of(Attachment.of("a.png", "image/png", 5, "k/1"))),
                MessageKind.TEXT,
                null),
            true));

    assertThat(ddb.succeed("edit", REF, "See"))
        .containsExactly("2026-11-21 01:02:03  annek         See [a.png, 5 bytes] (edited)");
  }

  @Test
  void edit_whenTheRevisionIsAnother_refuses() {
    ddb.succeed("edit", REF, "Second thought", "--revision", "0");

    assertThat(ddb.run("edit", REF, "Late", "--revision", "0").err())
        .containsExactly(
            "Message 'm-1' of message group 'g-1' has revision 1, not 0; show the current message"
                + " and edit that");
  }

  @Test
  void edit_whenAnotherUserActs_refuses() {
    assertThat(ddb.run("edit", REF, "Mine now", "--as", "bob").err())
        .singleElement()
        .asString()
        .startsWith("User 'bob' did not write message 'm-1'");
  }

  @Test
  void edit_whenThereIsNoSuchMessage_saysSo() {
    String none = new MessageRef("g-1", Items.OLDER, "m-9").toString();

    assertThat(ddb.run("edit", none, "Hi").err())
        .singleElement()
        .asString()
        .startsWith("There is no message 'm-9' in message group 'g-1'");
  }

  @Test
  void edit_whenTheRefWasBrokenByATerminal_takesIt() {
    String broken = REF.substring(0, 20) + "\n" + REF.substring(20);

    assertThat(ddb.run("edit", broken, "Better").status()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"edit g-1 Hi", "delete g-1", "react g-1 ann +1"})
  void commands_whenGivenNoRef_sayWhereRefsAre(String command) {
    Outcome outcome = ddb.run(command.split(" "));

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err())
        .singleElement()
        .asString()
        .contains(
            "(MESSAGE): 'g-1' is no ref of a message; 'get-conversation --output json' tells them");
  }

  @Test
  void delete_whenText_printsThatItIsDeleted() {
    assertThat(ddb.succeed("delete", REF))
        .containsExactly("2026-11-21 01:02:03  annek         (deleted)");
  }

  @Test
  void delete_whenJsonAndAUserActs_printsWhenAndByWhom() {
    assertThat(ddb.succeed("delete", REF, "--as", "ann", "--output", "json").get(0))
        .contains("\"message\":\"\"", "\"edited_at\":null", "\"deleted_by\":\"ann\"")
        .containsPattern("\"deleted_at\":\"20[^\"]+Z\"");
  }

  @Test
  void delete_whenPurging_removesItForGood() {
    assertThat(ddb.succeed("delete", REF, "--purge"))
        .containsExactly("2026-11-21 01:02:03  (purged)");
    assertThat(ddb.succeed("get-conversation", "g-1"))
        .containsExactly("2026-11-21 01:02:04  annek         Second");
  }

  @Test
  void delete_whenPurgingTwice_saysThatThereIsNothingToDo() {
    assertThat(ddb.succeed("delete", REF, "--purge", "--output", "json"))
        .containsExactly(NAMED + "\"purged\":true}");
    assertThat(ddb.succeed("delete", REF, "--purge", "--output", "json"))
        .containsExactly(NAMED + "\"purged\":false}");
    assertThat(ddb.succeed("delete", REF, "--purge"))
        .containsExactly("It is not there any more, or never was; nothing to do.");
  }

  @Test
  void delete_whenAUserPurges_refuses() {
    assertThat(ddb.run("delete", REF, "--purge", "--as", "ann").status()).isEqualTo(1);
  }

  @Test
  void react_whenAddedAndRemoved_printsWhatTheUserHas() {
    ddb.succeed("react", REF, "bob", "👍");

    assertThat(ddb.succeed("react", REF, "bob", "🎉")).containsExactly("bob: 🎉, 👍");
    assertThat(ddb.succeed("react", REF, "bob", "🎉", "--remove")).containsExactly("bob: 👍");
    assertThat(ddb.succeed("react", REF, "bob", "👍", "--remove"))
        .containsExactly("bob: no reaction");
  }

  @Test
  void react_whenJson_printsAnObject() {
    assertThat(ddb.succeed("react", REF, "bob", "👍", "--as", "bob", "--output", "json"))
        .containsExactly(NAMED + "\"user_id\":\"bob\",\"emojis\":[\"👍\"]}");
  }

  @Test
  void react_whenTheUserIsNoMember_refuses() {
    assertThat(ddb.run("react", REF, "eve", "👍").status()).isEqualTo(1);
  }
}
