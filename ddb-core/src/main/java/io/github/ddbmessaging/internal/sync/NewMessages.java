package io.github.ddbmessaging.internal.sync;

import io.github.ddbmessaging.internal.read.Unreadable;
import io.github.ddbmessaging.internal.read.Visible;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.write.MessageWrites;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.UnreadableItem;
import io.github.ddbmessaging.table.Schemas;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What one query upward tells of new messages, and how far it settles them. A message is settled
 * once it is a minute old: by then every replica shows it, and streamed messages of senders whose
 * clocks agree stand where they belong. Messages that are not settled are read again the next time,
 * and those with a number that was told are not told again. Pure.
 */
final class NewMessages {
  /**
   * How long a message may be on its way to a replica, and how far the clocks of senders differ.
   */
  static final Duration SETTLES_AFTER = Duration.ofMinutes(1);

  private final List<Message> messages = new ArrayList<>();
  private final List<DamagedItemException> damaged = new ArrayList<>();
  private final RequestSettings settings;
  private final Instant now;
  private final long toldBefore;
  private SortKey settled;
  private SortKey last;
  private long number;
  private boolean settling;
  private boolean gap;

  private NewMessages(Position from, RequestSettings settings) {
    this.settings = settings;
    this.now = settings.now();
    this.toldBefore = from.number();
    this.number = from.number();
    this.settled = from.settled();
    this.last = from.start();
    this.settling = from.told() == null;
  }

  /** Reads the messages that a query found, in the order of their keys. */
  static NewMessages of(
      Position from, List<Map<String, AttributeValue>> items, RequestSettings settings) {
    NewMessages found = new NewMessages(from, settings);
    items.forEach(found::add);
    return found;
  }

  private void add(Map<String, AttributeValue> item) {
    try {
      Message message = Schemas.read(Schemas.MESSAGES, item);
      long itsNumber = MessageWrites.number(item);
      if (itsNumber == 0 || itsNumber > toldBefore) {
        // The change log tells of deletions, and a replica that lags may have one that is purged.
        if (message.isLive(now)) {
          messages.add(message);
        }
      }
      settle(message.sortKey(), itsNumber);
    } catch (DamagedItemException e) {
      damaged.add(e);
      if (SortKey.isOne(e.sortKey())) {
        settle(new SortKey(e.sortKey()), 0);
      }
    }
  }

  private void settle(SortKey key, long itsNumber) {
    last = key;
    boolean isNext = itsNumber <= number + 1;
    settling = settling && !key.instant().isAfter(now.minus(SETTLES_AFTER));
    if (settling) {
      gap = gap || !isNext;
      settled = key;
      number = Math.max(number, itsNumber);
    } else if (isNext) {
      number = Math.max(number, itsNumber);
    }
  }

  /** New messages in the order of their keys. */
  List<Message> messages() {
    return messages;
  }

  /**
   * What can't be understood. If reads are strict it throws, and so must not be asked before it is
   * known who asks: a stranger learns of a damaged item no more than of others.
   */
  List<UnreadableItem> unreadable(Visible visible) {
    return damaged.stream()
        .filter(item -> visible.seesKey(item.sortKey()))
        .map(item -> Unreadable.unlessStrict(settings, item))
        .toList();
  }

  /** Up to where nothing new can appear. */
  SortKey settled() {
    return settled;
  }

  /** All messages up to this number were told. */
  long number() {
    return number;
  }

  /** The last message that was read. */
  SortKey last() {
    return last;
  }

  /**
   * Whether a message is missing below one that would be settled: it is gone, or this replica does
   * not have it yet.
   */
  boolean hasGap() {
    return gap;
  }
}
