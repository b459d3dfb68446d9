/**
 * Direct and group messaging in one DynamoDB table.
 *
 * <p>Begin with {@link io.github.ddbmessaging.MessagingStore}, or its asynchronous twin {@link
 * io.github.ddbmessaging.AsyncMessagingStore}; {@link io.github.ddbmessaging.MessagingTable} makes
 * the table.
 *
 * <h2>The key tree</h2>
 *
 * <pre>
 * pk              sk                                    item
 * GRP#ann
 *                 2026-11-21T01:02:03.123456Z#g-1       row of group g-1 in the list of user ann
 *                 ST#g-1                                what ann has read, muted, pinned, hidden of it
 *                 WAS#g-9                               user ann was in group g-9, and left
 * MSG#g-1
 *                 2026-11-21T01:02:03.123456Z#m-1       message m-1 of group g-1
 *                 HEAD                                  head of the group: newest message, members
 *                 IDEM#order-17                         idempotency key order-17, used in the group
 *                 LOG#0000000000000000001               first entry of the change log of the group
 *                 RCT#2026-11-21T01:02:03.123456Z#m-1#bob  reactions of user bob to message m-1
 * CHK#projector
 *                 shardId-00000001                      how far a poller is in a shard of the stream
 * </pre>
 *
 * <p>A time in a key is UTC in 27 characters, so that the order of strings is the order of times.
 * Messages and rows begin with a digit and everything else with a letter, so that a range of sort
 * keys tells them apart. {@link io.github.ddbmessaging.table.Keys} builds the keys, {@link
 * io.github.ddbmessaging.table.Attributes} names the attributes, {@link
 * io.github.ddbmessaging.table.Schemas} maps the items.
 */
@NullMarked
package io.github.ddbmessaging;

import org.jspecify.annotations.NullMarked;
