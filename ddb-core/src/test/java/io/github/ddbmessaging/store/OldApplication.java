package io.github.ddbmessaging.store;

import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes to a table and reads from it as the original application does. */
public final class OldApplication {
  private final Table table;
  private int lastMessage;

  public OldApplication(Table table) {
    this.table = table;
  }

  /** A conversation of two: a message, and a row for each of them. */
  public void converse(String groupId, String time, User one, User other, String text) {
    message(groupId, time, one, text);
    row(one, groupId, time, other, text);
    row(other, groupId, time, one, text);
  }

  public void message(String groupId, String time, User sender, String text) {
    lastMessage++;
    table.put(
        item(
            Keys.messagePartition(groupId),
            time,
            sender,
            text,
            Attributes.MESSAGE_ID,
            "old-" + lastMessage));
  }

  public void row(User owner, String groupId, String time, User shown, String text) {
    table.put(
        item(Keys.groupsPartition(owner.id()), time, shown, text, Attributes.GROUP_ID, groupId));
  }

  /** What it finds in a partition in a year, the newest first. */
  public List<Map<String, AttributeValue>> ofYear(String partition, String year) {
    return table
        .client()
        .query(
            query ->
                query
                    .tableName(table.name())
                    .keyConditionExpression("pk = :pk AND begins_with(sk, :year)")
                    .expressionAttributeValues(
                        Map.of(
                            ":pk",
                            AttributeValue.fromS(partition),
                            ":year",
                            AttributeValue.fromS(year)))
                    .scanIndexForward(false)
                    .limit(20))
        .items();
  }

  /** All that its index holds. */
  public List<Map<String, AttributeValue>> indexed() {
    return table
        .client()
        .scan(scan -> scan.tableName(table.name()).indexName(TableSettings.GROUP_INDEX))
        .items();
  }

  private static Map<String, AttributeValue> item(
      String pk, String sk, User user, String text, String idAttribute, String id) {
    return Map.of(
        Attributes.PK,
        AttributeValue.fromS(pk),
        Attributes.SK,
        AttributeValue.fromS(sk),
        Attributes.MESSAGE,
        AttributeValue.fromS(text),
        idAttribute,
        AttributeValue.fromS(id),
        Attributes.USER_ID,
        AttributeValue.fromS(user.id()),
        Attributes.USER_DISPLAY_NAME,
        AttributeValue.fromS(user.displayName()),
        Attributes.USER_HANDLE,
        AttributeValue.fromS(user.handle()));
  }
}
