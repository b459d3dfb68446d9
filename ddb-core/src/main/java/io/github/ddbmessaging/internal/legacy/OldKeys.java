package io.github.ddbmessaging.internal.legacy;

import io.github.ddbmessaging.model.SortKey;
import java.time.Instant;
import java.time.ZoneId;

/**
 * What keys of the original application stand for. Pure.
 *
 * @param zone the zone of keys that name no offset
 */
record OldKeys(ZoneId zone) {
  /** The true time of a key in either form. */
  Instant timeOf(SortKey key) {
    return key.instant(zone);
  }

  /** The key that this library gives a message: its time in UTC, and its id. */
  SortKey ownKey(SortKey key, String messageId) {
    return SortKey.of(timeOf(key), messageId);
  }
}
