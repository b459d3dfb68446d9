package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.table.Attributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** Other writers, who change and delete messages behind the library's back. */
final class Editors {
  private final Cluster cluster;

  Editors(Cluster cluster) {
    this.cluster = cluster;
  }

  void edit(Choice how) {
    change(how, false);
  }

  void delete(Choice how) {
    change(how, true);
  }

  /** Changes the text of a message or deletes it, the newest one most often. */
  private void change(Choice how, boolean deletes) {
    if (cluster.model.groups().isEmpty()) {
      return;
    }
    Group group = cluster.model.pick(how.what);
    List<Map<String, AttributeValue>> messages = cluster.model.messages(group);
    if (!group.mixed || messages.isEmpty() || (deletes && !cluster.model.mayLoseMessage(group))) {
      return;
    }
    int back = Math.min(how.of(2) * how.of(6), messages.size() - 1);
    Map<String, AttributeValue> message = messages.get(messages.size() - 1 - back);
    if (message.containsKey(Attributes.DELETED_AT)) {
      return;
    }
    ItemKey key = ItemKey.of(message);
    cluster.counts.trace(() -> "    " + (deletes ? "deleted " : "edited ") + key);
    if (deletes) {
      cluster.counts.add("message deleted");
      cluster.database.execute(
          DeleteItemRequest.builder().tableName(Cluster.TABLE).key(key.attributes()).build());
    } else {
      cluster.counts.add("message edited");
      Map<String, AttributeValue> edited = new HashMap<>(message);
      edited.put(Attributes.MESSAGE, AttributeValue.fromS("e" + cluster.number()));
      cluster.database.execute(
          PutItemRequest.builder().tableName(Cluster.TABLE).item(edited).build());
    }
  }
}
