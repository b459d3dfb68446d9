package io.github.ddbmessaging.benchmarks.contender;

import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import java.util.List;

/**
 * A group in the hands of one sender. Not safe for use by many threads.
 *
 * @param <G> the contender's group in hand
 */
public final class Talk<G> {
  private final Contender<G, ?, ?> contender;
  private G group;

  private Talk(Contender<G, ?, ?> contender, G group) {
    this.contender = contender;
    this.group = group;
  }

  /**
   * Makes a group.
   *
   * @param contender who makes it
   * @param group what to make
   * @param first its first message
   * @param <G> the contender's group in hand
   * @return the group in hand
   */
  public static <G> Talk<G> begin(Contender<G, ?, ?> contender, NewGroup group, NewMessage first) {
    return new Talk<>(contender, contender.createGroup(group, first));
  }

  /**
   * Sends a message into the group in hand.
   *
   * @param message what to send
   */
  public void send(NewMessage message) {
    group = contender.send(group, message);
  }

  /**
   * Identifies the group.
   *
   * @return its id
   */
  public String groupId() {
    return contender.groupId(group);
  }

  /**
   * What a listing of messages says.
   *
   * @param contender who lists
   * @param groupId which group
   * @param limit how many at most
   * @param <M> the contender's message
   * @return the messages, newest first
   */
  public static <M> List<Shown> messages(Contender<?, M, ?> contender, String groupId, int limit) {
    return contender.messages(groupId, limit).stream().map(contender::ofMessage).toList();
  }

  /**
   * What a listing of groups says.
   *
   * @param contender who lists
   * @param userId whose groups
   * @param limit how many at most
   * @param <R> the contender's row
   * @return the rows, newest first
   */
  public static <R> List<Shown> rows(Contender<?, ?, R> contender, String userId, int limit) {
    return contender.rows(userId, limit).stream().map(contender::ofRow).toList();
  }
}
