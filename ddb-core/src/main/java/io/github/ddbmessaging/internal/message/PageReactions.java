package io.github.ddbmessaging.internal.message;

import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.read.QueryRange;
import io.github.ddbmessaging.internal.read.Unreadable;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.Reaction;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.UnreadableItem;
import io.github.ddbmessaging.model.UserReactions;
import io.github.ddbmessaging.table.Schemas;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Adds the reactions to the messages of a page: one query for each MB, between the keys of the
 * page.
 */
final class PageReactions {
  private final StoreSettings settings;
  private final List<UnreadableItem> unreadable = new ArrayList<>();

  /** By message, and by reaction, who reacts so. */
  private final Map<SortKey, Map<String, SortedSet<String>>> users = new HashMap<>();

  private PageReactions(StoreSettings settings) {
    this.settings = settings;
  }

  /** The page as it is, unless the store reads reactions. */
  static Step<Page<Message>> addIfWanted(
      StoreSettings settings, String groupId, Page<Message> page) {
    return settings.added().reactions() && !page.items().isEmpty()
        ? add(settings, groupId, page)
        : new Step.Done<>(page);
  }

  private static Step<Page<Message>> add(
      StoreSettings settings, String groupId, Page<Message> page) {
    List<SortKey> keys =
        page.items().stream().map(message -> reference(settings, message)).sorted().toList();
    return QueryRange.ofReactions(groupId, keys.get(0), keys.get(keys.size() - 1))
        .all(settings.requests())
        .map(items -> new PageReactions(settings).addTo(page, items));
  }

  private static SortKey reference(StoreSettings settings, Message message) {
    return settings.legacy().referenceTo(message.sortKey(), message.id());
  }

  private Page<Message> addTo(Page<Message> page, List<Map<String, AttributeValue>> items) {
    items.forEach(this::read);
    List<Message> messages = page.items().stream().map(this::withReactions).toList();
    unreadable.addAll(0, page.unreadable());
    return new Page<>(messages, page.next(), unreadable);
  }

  private void read(Map<String, AttributeValue> item) {
    try {
      UserReactions reactions = Schemas.read(Schemas.REACTIONS, item);
      Map<String, SortedSet<String>> ofMessage =
          users.computeIfAbsent(reactions.message(), key -> new TreeMap<>());
      reactions
          .emojis()
          .forEach(
              emoji ->
                  ofMessage.computeIfAbsent(emoji, key -> new TreeSet<>()).add(reactions.userId()));
    } catch (DamagedItemException e) {
      unreadable.add(Unreadable.unlessStrict(settings.requests(), e));
    }
  }

  /** What landed on a message while it was being deleted does not count. */
  private Message withReactions(Message message) {
    if (message.isDeleted()) {
      return message;
    }
    Map<String, SortedSet<String>> ofMessage =
        users.getOrDefault(reference(settings, message), Map.of());
    return message.withReactions(
        ofMessage.entrySet().stream()
            .map(entry -> reaction(entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparing(Reaction::count).reversed())
            .toList());
  }

  private Reaction reaction(String emoji, Set<String> userIds) {
    boolean mine =
        Optional.ofNullable(Membership.author(settings)).filter(userIds::contains).isPresent();
    return new Reaction(emoji, userIds.size(), List.copyOf(userIds), mine);
  }
}
