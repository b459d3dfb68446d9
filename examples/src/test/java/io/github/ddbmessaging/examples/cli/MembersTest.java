package io.github.ddbmessaging.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.examples.DisplayText;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the commands that change a group's members and title do and print. */
class MembersTest {
  private static final String ANN = "  annek         Ann (user ann, owner)";
  private static final String BOB = "  bob_o         Bob (user bob)";

  private final Commands ddb = new Commands();
  private String group = "";

  @BeforeEach
  void startGroup() {
    ddb.makeTable();
    group =
        ddb.succeed("start", "ann:annek:Ann", "bob:bob_o:Bob", "--title", "Hut", "-m", "First")
            .get(0);
  }

  @Test
  void members_whenText_printsTheTitleAndALineForEach() {
    assertThat(ddb.succeed("members", group)).containsExactly("group " + group + ": Hut", ANN, BOB);
  }

  @Test
  void members_whenJson_printsAnObject() {
    assertThat(ddb.succeed("members", group, "--as", "bob", "--output", "json"))
        .singleElement()
        .asString()
        .matches(
            """
            \\{"group_id":"%s","title":"Hut","direct":false,"created_at":"20[^"]+Z",\
            "members":\\[\\{"user_id":"ann","handle":"annek","display_name":"Ann",\
            "role":"owner","joined_at":null,"visible_from":null,"read_up_to":null},\
            \\{"user_id":"bob","handle":"bob_o","display_name":"Bob","role":"member",\
            "joined_at":null,"visible_from":null,"read_up_to":null}]}\
            """
                .formatted(group));
  }

  @Test
  void members_ofADirectGroup_printsNoTitle() {
    String direct = ddb.succeed("start", "ann:annek:Ann", "bob:bob_o:Bob", "-m", "Hi").get(0);

    assertThat(ddb.succeed("members", direct))
        .containsExactly("group " + direct, "  annek         Ann (user ann)", BOB);
  }

  @Test
  void members_whenTheReaderIsNone_refuses() {
    assertThat(ddb.run("members", group, "--as", "eve").status()).isEqualTo(1);
  }

  @Test
  void members_whenThereIsNoSuchGroup_saysWhatToDo() {
    assertThat(ddb.run("members", "none").err())
        .singleElement()
        .asString()
        .startsWith("There is no message group 'none'; begin one with 'ddb start'");
  }

  @Test
  void add_withoutHistory_letsThemSeeOnlyWhatComes() {
    assertThat(ddb.succeed("add", group, "eve:eve.1:Eve", "--as", "bob"))
        .last()
        .asString()
        .matches("  eve.1         Eve \\(user eve, since 20.{17}, sees what came after 20.{17}\\)");
    ddb.succeed("send", group, "ann", "Second");

    assertThat(ddb.succeed("get-conversation", group, "--as", "eve"))
        .singleElement()
        .asString()
        .endsWith("  Second");
  }

  @Test
  void add_withHistory_letsThemSeeAll() {
    ddb.succeed("add", group, "eve:eve.1:Eve", "cem:cemy:Cem", "--history");

    assertThat(ddb.succeed("members", group)).hasSize(5);
    assertThat(ddb.succeed("get-conversation", group, "--as", "eve")).hasSize(1);
  }

  @Test
  void add_whenJson_printsSinceWhenAndFromWhereOn() {
    assertThat(ddb.succeed("add", group, "eve:eve.1:Eve", "--output", "json").get(0))
        .containsPattern(
            "\"user_id\":\"eve\",.+\"joined_at\":\"20[^\"]+Z\",\"visible_from\":\"20[^\"]+#[^\"]+\"");
  }

  @Test
  void add_onATerminal_fitsIt() {
    assertThat(ddb.onTerminal().succeed("add", group, "eve:eve.1:" + "Eve ".repeat(16).strip()))
        .allMatch(line -> DisplayText.width(line) <= 80);
  }

  @Test
  void add_toADirectGroup_refuses() {
    String direct = ddb.succeed("start", "ann:annek:Ann", "bob:bob_o:Bob", "-m", "Hi").get(0);

    assertThat(ddb.run("add", direct, "eve:eve.1:Eve").err())
        .singleElement()
        .asString()
        .endsWith("create a group with a title instead");
  }

  @Test
  void remove_whenAnOwnerActs_printsWhoIsLeft() {
    assertThat(ddb.succeed("remove", group, "bob", "--as", "ann"))
        .containsExactly("group " + group + ": Hut", ANN);
    assertThat(ddb.succeed("check")).singleElement().asString().endsWith(": nothing wrong");
  }

  @Test
  void remove_whenAMemberActs_saysWhoMay() {
    assertThat(ddb.run("remove", group, "ann", "--as", "bob").err())
        .containsExactly(
            "User 'bob' does not own message group '"
                + group
                + "'; only its owners and the service, without --as, can remove others");
  }

  @Test
  void leave_whenTheLastOwnerGoes_makesTheFirstOfTheOthersOne() {
    assertThat(ddb.succeed("leave", group, "ann", "--as", "ann"))
        .containsExactly("ann left group " + group + ".");
    assertThat(ddb.succeed("members", group)).contains("  bob_o         Bob (user bob, owner)");
  }

  @Test
  void leave_whenTheyHaveLeftBefore_saysSo() {
    assertThat(leave()).isEqualTo(List.of(left(true)));

    assertThat(leave()).isEqualTo(List.of(left(false)));
    assertThat(ddb.succeed("leave", group, "bob", "--as", "bob"))
        .containsExactly("bob is not in group " + group + " any more; nothing to do.");
  }

  @Test
  void role_whenAnOwnerActs_printsTheNewOne() {
    assertThat(ddb.succeed("role", group, "bob", "owner", "--as", "ann"))
        .contains(ANN, "  bob_o         Bob (user bob, owner)");
  }

  @Test
  void role_whenThereIsNoSuchRole_saysWhichThereAre() {
    Outcome outcome = ddb.run("role", group, "bob", "boss");

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).singleElement().asString().contains("OWNER, MEMBER", "'boss'");
  }

  @Test
  void rename_whenAnOwnerActs_isInEveryList() {
    assertThat(ddb.succeed("rename", group, "Lake", "--as", "ann"))
        .containsExactly("group " + group + ": Lake", ANN, BOB);
    assertThat(ddb.succeed("list-conversations", "bob")).first().asString().endsWith("  Lake");
  }

  @Test
  void rename_whenTheTitleBeginsWithADash_takesItBehindTwo() {
    assertThat(ddb.succeed("rename", group, "--", "- Lake"))
        .first()
        .asString()
        .endsWith(": - Lake");
  }

  @Test
  void renameUser_changesTheGroups() {
    assertThat(ddb.succeed("rename-user", "ann:anne:Anne"))
        .containsExactly("1 group looked at: 0 messages renamed, 0 problems");

    assertThat(ddb.succeed("members", group)).contains("  anne          Anne (user ann, owner)");
    assertThat(ddb.succeed("get-conversation", group)).first().asString().contains("  annek  ");
    assertThat(ddb.succeed("get-conversation", group, "--current-names"))
        .first()
        .asString()
        .contains("  anne  ");
  }

  @Test
  void renameUser_withMessages_changesThem() {
    assertThat(ddb.succeed("rename-user", "ann:anne:Anne", "--messages"))
        .containsExactly("1 group looked at: 1 message renamed, 0 problems");

    assertThat(ddb.succeed("get-conversation", group)).first().asString().contains("  anne  ");
  }

  @Test
  void changes_whenMembersAndTitleChanged_printsTheGroupAsItIs() {
    String token = ddb.succeed("changes", group).get(0).substring("next: --since ".length());
    ddb.succeed("remove", group, "bob");
    ddb.succeed("rename", group, "Lake");

    assertThat(ddb.succeed("changes", group, "--since", token))
        .containsSubsequence("group " + group + ": Lake", ANN)
        .doesNotContain(BOB);
  }

  private List<String> leave() {
    return ddb.succeed("leave", group, "bob", "--as", "bob", "--output", "json");
  }

  private String left(boolean now) {
    return "{\"group_id\":\"" + group + "\",\"user_id\":\"bob\",\"left\":" + now + "}";
  }
}
