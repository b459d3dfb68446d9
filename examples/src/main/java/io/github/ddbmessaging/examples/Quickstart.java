package io.github.ddbmessaging.examples;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.examples.Conversation.Line;
import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.testing.meter.Meter;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The story of the library: make a table, write a conversation, list it, read it all back, see what
 * it cost. To be run once, by one thread.
 */
final class Quickstart {
  private static final String TABLE = "messages";
  private static final String READER = "ann";
  private static final int PAGES_SHOWN = 3;
  private static final int SHOWN_PER_PAGE = 5;
  private static final int READ_PER_PAGE = 50;

  private final PrintStream out;
  private final Conversation conversation = Conversation.bundled();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final DynamoDbClient dynamoDb;
  private final MessagingStore store;
  private final Costs costs;

  /** The groups as last seen, by the labels that the conversation gives them. */
  private final Map<String, MessageGroup> groups = new HashMap<>();

  /**
   * Prepares the story.
   *
   * @param client where it happens; must know no table {@code messages}. Stays the caller's.
   * @param out what it is told to
   */
  Quickstart(DynamoDbClient client, PrintStream out) {
    this.out = out;
    Meter meter = new Meter();
    costs = new Costs(meter);
    dynamoDb = meter.wrap(client);
    store = MessagingStore.builder().client(dynamoDb).tableName(TABLE).clock(now::get).build();
  }

  /**
   * Tells it.
   *
   * @throws MismatchException if what is read is not what was written
   * @throws io.github.ddbmessaging.model.MessagingException if DynamoDB fails
   */
  void run() {
    out.println("ddb-messaging: direct and group messaging in one DynamoDB table");
    createTable();
    writeConversation();
    MessageGroupRow newest = listMessageGroups();
    listMessages(newest.groupId());
    readEverythingBack();
    showCosts();
  }

  private void createTable() {
    MessagingTable.of(dynamoDb, TABLE).create(TableSettings.onDemand().withStream(false));
  }

  private void writeConversation() {
    heading("1. Write a conversation");
    conversation.lines().forEach(this::write);
    int people = conversation.people().size();
    say(people + " people in " + groups.size() + " groups, each made with its first message");
    say(conversation.lines().size() - groups.size() + " messages more, each into a group in hand");
  }

  private void write(Line line) {
    now.set(line.createdAt());
    NewMessage message = NewMessage.from(line.sender().id(), line.text());
    MessageGroup group = groups.get(line.group());
    Sent sent =
        group == null
            ? costs.measure(
                () -> store.createGroup(newGroup(line.group()), message), Design::ofNewGroup)
            : costs.measure(() -> store.createMessage(group, message), Design::ofMessage);
    groups.put(line.group(), sent.group());
  }

  private NewGroup newGroup(String label) {
    List<User> members = conversation.membersOf(label);
    return members.size() == 2
        ? NewGroup.direct(members.get(0), members.get(1))
        : NewGroup.titled(label, members);
  }

  private MessageGroupRow listMessageGroups() {
    heading("2. List the conversations of '" + READER + "', newest first (times in UTC)");
    Page<MessageGroupRow> page =
        costs.measure(
            () -> store.listMessageGroups(READER, newestFirst(SHOWN_PER_PAGE)),
            Design.MESSAGE_GROUPS);
    ConsoleView.messageGroups(page.items()).forEach(out::println);
    return page.items().get(0);
  }

  private void listMessages(String groupId) {
    heading("3. List the messages of the first of them, newest first, page by page");
    PageRequest newest = newestFirst(SHOWN_PER_PAGE);
    Page<Message> page = listMessages(groupId, newest);
    for (int shown = 1; shown < PAGES_SHOWN && page.next().isPresent(); shown++) {
      Cursor older = page.next().get();
      out.println(ConsoleView.older(older));
      page = listMessages(groupId, newest.continuedAt(older));
    }
  }

  private Page<Message> listMessages(String groupId, PageRequest request) {
    Page<Message> page = costs.measure(() -> store.listMessages(groupId, request), Design.MESSAGES);
    ConsoleView.messages(page.items()).forEach(out::println);
    return page;
  }

  private void readEverythingBack() {
    heading("4. Read everything back, and hold it against what was written");
    int messages = conversation.groups().stream().mapToInt(this::readMessagesBack).sum();
    int rows = conversation.people().stream().mapToInt(this::readMessageGroupsBack).sum();
    say(messages + " messages: the same texts, senders and times, in the same order");
    say(rows + " lines in the lists of all people: each shows its group's newest message");
  }

  private int readMessagesBack(String label) {
    String groupId = requireNonNull(groups.get(label)).id();
    PageRequest oldest = oldestFirst(READ_PER_PAGE);
    List<Message> read =
        costs.measure(
            () -> itemsOf(store.withConsistentReads().listMessagePages(groupId, oldest)),
            Design.ALL_MESSAGES);
    ReadBack.requireSameMessages(label, conversation.linesOf(label), read);
    return read.size();
  }

  private int readMessageGroupsBack(User user) {
    PageRequest newest = newestFirst(READ_PER_PAGE);
    List<MessageGroupRow> read =
        costs.measure(
            () -> itemsOf(store.withConsistentReads().listMessageGroupPages(user.id(), newest)),
            Design.ALL_MESSAGE_GROUPS);
    ReadBack.requireSameRows(user.id(), conversation.newestOf(user), read);
    return read.size();
  }

  private void showCosts() {
    heading("5. What it cost, in DynamoDB's read and write units");
    ConsoleView.costs(costs.all()).forEach(out::println);
  }

  private void heading(String text) {
    out.println();
    out.println(text);
    out.println();
  }

  private void say(String text) {
    out.println("   " + text);
  }

  private static <T> List<T> itemsOf(Iterable<Page<T>> pages) {
    List<T> items = new ArrayList<>();
    pages.forEach(page -> items.addAll(page.items()));
    return items;
  }
}
