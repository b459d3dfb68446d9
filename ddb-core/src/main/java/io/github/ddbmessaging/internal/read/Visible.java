package io.github.ddbmessaging.internal.read;

import io.github.ddbmessaging.internal.text.Utf8;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.SortKey;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which messages of a group may be seen: those above one.
 *
 * @param from the time in UTC and the id of the last message that may not be seen, or null if all
 *     may
 * @param reference a message's time in UTC and its id, by its key and id
 */
public record Visible(@Nullable SortKey from, BiFunction<SortKey, String, SortKey> reference) {
  /** All of them. */
  public static final Visible ALL = new Visible(null, (key, id) -> key);

  public boolean sees(Message message) {
    return sees(message.sortKey(), message.id());
  }

  public boolean sees(MessageRef message) {
    return sees(message.sortKey(), message.messageId());
  }

  /** Whether an item that can't be understood may be told of. */
  public boolean seesKey(String sortKey) {
    return from == null || Utf8.compare(sortKey, from.value()) > 0;
  }

  /** The lowest key that a query need ask for. */
  String lowest() {
    return from == null ? Listing.LOWEST_TIME : from.value();
  }

  private boolean sees(SortKey key, String id) {
    return from == null || reference.apply(key, id).compareTo(from) > 0;
  }
}
