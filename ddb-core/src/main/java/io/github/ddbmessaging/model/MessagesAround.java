package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The messages around one, for a link into a conversation or to open it at the first unread.
 *
 * @param older the messages before it, newest first; its cursor goes on with {@link
 *     PageRequest#newestFirst}
 * @param newer the message itself, if it is there, and those after it, oldest first; its cursor
 *     goes on with {@link PageRequest#oldestFirst}
 */
public record MessagesAround(Page<Message> older, Page<Message> newer) {
  /** Refuses null. */
  public MessagesAround {
    requireNonNull(older, "older");
    requireNonNull(newer, "newer");
  }

  /**
   * All of them as a conversation shows them.
   *
   * @return the messages of both sides, oldest first
   */
  public List<Message> inOrder() {
    List<Message> all = new ArrayList<>(older.items());
    Collections.reverse(all);
    all.addAll(newer.items());
    return List.copyOf(all);
  }
}
