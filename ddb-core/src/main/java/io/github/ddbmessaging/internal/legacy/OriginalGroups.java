package io.github.ddbmessaging.internal.legacy;

import io.github.ddbmessaging.internal.access.LegacyGroups;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.SortKey;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the rest of the library needs of the original application's groups. */
public final class OriginalGroups implements LegacyGroups {
  private final OldKeys keys;

  /**
   * Groups of one table.
   *
   * @param zone the zone of keys that name no offset
   */
  public OriginalGroups(ZoneId zone) {
    this.keys = new OldKeys(zone);
  }

  @Override
  public Step<Optional<GroupHead>> adopt(
      RequestSettings settings,
      String groupId,
      Collection<String> users,
      Consumer<MessageGroup> check) {
    return AdoptGroup.ifThere(settings, this, groupId, users, check);
  }

  @Override
  public Step<List<MessageGroupRow>> rows(RequestSettings settings, String groupId, String userId) {
    return OldRows.ofUser(settings, groupId, userId);
  }

  @Override
  public Instant timeOf(SortKey key) {
    return keys.timeOf(key);
  }

  @Override
  public SortKey ownKey(SortKey key, String messageId) {
    return keys.ownKey(key, messageId);
  }

  @Override
  public boolean isToRewrite(Map<String, AttributeValue> message) {
    return MoveMessage.isToMove(message);
  }

  @Override
  public Step<GroupHead> rewriteKeys(
      RequestSettings settings, GroupHead head, List<Map<String, AttributeValue>> messages) {
    return MoveMessages.move(new MoveMessage(settings, this, false), head, messages)
        .map(MoveMessages.Moved::headOrThrow);
  }
}
