package io.github.ddbmessaging.examples.chat.dto;

import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.SortKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a member has read.
 *
 * @param groupId the conversation
 * @param userId which member
 * @param ref the last message that counts as read; it need not be there any more
 * @param upTo its time
 */
public record ReadDto(String groupId, String userId, @Nullable String ref, Instant upTo) {
  /**
   * A position for a page.
   *
   * @param groupId the conversation
   * @param userId which member
   * @param upTo the last message that counts as read
   * @return what pages see of it
   */
  public static ReadDto of(String groupId, String userId, SortKey upTo) {
    return new ReadDto(
        groupId,
        userId,
        upTo.id().map(id -> new MessageRef(groupId, upTo, id).toString()).orElse(null),
        upTo.instant());
  }
}
