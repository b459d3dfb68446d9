package io.github.ddbmessaging.internal.item;

import io.github.ddbmessaging.internal.text.Sha256;
import java.util.stream.Stream;

/** Group ids that follow from what they are made for, so that making one twice gives one. */
public final class GroupIds {
  private GroupIds() {}

  /** The id of the group that a user makes with an idempotency key. */
  public static String keyed(String senderId, String idempotencyKey) {
    return "keyed-" + Sha256.shortHash(Stream.of(senderId, idempotencyKey));
  }
}
