package io.github.ddbmessaging.docs;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static io.github.ddbmessaging.store.People.EVE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.model.AccessRefusedException;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tries every cell of the table in {@code docs/access.md}. */
class AccessTableTest {
  private static final Path PAGE = Path.of("../docs/access.md");
  private static final User DAN = new User("dan", "Dan Dean", "dan.d");
  private static final String DIRECT = "one of a direct group";

  /** Who acts in each column; nobody for the service. */
  private static final Map<String, String> ACTORS =
      Map.of(
          "service",
          "",
          "owner",
          "ann",
          "member",
          "bob",
          "later member",
          "cat",
          "former member",
          "dan",
          "stranger",
          "eve",
          DIRECT,
          "bob");

  private static final Map<String, Call> CALLS =
      Map.ofEntries(
          entry(
              "list and find messages, those around one, and changes",
              AccessTableTest::readInEveryWay),
          entry("find the group", (s, g) -> s.findGroup(g.id)),
          entry("see it in their list", (s, g) -> g.isInList(s)),
          entry("send", (s, g) -> s.createMessage(g.id, NewMessage.from(g.user(), "Hi"))),
          entry(
              "react to the newest message", (s, g) -> s.addReaction(g.last.ref(), g.user(), "+1")),
          entry(
              "edit another's message",
              (s, g) -> s.editMessage(g.last.ref(), MessageEdit.ofText("New"))),
          entry("delete another's message", (s, g) -> s.deleteMessage(g.last.ref())),
          entry("purge a message", (s, g) -> s.purgeMessage(g.last.ref())),
          entry("add members", (s, g) -> s.addMembers(g.id, List.of(EVE), History.FROM_BEGINNING)),
          entry("remove another", (s, g) -> s.removeMember(g.id, g.other())),
          entry("leave", (s, g) -> s.leaveGroup(g.id, g.user())),
          entry("change a role", (s, g) -> s.changeRole(g.id, "cat", Role.OWNER)),
          entry("rename the group", (s, g) -> s.renameGroup(g.id, "Journey")));

  private static final AtomicInteger LAST = new AtomicInteger();
  private static LocalDynamoDb dynamoDb;
  private static MessagingStore service;

  /** What one of them tries. */
  private interface Call {
    Object by(MessagingStore store, Group group);
  }

  @BeforeAll
  static void makeTable() {
    dynamoDb = LocalDynamoDb.start();
    MessagingTable.of(dynamoDb.client(), "access")
        .create(TableSettings.onDemand().withStream(false).withTimeToLive(false));
    service = MessagingStore.builder().client(dynamoDb.client()).tableName("access").build();
  }

  @AfterAll
  static void closeTable() {
    dynamoDb.close();
  }

  static Stream<Arguments> cells() throws IOException {
    List<List<String>> rows = rows();
    List<String> columns = rows.get(0);
    return rows.stream()
        .skip(2)
        .flatMap(
            row ->
                IntStream.range(1, columns.size())
                    .mapToObj(n -> arguments(columns.get(n), row.get(0), row.get(n))));
  }

  @ParameterizedTest(name = "{0}: {1}: {2}")
  @MethodSource("cells")
  void page_inEachCell_saysWhatComesOfIt(String who, String what, String cell) {
    Group group = new Group(who);
    String actor = ACTORS.getOrDefault(who, "?");
    MessagingStore store =
        (actor.isEmpty() ? service : service.actingAs(actor)).withConsistentReads();

    assertThat(tried(store, what, group)).isEqualTo(cell);
  }

  @Test
  void page_always_hasARowForEachCallAndAColumnForEachActor() throws IOException {
    assertThat(rows().stream().skip(2).map(row -> row.get(0)))
        .containsExactlyInAnyOrderElementsOf(CALLS.keySet());
    assertThat(rows().get(0).stream().skip(1)).containsExactlyInAnyOrderElementsOf(ACTORS.keySet());
  }

  /** What comes of it, in the words of the page. */
  private static String tried(MessagingStore store, String what, Group group) {
    try {
      Call call = CALLS.getOrDefault(what, (s, g) -> "no such call");
      Object result = call.by(store, group);
      if (result instanceof String seen) {
        return seen;
      }
      return Boolean.FALSE.equals(result) ? "no" : "yes";
    } catch (AccessRefusedException | InvalidInputException e) {
      return "no";
    }
  }

  /** All ways must tell the same. */
  private static String readInEveryWay(MessagingStore store, Group group) {
    ChangesToken token = service.beginChanges(group.id);
    service.editMessage(group.first.ref(), MessageEdit.ofText("First, edited"));
    service.editMessage(group.last.ref(), MessageEdit.ofText("Last, edited"));
    List<Set<String>> ways =
        List.of(
            ids(store.listMessages(group.id, newestFirst(10)).items()),
            ids(store.listMessages(group.id, oldestFirst(10)).items()),
            ids(store.listMessagesAround(group.first.ref(), 10).newer().items()),
            ids(
                Stream.of(group.first, group.last)
                    .flatMap(message -> store.findMessage(message.ref()).stream())
                    .toList()),
            ids(store.listChanges(group.id, token, 10).messages()));
    assertThat(Set.copyOf(ways)).hasSize(1);
    return ways.get(0).size() == 2 ? "all" : "since joining";
  }

  private static Set<String> ids(List<Message> messages) {
    return Set.copyOf(messages.stream().map(Message::id).toList());
  }

  private static List<List<String>> rows() throws IOException {
    return Files.readAllLines(PAGE, UTF_8).stream()
        .filter(line -> line.startsWith("|"))
        .map(line -> Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList())
        .toList();
  }

  /** A group of its own for each cell: with two messages, one before and one after Cat joined. */
  private static final class Group {
    private final String who;
    private final String id;
    private final Message first;
    private final Message last;

    Group(String who) {
      this.who = who;
      NewMessage hi = NewMessage.from("ann", "First");
      if (who.equals(DIRECT)) {
        User ann = new User("ann-" + LAST.incrementAndGet(), "Ann", "ann");
        first =
            service
                .createGroup(NewGroup.direct(ann, BOB), NewMessage.from(ann.id(), "First"))
                .message();
        id = first.groupId();
        last = service.createMessage(id, NewMessage.from(ann.id(), "Last")).message();
      } else {
        first = service.createGroup(NewGroup.titled("Trip", List.of(ANN, BOB, DAN)), hi).message();
        id = first.groupId();
        service.addMembers(id, List.of(CAT), History.FROM_JOINING);
        service.removeMember(id, "dan");
        String sender = who.equals("owner") ? "bob" : "ann";
        last = service.createMessage(id, NewMessage.from(sender, "Last")).message();
      }
    }

    /** In whose name: the service acts in that of a member. */
    String user() {
      String actor = ACTORS.getOrDefault(who, "?");
      return actor.isEmpty() ? "bob" : actor;
    }

    String other() {
      return user().equals("bob") ? "ann" : "bob";
    }

    boolean isInList(MessagingStore store) {
      return store.listMessageGroups(user(), newestFirst(1_000)).items().stream()
          .anyMatch(row -> row.groupId().equals(id));
    }
  }
}
