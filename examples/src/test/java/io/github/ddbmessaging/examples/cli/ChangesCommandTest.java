package io.github.ddbmessaging.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.MessageRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code changes} tells. */
class ChangesCommandTest {
  private static final String REF = new MessageRef("g-1", Items.NEWEST, "m-2").toString();
  private static final String NEXT = "next: --since ";

  private final Commands ddb = new Commands();

  @BeforeEach
  void makeTable() {
    ddb.makeTable();
    new Items(ddb.table()).putWholeGroup();
  }

  @Test
  void changes_withoutToken_printsAFirstOne() {
    assertThat(ddb.succeed("changes", "g-1")).singleElement().asString().matches(NEXT + "[\\w-]+");
  }

  @Test
  void changes_sinceAToken_printsWhatChangedAndTheNextToken() {
    String token = begin();
    ddb.succeed("edit", REF, "Better");

    List<String> lines = ddb.succeed("changes", "g-1", "--since", token);

    assertThat(lines).hasSize(2).startsWith("2026-11-21 01:02:04  annek         Better (edited)");
    assertThat(ddb.succeed("changes", "g-1", "--since", lines.get(1).substring(NEXT.length())))
        .singleElement()
        .asString()
        .startsWith(NEXT);
  }

  @Test
  void changes_whenJson_printsMessagesAndThenTheToken() {
    String token = begin();
    ddb.succeed("delete", REF, "--purge");

    assertThat(ddb.succeed("changes", "g-1", "--since", token, "--output", "json"))
        .satisfiesExactly(
            purged -> assertThat(purged).endsWith("\"ref\":\"" + REF + "\",\"purged\":true}"),
            next -> assertThat(next).matches("\\{\"next\":\"[\\w-]+\",\"more\":false}"));
  }

  @Test
  void changes_whenThereIsMore_saysSo() {
    String token = begin();
    ddb.succeed("send", "g-1", "ann", "Third");
    ddb.succeed("send", "g-1", "ann", "Fourth");

    assertThat(ddb.succeed("changes", "g-1", "--since", token, "--limit", "1"))
        .last()
        .asString()
        .startsWith("more: --since ");
  }

  @Test
  void changes_onATerminal_doNotBreakTheToken() {
    assertThat(ddb.onTerminal().succeed("changes", "g-1"))
        .singleElement()
        .asString()
        .hasSizeGreaterThan(80);
  }

  @Test
  void changes_whenTheTokenIsOfAnotherGroup_saysHowToGetAnother() {
    String group = ddb.succeed("start", "a:a:A", "b:b:B", "-m", "Hi").get(0);

    assertThat(ddb.run("changes", group, "--since", begin()))
        .isEqualTo(
            new Outcome(
                1,
                List.of(),
                List.of(
                    "The token is damaged or of another group; take a new one with 'ddb changes"
                        + " GROUP' and list the messages again")));
  }

  @Test
  void changes_whenTheReaderIsNoMember_refuses() {
    assertThat(ddb.run("changes", "g-1", "--as", "eve").status()).isEqualTo(1);
  }

  @Test
  void changes_whenFollowing_printsUntilNobodyReads() {
    String token = begin();
    ddb.succeed("edit", REF, "Better");
    LastLine out = new LastLine(2);

    int status =
        Tool.run(
            List.of(
                "--endpoint-url",
                Commands.endpoint(),
                "--table",
                ddb.table(),
                "changes",
                "g-1",
                "--follow",
                "--since",
                token),
            new Streams(InputStream.nullInputStream(), out, new ByteArrayOutputStream(), false));

    assertThat(status).isZero();
    assertThat(out.lines())
        .containsExactly(
            "Following the changes; Ctrl-C ends it",
            "2026-11-21 01:02:04  annek         Better (edited)");
  }

  private String begin() {
    return ddb.succeed("changes", "g-1").get(0).substring(NEXT.length());
  }

  /** A reader that has had enough after some lines, as {@code head} has. */
  private static final class LastLine extends OutputStream {
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final int most;

    LastLine(int most) {
      this.most = most;
    }

    @Override
    public void write(int b) throws IOException {
      if (lines().size() == most && read.toString(UTF_8).endsWith("\n")) {
        throw new IOException("Broken pipe");
      }
      read.write(b);
    }

    @Override
    public void flush() throws IOException {
      if (lines().size() == most && read.toString(UTF_8).endsWith("\n")) {
        throw new IOException("Broken pipe");
      }
    }

    List<String> lines() {
      return read.toString(UTF_8).lines().toList();
    }
  }
}
