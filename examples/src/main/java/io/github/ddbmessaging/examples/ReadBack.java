package io.github.ddbmessaging.examples;

import io.github.ddbmessaging.examples.Conversation.Line;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroupRow;
import java.util.List;

/** Holds what was read against the conversation that was written. Pure. */
final class ReadBack {
  private ReadBack() {}

  /**
   * Checks the messages of a group.
   *
   * @param group the group's label
   * @param written its part of the conversation, oldest first
   * @param read its messages as listed, oldest first
   * @throws MismatchException if number, order, time, sender or text differ
   */
  static void requireSameMessages(String group, List<Line> written, List<Message> read) {
    requireSameCount("messages of group '" + group + "'", written.size(), read.size());
    for (int i = 0; i < written.size(); i++) {
      if (!isSame(written.get(i), read.get(i))) {
        throw new MismatchException(
            "Message " + (i + 1) + " of group '" + group + "' is not the one that was written");
      }
    }
  }

  /**
   * Checks the conversation list of a user.
   *
   * @param userId the user
   * @param written the newest message of each group of the user, newest first
   * @param read the user's rows as listed, newest first
   * @throws MismatchException if number, order, time or preview differ
   */
  static void requireSameRows(String userId, List<Line> written, List<MessageGroupRow> read) {
    requireSameCount("conversations of user '" + userId + "'", written.size(), read.size());
    for (int i = 0; i < written.size(); i++) {
      if (!isSame(written.get(i), read.get(i))) {
        throw new MismatchException(
            "Conversation " + (i + 1) + " of '" + userId + "' does not show its newest message");
      }
    }
  }

  private static void requireSameCount(String what, int written, int read) {
    if (written != read) {
      throw new MismatchException(
          "Read " + read + " " + what + ", but " + written + " were written");
    }
  }

  private static boolean isSame(Line line, Message message) {
    return message.createdAt().equals(line.createdAt())
        && message.sender().equals(line.sender())
        && message.text().equals(line.text());
  }

  private static boolean isSame(Line line, MessageGroupRow row) {
    return row.lastMessageAt().equals(line.createdAt())
        && !row.preview().isEmpty()
        && line.text().startsWith(row.preview());
  }
}
