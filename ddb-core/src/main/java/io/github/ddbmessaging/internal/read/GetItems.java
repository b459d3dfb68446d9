package io.github.ddbmessaging.internal.read;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.run.Request;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.table.Schemas;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/** Reads one item by its key. */
public final class GetItems {
  private GetItems() {}

  public static Step<Optional<GroupHead>> head(RequestSettings settings, String groupId) {
    return get(settings, ItemKey.head(groupId), Schemas.HEADS);
  }

  public static Step<Optional<Message>> message(RequestSettings settings, ItemKey key) {
    return get(settings, key, Schemas.MESSAGES);
  }

  public static Step<Optional<GroupState>> state(RequestSettings settings, ItemKey key) {
    return get(settings, key, Schemas.STATES);
  }

  public static Step<Optional<Map<String, AttributeValue>>> item(
      RequestSettings settings, ItemKey key) {
    GetItemRequest request =
        GetItemRequest.builder()
            .tableName(settings.tableName())
            .key(key.attributes())
            .consistentRead(settings.consistentReads())
            .returnConsumedCapacity(settings.capacity())
            .build();
    return Step.of(Request.getItem(request))
        .map(response -> response.hasItem() ? Optional.of(response.item()) : Optional.empty());
  }

  private static <T> Step<Optional<T>> get(
      RequestSettings settings, ItemKey key, TableSchema<T> schema) {
    return item(settings, key).map(found -> found.map(item -> Schemas.read(schema, item)));
  }
}
