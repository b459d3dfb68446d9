package io.github.ddbmessaging.examples.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.examples.cli.table.ItemKey;
import io.github.ddbmessaging.examples.cli.table.SeedFile;
import io.github.ddbmessaging.examples.cli.table.Seeding;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.SortKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedCommandTest {
  private final Commands ddb = new Commands();
  private final Items items = new Items(ddb.table());
  @TempDir private Path folder;

  @BeforeEach
  void makeTable() {
    ddb.makeTable();
  }

  @Test
  void seed_whenNoFileIsNamed_loadsTheBundledConversation() {
    assertThat(ddb.succeed("seed")).containsExactly("Loaded 285 messages in 5 groups.");
    assertThat(ddb.succeed("check")).containsExactly("304 items, 5 groups: nothing wrong");
  }

  @Test
  void seed_whenRepeated_writesTheSameItems() throws IOException {
    String file = file(line("g", "ann", 2), line("g", "bob", 1), line("h", "ann", 3)).toString();
    ddb.succeed("seed", file);
    var once = items.all();

    ddb.succeed("seed", file);

    assertThat(items.all()).isEqualTo(once);
  }

  @Test
  void seed_whenLinesOfGroupsAreMixed_keepsEachRowAtItsNewestMessage() throws IOException {
    List<String> lines = new ArrayList<>();
    IntStream.range(0, 60)
        .forEach(i -> lines.add(line("g-" + i % 7, "user-" + i % 3, i * 37 % 60)));

    ddb.succeed("seed", file(lines.toArray(String[]::new)).toString());

    assertThat(ddb.succeed("check").get(0)).endsWith("7 groups: nothing wrong");
  }

  @Test
  void seed_whenLinesAreEqual_makesThemOneMessage() throws IOException {
    ddb.succeed("seed", file(line("g", "ann", 1), line("g", "ann", 1)).toString());

    assertThat(ddb.succeed("get-conversation", "g")).hasSize(1);
  }

  @Test
  void seed_whenFileComesInOnStandardInput_loadsIt() {
    assertThat(ddb.withInput(line("g", "ann", 1) + "\n\n").succeed("seed", "-"))
        .containsExactly("Loaded 1 message in 1 group.");
  }

  @Test
  void seed_whenGroupHasGoneOn_doesNotTakeItsRowsBack() throws IOException {
    String file = file(line("g", "ann", 1), line("g", "bob", 2)).toString();
    ddb.succeed("seed", file);
    ddb.succeed("send", "g", "ann", "Later");

    ddb.succeed("seed", file);

    assertThat(ddb.succeed("list-conversations", "bob").get(2)).endsWith("Later");
    assertThat(ddb.succeed("check").get(0)).endsWith("1 group: nothing wrong");
  }

  @Tag("long")
  @Test
  void seed_whenItWasInterruptedAfterAnyRequest_isCompletedByTheNext() throws IOException {
    Path path = file(line("g", "ann", 1), line("g", "bob", 2), line("h", "ann", 3));
    ddb.succeed("seed", path.toString());
    var whole = items.all();

    int requests = 0;
    while (!seedStoppedAfter(requests, path, new Commands(), whole.keySet())) {
      requests++;
    }

    assertThat(requests).isGreaterThan(5);
  }

  @Test
  void seed_whenALineIsDamaged_namesItAndWritesNothing() throws IOException {
    Path file = file(line("g", "ann", 1), "{\"group\":\"g\"}");

    Outcome outcome = ddb.run("seed", file.toString());

    assertThat(outcome)
        .isEqualTo(new Outcome(1, List.of(), List.of(file + ":2: 'user_id' is missing")));
    assertThat(items.all()).isEmpty();
  }

  @Test
  void seed_whenFileIsNotUtf8_namesTheLine() throws IOException {
    Path file = Files.write(folder.resolve("f"), "ä".getBytes(ISO_8859_1));

    assertThat(ddb.run("seed", file.toString()).err())
        .containsExactly(file + ":1: it is no text in UTF-8");
  }

  @Test
  void seed_whenALineNeverEnds_namesTheLine() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "x".repeat((1 << 20) + 1));

    assertThat(ddb.run("seed", file.toString()).err())
        .containsExactly(file + ":1: the line is longer than 1048576 bytes");
  }

  @Test
  void seed_whenFileIsEmpty_saysSo() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "\n \n");

    assertThat(ddb.run("seed", file.toString()).err()).containsExactly(file + " holds no messages");
  }

  @Test
  void seed_whenAFolderIsNamed_saysSo() {
    assertThat(ddb.run("seed", folder.toString()).err())
        .containsExactly(folder + " is a folder; name a file, or - for standard input");
  }

  @Test
  void seed_whenThereIsNoFile_saysSo() {
    assertThat(ddb.run("seed", "missing.jsonl").err())
        .containsExactly(
            "There is no file missing.jsonl that can be read; name one, or - for standard input");
  }

  @Test
  void seed_whenGroupHasTooManyMembers_namesTheLineOfTheFirstTooMany() throws IOException {
    Path file =
        file(
            IntStream.rangeClosed(0, Limits.MEMBERS)
                .mapToObj(i -> line("g", "user-" + i, i))
                .toArray(String[]::new));

    assertThat(ddb.run("seed", file.toString()).err())
        .containsExactly(file + ":49: group 'g' has more than 48 members with this one");
  }

  @Test
  void seed_whenGroupExistsWithoutAMember_writesNothing() throws IOException {
    ddb.succeed("seed", file(line("g", "ann", 1)).toString());
    var before = items.all();

    Outcome outcome = ddb.run("seed", file(line("g", "bob", 2)).toString());

    assertThat(outcome.err())
        .containsExactly(
            "Group 'g' is in the table without the member 'bob'; give the group another id in the"
                + " file, or seed another table");
    assertThat(items.all()).isEqualTo(before);
  }

  @Test
  void seed_whenTheOldApplicationMadeAGroup_writesNothingUntilItIsMigrated() throws IOException {
    String file = file(line("g-1", "ann", 1), line("g-1", "bob", 2)).toString();
    items.putMessage("g-1", new SortKey("2023-05-01T10:00:00+00:00"), "m-1", "Old");
    items.putOldRow("bob", "2023-05-01T10:00:00+00:00", "g-1");
    var before = items.all();

    assertThat(ddb.run("seed", file).err())
        .containsExactly(
            "Group 'g-1' is in the table as the old application left it; run 'ddb migrate' first");
    assertThat(items.all()).isEqualTo(before);

    ddb.succeed("migrate");
    ddb.succeed("seed", file);
    assertThat(ddb.succeed("check").get(0)).endsWith("1 group: nothing wrong");
  }

  /** Whether all requests were made before it came to the stop. */
  private boolean seedStoppedAfter(int requests, Path path, Commands other, Set<ItemKey> whole) {
    other.makeTable();
    boolean complete = true;
    try (SeedFile file = SeedFile.of(path)) {
      Seeding seeding =
          new Seeding(StoppingClient.after(requests, Commands.dynamoDb()), other.table());
      seeding.plan(file);
      seeding.putMessages(file, written -> {});
      seeding.finishGroups(finished -> {});
    } catch (StoppingClient.Stopped e) {
      complete = false;
    }

    other.succeed("seed", path.toString());

    assertThat(other.succeed("check").get(0)).endsWith("2 groups: nothing wrong");
    assertThat(new Items(other.table()).all()).containsOnlyKeys(whole);
    return complete;
  }

  private Path file(String... lines) throws IOException {
    return Files.write(folder.resolve("f-" + lines.length), List.of(lines));
  }

  private static String line(String group, String user, int second) {
    return String.format(
        Locale.ROOT,
        """
        {"group":"%s","user_id":"%s","handle":"%s","display_name":"%s",\
        "created_at":"2026-01-02T03:04:%02d.5+00:00","message":"Text %d"}\
        """,
        group,
        user,
        user,
        user,
        second,
        second);
  }
}
