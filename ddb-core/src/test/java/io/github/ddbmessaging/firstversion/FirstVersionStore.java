package io.github.ddbmessaging.firstversion;

import static io.github.ddbmessaging.firstversion.FirstVersion.call;
import static io.github.ddbmessaging.firstversion.FirstVersion.callStatic;

import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.User;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * A store of the first version. It reads strongly consistent, and throws the first version's
 * exceptions, whose classes {@link FirstVersion#type} knows.
 */
public final class FirstVersionStore {
  private static final int PAGE_SIZE = 100;

  private final Object store;

  private FirstVersionStore(Object store) {
    this.store = store;
  }

  /** Opens one on a table, which sends transactionally. */
  public static FirstVersionStore open(
      DynamoDbClient client, String tableName, InstantSource clock) {
    Object builder = callStatic("MessagingStore", "builder");
    call(builder, "client", client);
    call(builder, "tableName", tableName);
    call(builder, "clock", clock);
    return new FirstVersionStore(call(call(builder, "build"), "withConsistentReads"));
  }

  public FirstVersionStore withSendMode(SendMode mode) {
    return new FirstVersionStore(
        call(store, mode == SendMode.STREAMED ? "streamed" : "transactional"));
  }

  public FirstVersionStore actingAs(String userId) {
    return new FirstVersionStore(call(store, "actingAs", userId));
  }

  /** Makes a group with its first message, or sends into the direct one; returns the group's id. */
  public String createGroup(NewGroup group, String senderId, String text) {
    Object sent = call(store, "createGroup", newGroup(group), newMessage(senderId, text));
    return text(call(sent, "group"), "id");
  }

  public ListedMessage send(String groupId, String senderId, String text) {
    return send(groupId, newMessage(senderId, text));
  }

  /** Sends with an idempotency key. */
  public ListedMessage send(String groupId, String senderId, String text, String key) {
    return send(groupId, call(newMessage(senderId, text), "withIdempotencyKey", key));
  }

  private ListedMessage send(String groupId, Object newMessage) {
    return message(call(call(store, "createMessage", groupId, newMessage), "message"));
  }

  public Optional<ListedMessage> findMessage(String groupId, String key) {
    Object found = call(store, "findMessage", groupId, callStatic("SortKey", "parse", key));
    return ((Optional<?>) found).map(FirstVersionStore::message);
  }

  /** All messages of a group, oldest first. */
  public List<ListedMessage> listMessages(String groupId) {
    Object first = callStatic("PageRequest", "oldestFirst", PAGE_SIZE);
    return items(call(store, "listMessagePages", groupId, first), FirstVersionStore::message);
  }

  /** All rows of a user, newest first. */
  public List<ListedRow> listRows(String userId) {
    Object first = callStatic("PageRequest", "newestFirst", PAGE_SIZE);
    return items(call(store, "listMessageGroupPages", userId, first), FirstVersionStore::row);
  }

  /** Lets the store's projector process stream records. */
  public Projection project(Collection<Record> records) {
    Object result = call(call(store, "projector"), "project", records);
    Map<String, RuntimeException> failures = new HashMap<>();
    ((Map<?, ?>) call(result, "failures"))
        .forEach((group, failure) -> failures.put((String) group, (RuntimeException) failure));
    return new Projection(
        list(call(result, "notDone"), Record.class::cast),
        list(call(result, "rejected"), rejected -> (RuntimeException) call(rejected, "reason")),
        failures);
  }

  /** Writes all rows of the table anew; returns what could not be read or written. */
  public List<RuntimeException> rebuildRows() {
    List<RuntimeException> problems = new ArrayList<>();
    Optional<?> position = Optional.empty();
    do {
      Object report = call(store, "rebuildRows", position.orElse(null), PAGE_SIZE);
      problems.addAll(list(call(report, "problems"), RuntimeException.class::cast));
      position = (Optional<?>) call(report, "next");
    } while (position.isPresent());
    return problems;
  }

  private static Object newGroup(NewGroup group) {
    List<Object> members = group.members().stream().map(FirstVersionStore::user).toList();
    return group.title() == null
        ? callStatic("NewGroup", "direct", members.toArray())
        : callStatic("NewGroup", "titled", group.title(), members);
  }

  private static Object user(User user) {
    return FirstVersion.create("User", user.id(), user.displayName(), user.handle());
  }

  private static Object newMessage(String senderId, String text) {
    return callStatic("NewMessage", "from", senderId, text);
  }

  private static ListedMessage message(Object message) {
    return new ListedMessage(
        text(call(message, "sortKey"), "value"),
        text(call(message, "sender"), "id"),
        text(message, "text"));
  }

  private static ListedRow row(Object row) {
    return new ListedRow(
        text(row, "groupId"),
        text(call(row, "sortKey"), "value"),
        text(call(row, "user"), "id"),
        text(row, "preview"));
  }

  private static String text(Object record, String component) {
    return (String) call(record, component);
  }

  private static <T> List<T> items(Object pages, Function<Object, T> read) {
    return list(pages, page -> list(page, read)).stream().flatMap(List::stream).toList();
  }

  private static <T> List<T> list(Object values, Function<Object, T> read) {
    return StreamSupport.stream(((Iterable<?>) values).spliterator(), false).<T>map(read).toList();
  }

  /** What came of a batch of stream records: what is to come again, what never can be applied. */
  public record Projection(
      List<Record> notDone,
      List<RuntimeException> rejections,
      Map<String, RuntimeException> failures) {

    /** Everything was applied. */
    public static final Projection COMPLETE = new Projection(List.of(), List.of(), Map.of());
  }
}
