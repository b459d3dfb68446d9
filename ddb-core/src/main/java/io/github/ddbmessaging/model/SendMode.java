package io.github.ddbmessaging.model;

/** When the rows of a group show a new message. */
public enum SendMode {
  /**
   * With the message: message, head and all members' rows change in one {@code TransactWriteItems}.
   * Messages of a group sort in the order in which they were sent. The default.
   */
  TRANSACTIONAL,

  /**
   * When a {@link io.github.ddbmessaging.Projector} has seen the message in the table's stream; the
   * message itself is put alone, with one {@code PutItem} of 1 write unit per KB. Cheapest under
   * load, since many messages cost one update of the rows. Lists of groups lag behind, and messages
   * sort by the clocks of their senders.
   *
   * <p>The group's head is read before, with one {@code GetItem}, if only the group's id is given
   * or the store acts for a user. With an idempotency key, message and key are put in one {@code
   * TransactWriteItems} of 4 write units. Creating a group is always a transaction.
   */
  STREAMED
}
