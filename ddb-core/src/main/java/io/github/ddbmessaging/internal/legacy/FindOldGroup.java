package io.github.ddbmessaging.internal.legacy;

import io.github.ddbmessaging.internal.access.LegacyGroups;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.read.GetItems;
import io.github.ddbmessaging.internal.read.ReadPage;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.User;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Finds what the original application left of a group. The index, where there is one, and the
 * newest messages tell whose lists to look into; these are read strongly consistent, so that no row
 * is missed; and each row names one user more.
 */
final class FindOldGroup {
  private static final int MESSAGES_THAT_NAME = 25;

  private final RequestSettings settings;
  private final LegacyGroups keys;
  private final String groupId;

  private FindOldGroup(RequestSettings settings, LegacyGroups keys, String groupId) {
    this.settings = settings.withConsistentReads();
    this.keys = keys;
    this.groupId = groupId;
  }

  /**
   * Finds all that is left of a group.
   *
   * @param settings of the store
   * @param keys tells what old keys stand for
   * @param groupId which group
   * @param users whose lists to look into, besides those of whom the index names
   * @param named who the caller says is in it
   * @param rowsWereSeen whether these users have rows of it, for sure
   */
  static Step<OldGroup> find(
      RequestSettings settings,
      LegacyGroups keys,
      String groupId,
      Collection<String> users,
      Collection<User> named,
      boolean rowsWereSeen) {
    return new FindOldGroup(settings, keys, groupId).find(users, named, rowsWereSeen);
  }

  private Step<OldGroup> find(
      Collection<String> users, Collection<User> named, boolean rowsWereSeen) {
    return OldRows.inIndex(settings, groupId)
        .then(
            indexed ->
                messages(PageRequest.newestFirst(MESSAGES_THAT_NAME))
                    .then(
                        newest -> {
                          OldGroup found = OldGroup.of(groupId, indexed, newest, named);
                          if (found.isUnknown() && !rowsWereSeen) {
                            return new Step.Done<>(found);
                          }
                          Set<String> known = found.users();
                          known.addAll(users);
                          return rows(known, Set.of(), List.of())
                              .then(rows -> withOldest(OldGroup.of(groupId, rows, newest, named)));
                        }));
  }

  private Step<List<MessageGroupRow>> rows(
      Set<String> users, Set<String> looked, List<MessageGroupRow> found) {
    Set<String> next = new TreeSet<>(users);
    next.removeAll(looked);
    if (next.isEmpty()) {
      return new Step.Done<>(found);
    }
    String user = next.iterator().next();
    return OldRows.ofUser(settings, groupId, user)
        .then(
            rows -> {
              List<MessageGroupRow> all = new ArrayList<>(found);
              all.addAll(rows);
              Set<String> known = new TreeSet<>(users);
              known.addAll(OldGroup.usersOf(rows));
              Set<String> done = new HashSet<>(looked);
              done.add(user);
              return rows(known, done, all);
            });
  }

  private Step<OldGroup> withOldest(OldGroup group) {
    return messages(PageRequest.oldestFirst(1))
        .then(oldest -> withoutFormerMembers(group.withOldest(oldest, keys)));
  }

  /** Whoever has left keeps a note of it, and no row. */
  private Step<OldGroup> withoutFormerMembers(OldGroup group) {
    Map<String, Supplier<Step<Optional<Map<String, AttributeValue>>>>> notes = new TreeMap<>();
    group
        .mayHaveLeft()
        .forEach(
            user ->
                notes.put(
                    user, () -> GetItems.item(settings, ItemKey.formerMembership(user, groupId))));
    if (notes.isEmpty()) {
      return new Step.Done<>(group);
    }
    return Step.all(notes)
        .map(
            found -> {
              Set<String> left = new TreeSet<>();
              found.forEach(
                  (user, note) -> {
                    if (note.orThrow().isPresent()) {
                      left.add(user);
                    }
                  });
              return group.without(left);
            });
  }

  private Step<List<Map<String, AttributeValue>>> messages(PageRequest request) {
    return ReadPage.firstMessages(settings, groupId, request);
  }
}
