package io.github.ddbmessaging.internal.inbox;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.read.QueryRange;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.UnreadableItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A user's states of all groups: one query for each MB. */
final class States {
  private final String userId;
  private final Map<String, ReadState> byGroup = new HashMap<>();
  private final List<UnreadableItem> unreadable = new ArrayList<>();

  private States(RequestSettings settings, String userId, List<Map<String, AttributeValue>> items) {
    this.userId = userId;
    for (Map<String, AttributeValue> item : items) {
      try {
        ReadState state = ReadState.read(item);
        byGroup.put(state.state().groupId(), state);
      } catch (DamagedItemException e) {
        if (settings.strictReads()) {
          throw e;
        }
        ItemKey key = ItemKey.of(item);
        unreadable.add(new UnreadableItem(key.pk(), key.sk(), e.problem()));
      }
    }
  }

  static Step<States> ofUser(RequestSettings settings, String userId) {
    return QueryRange.ofStates(userId)
        .all(settings)
        .map(items -> new States(settings, userId, items));
  }

  ReadState of(String groupId) {
    ReadState state = byGroup.get(groupId);
    return state == null ? ReadState.none(userId, groupId) : state;
  }

  Stream<GroupState> all() {
    return byGroup.values().stream().map(ReadState::state);
  }

  /** Those that can't be understood; their groups are listed as if there were none. */
  List<UnreadableItem> unreadable() {
    return unreadable;
  }
}
