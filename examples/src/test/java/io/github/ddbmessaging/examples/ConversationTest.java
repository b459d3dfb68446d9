package io.github.ddbmessaging.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.examples.Conversation.Line;
import io.github.ddbmessaging.model.User;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationTest {
  private static final User ANN = new User("ann", "Ann", "annek");
  private static final User BOB = new User("bob", "Bob", "bob_o");
  private static final User EVE = new User("eve", "Eve", "eve.1");

  @Test
  void parse_whenTextHoldsEscapes_returnsWhatTheyStandFor() {
    String json =
        """
        {"group":"g","user_id":"ann","handle":"annek","display_name":"Ann",\
        "created_at":"2026-01-02T03:04:05.000006Z","message":"a\\n\\"b\\" \\u00e9 \\ud83c\\udf89"}\
        """;

    Conversation conversation = Conversation.parse(List.of(json));

    assertThat(conversation.lines())
        .containsExactly(
            new Line("g", ANN, Instant.parse("2026-01-02T03:04:05.000006Z"), "a\n\"b\" é 🎉"));
  }

  @Test
  void bundled_whenRead_hasEveryMessage() {
    assertThat(Conversation.bundled().lines()).hasSize(285);
  }

  @Test
  void bundled_whenRead_isInTheOrderOfTime() {
    assertThat(Conversation.bundled().lines())
        .isSortedAccordingTo(Comparator.comparing(Line::createdAt));
  }

  @Test
  void bundled_whenRead_hasEightPeople() {
    assertThat(Conversation.bundled().people()).hasSize(8);
  }

  @Test
  void bundled_whenRead_hasGroupsOfTwoThreeAndFive() {
    Conversation conversation = Conversation.bundled();

    assertThat(conversation.groups())
        .extracting(group -> conversation.membersOf(group).size())
        .containsExactlyInAnyOrder(2, 2, 2, 3, 5);
  }

  @Test
  void membersOf_whenSomeoneWroteElsewhereOnly_leavesThemOut() {
    Conversation conversation =
        new Conversation(List.of(line("g", ANN, 1), line("h", EVE, 2), line("g", BOB, 3)));

    assertThat(conversation.membersOf("g")).containsExactly(ANN, BOB);
  }

  @Test
  void newestOf_whenUserIsInSeveralGroups_returnsTheNewestMessageOfEachNewestFirst() {
    Line newestOfG = line("g", BOB, 2);
    Line newestOfH = line("h", EVE, 5);
    Conversation conversation =
        new Conversation(
            List.of(line("g", ANN, 1), newestOfG, line("h", ANN, 3), line("i", EVE, 4), newestOfH));

    assertThat(conversation.newestOf(ANN)).containsExactly(newestOfH, newestOfG);
  }

  private static Line line(String group, User sender, long second) {
    return new Line(group, sender, Instant.ofEpochSecond(second), "text " + second);
  }
}
