package io.github.ddbmessaging.benchmarks.contender;

import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The floor: the library's requests, written by hand for the SDK's low-level client, and no more
 * than that. No input is checked, nothing is tried again, no item of another form is understood.
 */
final class Floor implements Contender<Floor.Group, Floor.Line, Floor.Row> {
  private static final String NEW = "attribute_not_exists(#pk)";
  private static final String AS_SEEN =
      "#newest = :seen AND #members = :members AND #title = :title";
  private static final String NONE_REMOVED = " AND attribute_not_exists(#removed)";
  private static final String MOVE = "SET #newest = :newest, #version = #version + :one";
  private static final Map<String, String> PK = Map.of("#pk", Attributes.PK);
  private static final Map<String, String> HEAD_NAMES =
      Map.of(
          "#newest", Attributes.NEWEST,
          "#members", Attributes.MEMBERS,
          "#title", Attributes.TITLE,
          "#version", Attributes.VERSION);

  private final DynamoDbClient client;
  private final String tableName;
  private final Source source;
  private final boolean streamed;

  /**
   * A group in hand.
   *
   * @param id identifies it
   * @param title its title
   * @param members everyone in it
   * @param newest the sort key of its newest message
   * @param newestAt the time in that key
   */
  record Group(String id, String title, List<User> members, String newest, Instant newestAt) {
    Group at(Instant time, String sortKey) {
      return new Group(id, title, members, sortKey, time);
    }
  }

  /**
   * A message.
   *
   * @param groupId the group that it belongs to
   * @param sortKey its place, which begins with its time
   * @param id its id
   * @param sender who wrote it
   * @param text what they wrote
   */
  record Line(String groupId, String sortKey, String id, User sender, String text) {}

  /**
   * A row of a user's list.
   *
   * @param userId whose list
   * @param sortKey its place, which begins with the newest message's time
   * @param groupId which group
   * @param preview the beginning of the newest message
   * @param title the group's title
   * @param user who wrote it
   */
  record Row(
      String userId,
      String sortKey,
      String groupId,
      String preview,
      @Nullable String title,
      User user) {}

  Floor(DynamoDbClient client, String tableName, Source source, boolean streamed) {
    this.client = client;
    this.tableName = tableName;
    this.source = source;
    this.streamed = streamed;
  }

  @Override
  public Group createGroup(NewGroup group, NewMessage first) {
    String messageId = source.ids().get();
    Instant now = source.clock().instant();
    String time = Stamps.format(now);
    Group made =
        new Group(
            source.ids().get(),
            String.valueOf(group.title()),
            group.members(),
            time + '#' + messageId,
            now);
    User sender = Items.sender(made.members(), first);
    Map<String, AttributeValue> head = headKey(made.id());
    head.put(Attributes.NEWEST, Items.text(made.newest()));
    head.put(Attributes.MEMBERS, members(made));
    head.put(Attributes.TITLE, Items.text(made.title()));
    head.put(Attributes.CREATED_AT, Items.text(time));
    head.put(Attributes.VERSION, AttributeValue.fromN("1"));
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(putNew(head));
    String preview = Preview.of(first.text());
    made.members().forEach(member -> writes.add(put(row(made, member, sender, preview))));
    writes.add(putNew(message(made, messageId, sender, first.text())));
    client.transactWriteItems(write -> write.transactItems(writes));
    return made;
  }

  @Override
  public Group send(Group group, NewMessage message) {
    String messageId = source.ids().get();
    Instant time = Stamps.after(group.newestAt(), source.clock().instant());
    Group moved = group.at(time, Stamps.format(time) + '#' + messageId);
    User sender = Items.sender(group.members(), message);
    Map<String, AttributeValue> item = message(moved, messageId, sender, message.text());
    if (streamed) {
      client.putItem(
          put ->
              put.tableName(tableName)
                  .item(item)
                  .conditionExpression(NEW)
                  .expressionAttributeNames(PK));
      return group;
    }
    List<TransactWriteItem> writes =
        move(group, moved, sender, message.text(), AS_SEEN, HEAD_NAMES);
    writes.add(putNew(item));
    client.transactWriteItems(write -> write.transactItems(writes));
    return moved;
  }

  @Override
  public List<Line> messages(String groupId, int limit) {
    return newest(Keys.messagePartition(groupId), limit).stream()
        .limit(limit)
        .map(
            item ->
                new Line(
                    groupId,
                    Items.string(item, Attributes.SK),
                    Items.string(item, Attributes.MESSAGE_ID),
                    Items.user(item),
                    Items.string(item, Attributes.MESSAGE)))
        .toList();
  }

  @Override
  public List<Row> rows(String userId, int limit) {
    return newest(Keys.groupsPartition(userId), limit).stream()
        .limit(limit)
        .map(
            item ->
                new Row(
                    userId,
                    Items.string(item, Attributes.SK),
                    Items.string(item, Attributes.GROUP_ID),
                    Items.string(item, Attributes.MESSAGE),
                    Optional.ofNullable(item.get(Attributes.TITLE))
                        .map(AttributeValue::s)
                        .orElse(null),
                    Items.user(item)))
        .toList();
  }

  @Override
  public void project(List<Record> records) {
    Map<String, Map<String, AttributeValue>> newest = new LinkedHashMap<>();
    for (Record record : records) {
      Map<String, AttributeValue> image = record.dynamodb().newImage();
      if (record.eventName() == OperationType.INSERT && image.containsKey(Attributes.MESSAGE_ID)) {
        newest.merge(
            Items.string(image, Attributes.PK),
            image,
            (one, other) -> sortKey(one).compareTo(sortKey(other)) < 0 ? other : one);
      }
    }
    if (!newest.isEmpty()) {
      heads(List.copyOf(newest.keySet()))
          .forEach(head -> show(head, newest.get(Items.string(head, Attributes.PK))));
    }
  }

  @Override
  public String groupId(Group group) {
    return group.id();
  }

  @Override
  public Shown ofMessage(Line message) {
    return new Shown(message.sender().id(), message.text());
  }

  @Override
  public Shown ofRow(Row row) {
    return new Shown(row.groupId(), row.preview());
  }

  private List<Map<String, AttributeValue>> newest(String partition, int limit) {
    return client
        .query(
            query ->
                query
                    .tableName(tableName)
                    .keyConditionExpression("#pk = :pk AND #sk BETWEEN :lowest AND :highest")
                    .expressionAttributeNames(Map.of("#pk", Attributes.PK, "#sk", Attributes.SK))
                    .expressionAttributeValues(
                        Map.of(
                            ":pk",
                            Items.text(partition),
                            ":lowest",
                            Items.text("0"),
                            ":highest",
                            Items.text(":")))
                    .scanIndexForward(false)
                    .limit(limit + 1)
                    .consistentRead(false))
        .items();
  }

  private List<Map<String, AttributeValue>> heads(List<String> partitions) {
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    partitions.forEach(pk -> keys.add(Items.key(pk, Keys.HEAD)));
    return client
        .batchGetItem(
            get ->
                get.requestItems(
                    Map.of(
                        tableName,
                        KeysAndAttributes.builder().keys(keys).consistentRead(true).build())))
        .responses()
        .getOrDefault(tableName, List.of());
  }

  private void show(
      Map<String, AttributeValue> head, @Nullable Map<String, AttributeValue> message) {
    String newest = Items.string(head, Attributes.NEWEST);
    if (message == null || sortKey(message).compareTo(newest) <= 0) {
      return;
    }
    Group seen =
        new Group(
            Items.string(head, Attributes.PK).substring(Keys.MESSAGES_PREFIX.length()),
            Items.string(head, Attributes.TITLE),
            Items.value(head, Attributes.MEMBERS).l().stream()
                .map(member -> Items.user(member.m()))
                .toList(),
            newest,
            Stamps.parse(newest));
    Group moved = seen.at(Stamps.parse(sortKey(message)), sortKey(message));
    Map<String, String> names = new HashMap<>(HEAD_NAMES);
    names.put("#removed", Attributes.REMOVED);
    List<TransactWriteItem> writes =
        move(
            seen,
            moved,
            Items.user(message),
            Items.string(message, Attributes.MESSAGE),
            AS_SEEN + NONE_REMOVED,
            names);
    client.transactWriteItems(write -> write.transactItems(writes));
  }

  private List<TransactWriteItem> move(
      Group seen,
      Group moved,
      User sender,
      String text,
      String condition,
      Map<String, String> names) {
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(
        TransactWriteItem.builder()
            .update(
                update ->
                    update
                        .tableName(tableName)
                        .key(headKey(seen.id()))
                        .updateExpression(MOVE)
                        .conditionExpression(condition)
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(
                            Map.of(
                                ":seen", Items.text(seen.newest()),
                                ":members", members(seen),
                                ":title", Items.text(seen.title()),
                                ":newest", Items.text(moved.newest()),
                                ":one", AttributeValue.fromN("1")))
                        .returnValuesOnConditionCheckFailure(
                            ReturnValuesOnConditionCheckFailure.ALL_OLD))
            .build());
    String preview = Preview.of(text);
    for (User member : seen.members()) {
      Map<String, AttributeValue> oldKey =
          Items.key(Keys.groupsPartition(member.id()), rowSortKey(seen));
      writes.add(
          TransactWriteItem.builder()
              .delete(delete -> delete.tableName(tableName).key(oldKey))
              .build());
      writes.add(put(row(moved, member, sender, preview)));
    }
    return writes;
  }

  private TransactWriteItem put(Map<String, AttributeValue> item) {
    return TransactWriteItem.builder().put(put -> put.tableName(tableName).item(item)).build();
  }

  private TransactWriteItem putNew(Map<String, AttributeValue> item) {
    return TransactWriteItem.builder()
        .put(
            put ->
                put.tableName(tableName)
                    .item(item)
                    .conditionExpression(NEW)
                    .expressionAttributeNames(PK)
                    .returnValuesOnConditionCheckFailure(
                        ReturnValuesOnConditionCheckFailure.ALL_OLD))
        .build();
  }

  private static Map<String, AttributeValue> message(
      Group group, String id, User sender, String text) {
    Map<String, AttributeValue> item = Items.key(Keys.messagePartition(group.id()), group.newest());
    item.put(Attributes.MESSAGE_ID, Items.text(id));
    item.put(Attributes.MESSAGE, Items.text(text));
    Items.putUser(item, sender);
    return item;
  }

  private static Map<String, AttributeValue> row(
      Group group, User member, User sender, String preview) {
    Map<String, AttributeValue> item =
        Items.key(Keys.groupsPartition(member.id()), rowSortKey(group));
    item.put(Attributes.GROUP_ID, Items.text(group.id()));
    item.put(Attributes.MESSAGE, Items.text(preview));
    item.put(Attributes.TITLE, Items.text(group.title()));
    Items.putUser(item, shownTo(member, group, sender));
    item.put(Attributes.LAST_USER_ID, Items.text(sender.id()));
    item.put(Attributes.DIRECT, AttributeValue.fromBool(false));
    return item;
  }

  private static User shownTo(User member, Group group, User sender) {
    if (group.members().size() != 2) {
      return sender;
    }
    User one = group.members().get(0);
    return one.id().equals(member.id()) ? group.members().get(1) : one;
  }

  private static AttributeValue members(Group group) {
    List<AttributeValue> members = new ArrayList<>();
    for (User member : group.members()) {
      Map<String, AttributeValue> map = new HashMap<>();
      Items.putUser(map, member);
      members.add(AttributeValue.fromM(map));
    }
    return AttributeValue.fromL(members);
  }

  private static String rowSortKey(Group group) {
    return group.newest().substring(0, group.newest().indexOf('#') + 1) + group.id();
  }

  private static Map<String, AttributeValue> headKey(String groupId) {
    return Items.key(Keys.messagePartition(groupId), Keys.HEAD);
  }

  private static String sortKey(Map<String, AttributeValue> message) {
    return Items.string(message, Attributes.SK);
  }
}
