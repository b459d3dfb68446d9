package io.github.ddbmessaging.internal.sync;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.read.BatchGet;
import io.github.ddbmessaging.internal.read.QueryRange;
import io.github.ddbmessaging.internal.read.Unreadable;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.LogEntry;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.UnreadableItem;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads what a group's change log tells since an entry: the entries, and then the messages that
 * changed, strongly consistent. A message may still be of an earlier revision than its entry: a
 * transaction shows its items one after the other.
 */
final class ReadLog {
  private final StoreSettings settings;
  private final String groupId;

  ReadLog(StoreSettings settings, String groupId) {
    this.settings = settings;
    this.groupId = groupId;
  }

  /**
   * Reads entries.
   *
   * @param before the last entry that was told
   * @param last the last entry that there is
   * @param limit how many at most
   * @param waitsLong whether the first entry is awaited for long: its message is as it will be then
   */
  Step<LogPage> after(long before, long last, int limit, boolean waitsLong) {
    long until = Math.min(last, before + limit);
    return QueryRange.ofLog(groupId, before + 1, until)
        // Only what is not there at all is given up.
        .first(waitsLong ? settings.consistentRequests() : settings.requests(), limit)
        .map(items -> readable(items, before))
        .then(
            entries ->
                BatchGet.items(settings.requests(), keys(entries))
                    .map(items -> page(entries, items, before, until, waitsLong)));
  }

  /** The entries up to the first that is missing; a damaged one tells nothing either. */
  private static List<LogEntry> readable(List<Map<String, AttributeValue>> items, long before) {
    List<LogEntry> entries = new ArrayList<>();
    try {
      for (Map<String, AttributeValue> item : items) {
        LogEntry entry = Schemas.read(Schemas.LOG, item);
        if (entry.number() != before + entries.size() + 1) {
          break;
        }
        entries.add(entry);
      }
    } catch (DamagedItemException e) {
      // Like a missing one, it makes the client start again after a while.
    }
    return entries;
  }

  private Set<ItemKey> keys(List<LogEntry> entries) {
    Set<ItemKey> keys = new LinkedHashSet<>();
    for (LogEntry entry : entries) {
      MessageRef message = entry.message();
      if (message != null) {
        keys.addAll(settings.legacy().keysOf(message));
      }
    }
    return keys;
  }

  private LogPage page(
      List<LogEntry> entries,
      Map<ItemKey, Map<String, AttributeValue>> items,
      long before,
      long until,
      boolean waitsLong) {
    Map<String, Message> messages = new LinkedHashMap<>();
    Map<String, MessageRef> purged = new LinkedHashMap<>();
    Map<String, UnreadableItem> unreadable = new LinkedHashMap<>();
    Instant now = settings.requests().now();
    long last = before;
    boolean tellsOfGroup = false;
    for (LogEntry entry : entries) {
      MessageRef ref = entry.message();
      if (ref == null) {
        tellsOfGroup = true;
      } else {
        try {
          @Nullable Message message = find(ref, items).orElse(null);
          boolean isBehind = message != null && message.status().revision() < entry.revision();
          if (isBehind && !(waitsLong && last == before)) {
            break;
          }
          if (message == null) {
            purged.put(ref.messageId(), ref);
          } else if (!message.status().isExpired(now)) {
            messages.put(ref.messageId(), message);
          }
        } catch (DamagedItemException e) {
          unreadable.put(ref.messageId(), Unreadable.unlessStrict(settings.requests(), e));
        }
      }
      last = entry.number();
    }
    return new LogPage(
        List.copyOf(messages.values()),
        List.copyOf(purged.values()),
        List.copyOf(unreadable.values()),
        tellsOfGroup,
        last,
        last < until);
  }

  private Optional<Message> find(MessageRef ref, Map<ItemKey, Map<String, AttributeValue>> items) {
    return settings.legacy().keysOf(ref).stream()
        .flatMap(key -> Optional.ofNullable(items.get(key)).stream())
        .map(item -> Schemas.read(Schemas.MESSAGES, item))
        .filter(message -> message.id().equals(ref.messageId()))
        .findFirst();
  }
}
