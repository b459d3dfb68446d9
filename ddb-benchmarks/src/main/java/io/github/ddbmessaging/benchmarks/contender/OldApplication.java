package io.github.ddbmessaging.benchmarks.contender;

import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The algorithms of the application that the data model comes from: the same requests in the same
 * order, with its faults. Only the stream function goes through all records of a batch, as if each
 * had come alone, since it would lose the others. Listings are of 20 items and of the current year.
 */
final class OldApplication
    implements Contender<
        OldApplication.Group, Map<String, AttributeValue>, Map<String, AttributeValue>> {
  private static final int YEAR_LENGTH = 4;
  private static final int BATCH = 25;

  private final DynamoDbClient client;
  private final String tableName;
  private final Source source;

  /**
   * A group in hand.
   *
   * @param id identifies it
   * @param members everyone in it
   */
  record Group(String id, List<User> members) {}

  OldApplication(DynamoDbClient client, String tableName, Source source) {
    this.client = client;
    this.tableName = tableName;
    this.source = source;
  }

  @Override
  public Group createGroup(NewGroup group, NewMessage first) {
    Group made = new Group(source.ids().get(), group.members());
    String time = Stamps.format(source.clock().instant());
    User sender = Items.sender(made.members(), first);
    List<WriteRequest> writes = new ArrayList<>();
    for (User member : made.members()) {
      Map<String, AttributeValue> row = Items.key(Keys.groupsPartition(member.id()), time);
      row.put(Attributes.GROUP_ID, Items.text(made.id()));
      row.put(Attributes.MESSAGE, Items.text(first.text()));
      Items.putUser(row, other(made, member));
      writes.add(put(row));
    }
    writes.add(put(message(made, time, sender, first.text())));
    for (int from = 0; from < writes.size(); from += BATCH) {
      List<WriteRequest> batch = writes.subList(from, Math.min(from + BATCH, writes.size()));
      client.batchWriteItem(write -> write.requestItems(Map.of(tableName, batch)));
    }
    return made;
  }

  @Override
  public Group send(Group group, NewMessage message) {
    String time = Stamps.format(source.clock().instant());
    Map<String, AttributeValue> item =
        message(group, time, Items.sender(group.members(), message), message.text());
    client.putItem(put -> put.tableName(tableName).item(item));
    return group;
  }

  @Override
  public List<Map<String, AttributeValue>> messages(String groupId, int limit) {
    return ofThisYear(Keys.messagePartition(groupId), limit);
  }

  @Override
  public List<Map<String, AttributeValue>> rows(String userId, int limit) {
    return ofThisYear(Keys.groupsPartition(userId), limit);
  }

  @Override
  public void project(List<Record> records) {
    for (Record record : records) {
      Map<String, AttributeValue> image = record.dynamodb().newImage();
      if (record.eventName() == OperationType.INSERT
          && Items.string(image, Attributes.PK).startsWith(Keys.MESSAGES_PREFIX)) {
        moveRows(image);
      }
    }
  }

  @Override
  public String groupId(Group group) {
    return group.id();
  }

  @Override
  public Shown ofMessage(Map<String, AttributeValue> message) {
    return new Shown(
        Items.string(message, Attributes.USER_ID), Items.string(message, Attributes.MESSAGE));
  }

  @Override
  public Shown ofRow(Map<String, AttributeValue> row) {
    return new Shown(Items.string(row, Attributes.GROUP_ID), Items.string(row, Attributes.MESSAGE));
  }

  private void moveRows(Map<String, AttributeValue> message) {
    String groupId = Items.string(message, Attributes.PK).substring(Keys.MESSAGES_PREFIX.length());
    QueryResponse rows =
        client.query(
            query ->
                query
                    .tableName(tableName)
                    .indexName(TableSettings.GROUP_INDEX)
                    .keyConditionExpression("message_group_uuid = :group")
                    .expressionAttributeValues(Map.of(":group", Items.text(groupId))));
    for (Map<String, AttributeValue> row : rows.items()) {
      client.deleteItem(
          delete ->
              delete
                  .tableName(tableName)
                  .key(
                      Items.key(
                          Items.string(row, Attributes.PK), Items.string(row, Attributes.SK))));
    }
    for (Map<String, AttributeValue> row : rows.items()) {
      Map<String, AttributeValue> moved = new HashMap<>(row);
      moved.put(Attributes.SK, Items.text(Items.string(message, Attributes.SK)));
      moved.put(Attributes.MESSAGE, Items.text(Items.string(message, Attributes.MESSAGE)));
      client.putItem(put -> put.tableName(tableName).item(moved));
    }
  }

  private List<Map<String, AttributeValue>> ofThisYear(String partition, int limit) {
    String year = Stamps.format(source.clock().instant()).substring(0, YEAR_LENGTH);
    return client
        .query(
            query ->
                query
                    .tableName(tableName)
                    .keyConditionExpression("pk = :pk AND begins_with(sk, :year)")
                    .expressionAttributeValues(
                        Map.of(":pk", Items.text(partition), ":year", Items.text(year)))
                    .scanIndexForward(false)
                    .limit(limit))
        .items();
  }

  private Map<String, AttributeValue> message(Group group, String time, User sender, String text) {
    Map<String, AttributeValue> item = Items.key(Keys.messagePartition(group.id()), time);
    item.put(Attributes.MESSAGE, Items.text(text));
    item.put(Attributes.MESSAGE_ID, Items.text(source.ids().get()));
    Items.putUser(item, sender);
    return item;
  }

  private static User other(Group group, User member) {
    return group.members().stream()
        .filter(one -> !one.id().equals(member.id()))
        .findFirst()
        .orElse(member);
  }

  private static WriteRequest put(Map<String, AttributeValue> item) {
    return WriteRequest.builder().putRequest(put -> put.item(item)).build();
  }
}
