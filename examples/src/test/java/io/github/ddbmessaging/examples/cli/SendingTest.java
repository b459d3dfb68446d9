package io.github.ddbmessaging.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed or piped is what is sent. */
class SendingTest {
  private final Commands ddb = new Commands();
  private String group = "";

  @BeforeEach
  void startGroup() {
    ddb.makeTable();
    group = ddb.succeed("start", "a:a:A", "b:b:B", "-m", "First").get(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@here",
        "@@bob",
        "@",
        "\"quoted\"",
        "'quoted'",
        "${sys:user.home}",
        "$HOME %n %s",
        "a,b|c",
        "\\n",
        "_NULL_",
        "__",
        "=x",
        "a=b",
        "@|bold x|@",
        "help",
        "start"
      })
  void send_whateverTheText_sendsItAsItIs(String text) {
    ddb.succeed("send", group, "b", text);

    assertThat(newest()).endsWith("  " + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"@here", "@@bob", "\"quoted\"", "${sys:user.home}", "_NULL_", "- milk"})
  void start_whateverTheText_sendsItAsItIs(String text) {
    group = ddb.succeed("start", "c:c:C", "d:d:D", "-m", text).get(0);

    assertThat(newest()).endsWith("  " + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"- milk", "--table", "-h", "-Very", "--", "-", "-1"})
  void send_whenTextBehindTwoDashesBeginsWithOne_sendsIt(String text) {
    ddb.succeed("send", group, "b", "--", text);

    assertThat(newest()).endsWith("  " + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"- milk", "-hello", "-mHi", "--- cut ---", "-5 degrees", "-m"})
  void send_whenTextBeginsWithADash_saysToPutTwoDashesBefore(String text) {
    Outcome outcome = ddb.run("send", group, "b", text);

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err())
        .singleElement()
        .asString()
        .contains("put -- before a text that begins with '-'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rename", "add", "query"})
  void run_whenAParameterBeginsWithADash_saysToPutTwoDashesBefore(String command) {
    assertThat(ddb.run(command, group, "- milk").err())
        .singleElement()
        .asString()
        .contains("put -- before a text that begins with '-'");
  }

  @Test
  void send_whenAnOptionStandsBehindTwoDashes_saysWhereItBelongs() {
    assertThat(ddb.run("send", group, "b", "--", "- milk", "--streamed").err().get(0))
        .startsWith("'--streamed' stands behind --, where nothing is an option");
  }

  @Test
  void send_whenTextIsNotQuoted_saysToQuoteIt() {
    assertThat(ddb.run("send", group, "b", "two", "words").err())
        .containsExactly(
            "'words' is one argument too many; put quotes around a text of several words; see 'ddb"
                + " send --help'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Hi", "\uFEFFHi", "Hi\n", "Hi\r\n", "\uFEFFHi\r\n"})
  void send_whenTextIsPiped_dropsTheMarkAndTheLastLineBreak(String piped) {
    assertThat(sent(piped)).contains("\"message\":\"Hi\"");
  }

  @Test
  void send_whenPipedTextEndsWithBlanks_keepsThem() {
    assertThat(sent(" Hi \t\n\n")).contains("\"message\":\" Hi \\t\\n\"");
  }

  @Test
  void send_whenFarTooMuchIsPiped_saysSo() {
    assertThat(ddb.withInput("ä".repeat(600_000)).run("send", group, "b").err())
        .containsExactly("Standard input holds more than a message may; send less");
  }

  @Test
  void send_whenRepeatedWithItsKey_sendsOnce() {
    String first = ddb.succeed("send", group, "b", "Once", "--key", "k-1", "--output=json").get(0);
    String again = ddb.succeed("send", group, "b", "Once", "--key", "k-1", "--output=json").get(0);

    assertThat(again).isEqualTo(first);
    assertThat(ddb.succeed("get-conversation", group)).hasSize(2);
  }

  @Test
  void start_whenRepeatedWithItsKey_makesOneGroup() {
    String[] start = {"start", "a:a:A", "b:b:B", "-m", "Hi", "--title", "T", "--key", "k-1"};

    List<String> first = ddb.succeed(start);

    assertThat(ddb.succeed(start)).isEqualTo(first);
  }

  @Test
  void send_whenPeopleSitAtATerminal_saysHowToEndTheText() {
    Outcome outcome = ddb.onTerminal().withInput("Hi\n").run("send", group, "b");

    assertThat(outcome.err()).containsExactly("Type the text; Ctrl-D on a line of its own ends it");
  }

  private String sent(String piped) {
    return ddb.withInput(piped).succeed("send", group, "b", "--output=json").get(0);
  }

  private String newest() {
    return ddb.succeed("get-conversation", group, "--limit", "1").get(0);
  }
}
