package io.github.ddbmessaging.examples;

import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.table.Schemas;
import io.github.ddbmessaging.testing.meter.ItemSize;

/**
 * Which access pattern a call was, and the write units that it costs by the library's design: in a
 * transaction two for each item that is put, replaced or deleted, and two for each further KB.
 *
 * @param pattern the access pattern, and the case of it
 * @param writeUnits its write units
 */
record Design(String pattern, int writeUnits) {
  /** A page of messages (pattern A). */
  static final Design MESSAGES = new Design("A  page of messages", 0);

  /** All messages of a group (pattern A), strongly consistent. */
  static final Design ALL_MESSAGES = new Design("A  all messages, consistent", 0);

  /** A page of message groups (pattern B). */
  static final Design MESSAGE_GROUPS = new Design("B  page of groups", 0);

  /** All message groups of a user (pattern B), strongly consistent. */
  static final Design ALL_MESSAGE_GROUPS = new Design("B  all groups, consistent", 0);

  private static final int UNITS = 2;
  private static final int KB = 1024;

  /**
   * A message into a group in hand (pattern C): the message, the head and two rows a member, as the
   * old one is deleted.
   *
   * @param sent what came of it
   * @return its design
   */
  static Design ofMessage(Sent sent) {
    int members = sent.group().members().size();
    int kilobytes = kilobytes(sent);
    return new Design(
        kilobytes > 1 ? "C  message over 1 KB" : "C  message, " + members + " members",
        UNITS * (kilobytes + 1 + 2 * members));
  }

  /**
   * A new group with its first message (pattern D): the message, the head and one row a member.
   *
   * @param sent what came of it
   * @return its design
   */
  static Design ofNewGroup(Sent sent) {
    int members = sent.group().members().size();
    return new Design(
        "D  new group, " + members + " members", UNITS * (kilobytes(sent) + 1 + members));
  }

  private static int kilobytes(Sent sent) {
    long bytes = ItemSize.of(Schemas.MESSAGES.itemToMap(sent.message(), true));
    return Math.toIntExact((bytes + KB - 1) / KB);
  }
}
