package io.github.ddbmessaging.model;

import java.util.Optional;

/**
 * Keeps groups as last seen, so that a transactional send by a group's id need not read the head
 * first: {@link io.github.ddbmessaging.StoreBuilder#groupCache}. Nothing else uses it: no read, and
 * no decision on who may do what.
 *
 * <p>A group that has changed since does no harm: DynamoDB refuses the transaction and tells the
 * group as it is, and the send tries once more, at once. That costs the write units of the refused
 * transaction, far more than the read that the cache saves. So a cache pays off only where most
 * sends into a group come from one process.
 *
 * <p>A cache must be safe for use by many threads, and quick: it is called on the threads of the
 * store. It should be for one table, keep a bounded number of groups, and forget each after some
 * time. What it throws is logged and otherwise ignored.
 */
public interface GroupCache {
  /**
   * Finds a group.
   *
   * @param groupId which group
   * @return the group as it was kept last, or empty
   */
  Optional<MessageGroup> find(String groupId);

  /**
   * Keeps a group. Sends that end in another order than they were written may keep an older one
   * after a newer one; {@link MessageGroup#newest()} tells them apart.
   *
   * @param group the group as a send has left it
   */
  void put(MessageGroup group);
}
