package io.github.ddbmessaging.internal.inbox;

import io.github.ddbmessaging.internal.read.Listing;
import io.github.ddbmessaging.internal.text.Utf8;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Schemas;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A user's state of a group.
 *
 * @param state the state
 * @param lowest the key from which on a query finds all that is above the read position. Keys of
 *     the original application may stand below the time in UTC that they mean
 */
record ReadState(GroupState state, String lowest) {
  static ReadState none(String userId, String groupId) {
    return new ReadState(GroupState.none(userId, groupId), Listing.LOWEST_TIME);
  }

  static ReadState read(Map<String, AttributeValue> item) {
    GroupState state = Schemas.read(Schemas.STATES, item);
    SortKey position = state.readUpTo();
    if (position == null) {
      return new ReadState(state, Listing.LOWEST_TIME);
    }
    return new ReadState(
        state,
        Optional.ofNullable(item.get(Attributes.READ_OLD_KEY))
            .map(AttributeValue::s)
            .filter(old -> Utf8.compare(old, position.value()) < 0)
            .orElse(position.value()));
  }

  /** Whether a message is above the read position. */
  boolean isBelow(SortKey reference) {
    SortKey position = state.readUpTo();
    return position == null || position.compareTo(reference) < 0;
  }
}
