package io.github.ddbmessaging.benchmarks.contender;

import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * One way of writing the access patterns. Each has types of its own, so that no measurement pays
 * for a conversion that its user would not make.
 *
 * @param <G> a group in hand
 * @param <M> a message as listed
 * @param <R> a row of a user's list of groups
 */
public interface Contender<G, M, R> {

  /**
   * Pattern D: a new group with its first message.
   *
   * @param group what to make
   * @param first its first message
   * @return the group in hand
   */
  G createGroup(NewGroup group, NewMessage first);

  /**
   * Pattern C: a message into a group in hand.
   *
   * @param group as the call before left it
   * @param message what to send
   * @return the group as it is now
   */
  G send(G group, NewMessage message);

  /**
   * Pattern A: the newest messages of a group.
   *
   * @param groupId which group
   * @param limit how many at most
   * @return the messages, newest first
   */
  List<M> messages(String groupId, int limit);

  /**
   * Pattern B: the groups of a user.
   *
   * @param userId which user
   * @param limit how many at most
   * @return the groups' rows, the one with the newest message first
   */
  List<R> rows(String userId, int limit);

  /**
   * Pattern E: brings rows up to date.
   *
   * @param records a batch of the table's stream
   */
  void project(List<Record> records);

  /**
   * Tells which group it is.
   *
   * @param group a group in hand
   * @return its id
   */
  String groupId(G group);

  /**
   * What a message says, for comparison.
   *
   * @param message a message as listed
   * @return its sender and text
   */
  Shown ofMessage(M message);

  /**
   * What a row says, for comparison.
   *
   * @param row a row as listed
   * @return its group and preview
   */
  Shown ofRow(R row);
}
