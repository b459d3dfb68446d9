package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Schemas;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a user may see of a group, by what its head said at each version of the table. Nobody, who
 * stands for the service, sees all.
 */
final class Sight {
  private final MemoryTable table;
  private final @Nullable String user;
  private final int from;
  private final int to;

  /** By the version from which on it holds: the group, or null if there is none. */
  private final NavigableMap<Integer, Optional<MessageGroup>> groups = new TreeMap<>();

  /**
   * What a user may see.
   *
   * @param from the first version of the table that counts
   * @param to the last one
   */
  Sight(MemoryTable table, String groupId, @Nullable String user, int from, int to) {
    this.table = table;
    this.user = user;
    this.from = from;
    this.to = Math.max(from, to);
    table
        .history(ItemKey.head(groupId), from, to)
        .forEach(
            (version, head) ->
                groups.put(version, head.map(item -> Schemas.read(Schemas.HEADS, item).group())));
  }

  /** What the user may see while a call reads. */
  static Sight during(MemoryTable table, String groupId, @Nullable String user, Call<?> call) {
    boolean read = call.lowestRead <= call.highestRead;
    return new Sight(
        table,
        groupId,
        user,
        read ? Math.min(call.lowestRead, call.highestRead) : call.startedAt,
        read ? call.highestRead : table.version());
  }

  /** What the user may see from what a call has read at first until now. */
  static Sight since(MemoryTable table, String groupId, @Nullable String user, Call<?> call) {
    return new Sight(
        table, groupId, user, Math.min(call.lowestRead, call.startedAt), table.version());
  }

  /** Whether the group was so at any version. */
  boolean was(Predicate<MessageGroup> so) {
    return groups.values().stream().flatMap(Optional::stream).anyMatch(so);
  }

  boolean wasMember() {
    return user == null || was(this::isMember);
  }

  boolean wasStranger() {
    return user != null
        && groups.values().stream().anyMatch(group -> group.filter(this::isMember).isEmpty());
  }

  private boolean isMember(MessageGroup group) {
    return user == null || group.findMember(user).isPresent();
  }

  private boolean sees(Optional<MessageGroup> group, SortKey message) {
    return group
        .filter(found -> isMember(found) && (user == null || found.accessOf(user).sees(message)))
        .isPresent();
  }

  /** Whether the user could see the message at any version, whatever it said. */
  boolean sawAny(SortKey message) {
    return user == null || groups.values().stream().anyMatch(group -> sees(group, message));
  }

  /** Whether the user could see the message at each version. */
  boolean sawAlways(SortKey message) {
    return user == null || groups.values().stream().allMatch(group -> sees(group, message));
  }

  /**
   * Whether there was a version at which the message was there, and the user could see it. What it
   * says may be of a moment later: an edit does not tell how old the head is that names the
   * members.
   */
  boolean saw(ItemKey message) {
    NavigableMap<Integer, Optional<Map<String, AttributeValue>>> states =
        table.history(message, from, to);
    SortKey key = new SortKey(message.sk());
    return states.entrySet().stream()
        .filter(state -> state.getValue().isPresent())
        .anyMatch(
            state -> {
              Integer next = states.higherKey(state.getKey());
              return user == null || sees(key, state.getKey(), next == null ? to : next - 1);
            });
  }

  private boolean sees(SortKey key, int first, int last) {
    Integer floor = groups.floorKey(first);
    List<Optional<MessageGroup>> then =
        List.copyOf(groups.subMap(floor == null ? first : floor, true, last, true).values());
    return then.stream().anyMatch(group -> sees(group, key));
  }
}
