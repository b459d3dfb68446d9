package io.github.ddbmessaging.internal.read;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.item.Items;
import io.github.ddbmessaging.internal.legacy.OldRows;
import io.github.ddbmessaging.internal.run.Request;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/** Operations that read one item. */
public final class Lookups {
  private Lookups() {}

  /**
   * Finds a group, for whoever may see it.
   *
   * @param settings of the store
   * @param groupId which group
   * @return the operation
   */
  public static Step<Optional<MessageGroup>> findGroup(StoreSettings settings, String groupId) {
    Validation.groupId(groupId);
    return settings.caller() == null ? head(settings, groupId) : membership(settings, groupId);
  }

  /**
   * Finds a message, for whoever may see it.
   *
   * @param settings of the store
   * @param groupId which group
   * @param sortKey which message
   * @return the operation
   */
  public static Step<Optional<Message>> findMessage(
      StoreSettings settings, String groupId, SortKey sortKey) {
    Validation.groupId(groupId);
    return settings.caller() == null
        ? message(settings, groupId, sortKey)
        : membership(settings, groupId).then(group -> message(settings, groupId, sortKey));
  }

  public static Step<Optional<MessageGroup>> head(StoreSettings settings, String groupId) {
    return get(settings, Items.headKey(groupId), Schemas.HEADS);
  }

  public static Step<Optional<Message>> message(
      StoreSettings settings, String groupId, SortKey sortKey) {
    return get(
        settings, Items.key(Keys.messagePartition(groupId), sortKey.value()), Schemas.MESSAGES);
  }

  /**
   * The group, if the caller is a member; certain before it refuses, whatever the consistency. It
   * is empty if the original application made it and nobody has adopted it yet: whoever has a row
   * is a member then.
   */
  static Step<Optional<MessageGroup>> membership(StoreSettings settings, String groupId) {
    return head(settings, groupId)
        .then(
            head -> {
              if (isMember(settings, head)) {
                return new Step.Done<>(head);
              }
              if (!settings.consistentReads()) {
                return membership(settings.withConsistentReads(), groupId);
              }
              String caller = settings.caller();
              if (caller == null || head.isPresent()) {
                throw refused(settings, groupId);
              }
              return OldRows.ofUser(settings, groupId, caller)
                  .then(
                      rows -> {
                        if (rows.isEmpty()) {
                          throw refused(settings, groupId);
                        }
                        return new Step.Done<>(Optional.<MessageGroup>empty());
                      });
            });
  }

  public static boolean isMember(StoreSettings settings, Optional<MessageGroup> group) {
    String caller = settings.caller();
    return caller != null && group.flatMap(head -> head.findMember(caller)).isPresent();
  }

  public static NotAMemberException refused(StoreSettings settings, String groupId) {
    return new NotAMemberException(
        "User '" + settings.caller() + "' is no member of a message group '" + groupId + "'");
  }

  private static <T> Step<Optional<T>> get(
      StoreSettings settings, Map<String, AttributeValue> key, TableSchema<T> schema) {
    return item(settings, key)
        .then(found -> new Step.Done<>(found.map(item -> Schemas.read(schema, item))));
  }

  public static Step<Optional<Map<String, AttributeValue>>> item(
      StoreSettings settings, Map<String, AttributeValue> key) {
    GetItemRequest request =
        GetItemRequest.builder()
            .tableName(settings.tableName())
            .key(key)
            .consistentRead(settings.consistentReads())
            .returnConsumedCapacity(settings.capacity())
            .build();
    return Step.of(Request.getItem(request))
        .then(
            answer ->
                new Step.Done<>(answer.hasItem() ? Optional.of(answer.item()) : Optional.empty()));
  }
}
