package io.github.ddbmessaging.examples.chat.dto;

import io.github.ddbmessaging.model.Reaction;
import java.util.List;

/**
 * A reaction to a message.
 *
 * @param emoji the reaction
 * @param count how many react so
 * @param mine whether the user who asked does; false in events, which go to all members alike
 * @param userIds who does
 */
public record ReactionDto(String emoji, int count, boolean mine, List<String> userIds) {
  /**
   * Reactions for a page.
   *
   * @param reactions the reactions
   * @return what pages see of them
   */
  public static List<ReactionDto> of(List<Reaction> reactions) {
    return reactions.stream()
        .map(one -> new ReactionDto(one.emoji(), one.count(), one.mine(), one.userIds()))
        .toList();
  }
}
