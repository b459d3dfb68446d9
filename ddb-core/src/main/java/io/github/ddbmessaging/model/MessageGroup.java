package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.internal.text.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A group with its members, as last seen: the group's head item. Handing it to {@link
 * io.github.ddbmessaging.MessagingStore#createMessage(MessageGroup, NewMessage)} saves the read of
 * the head; a stale one does no harm, it costs a retry.
 *
 * @param id identifies the group
 * @param newest the sort key of its newest message; every member's row is sorted by its time
 * @param members everyone in the group, at least one
 * @param title the title, or null for a direct group and one of the original application
 * @param createdAt when the group was made
 * @param version starts at 1; rises with each write that gives the group a new newest message or
 *     rewrites its rows
 * @param messages the number of the last message that was sent transactionally. Only such messages
 *     have numbers, so it does not count all that are there
 */
public record MessageGroup(
    String id,
    SortKey newest,
    List<User> members,
    @Nullable String title,
    Instant createdAt,
    long version,
    long messages) {
  /** Refuses null, save for the title, and copies the members. */
  public MessageGroup {
    requireNonNull(id, "id");
    requireNonNull(newest, "newest");
    members = List.copyOf(members);
    requireNonNull(createdAt, "createdAt");
  }

  /**
   * A group in which no message has a number.
   *
   * @param id identifies the group
   * @param newest the sort key of its newest message
   * @param members everyone in the group
   * @param title the title, or null
   * @param createdAt when the group was made
   * @param version starts at 1
   */
  public MessageGroup(
      String id,
      SortKey newest,
      List<User> members,
      @Nullable String title,
      Instant createdAt,
      long version) {
    this(id, newest, members, title, createdAt, version, 0);
  }

  /**
   * The id of the direct group of two users, whether or not they have begun it.
   *
   * @param userId one of the two
   * @param otherUserId the other; the order does not matter
   * @return the id that {@link NewGroup#direct} gives the group
   * @throws InvalidInputException if the two are one
   */
  public static String directId(String userId, String otherUserId) {
    if (userId.equals(otherUserId)) {
      throw new InvalidInputException(
          "A direct group has two different users, not twice '" + userId + "'");
    }
    return "direct-" + Sha256.shortHash(Stream.of(userId, otherUserId).sorted());
  }

  /**
   * Whether this is the group of two users that has no title.
   *
   * @return true for a direct group
   */
  public boolean isDirect() {
    return title == null && members.size() == 2;
  }

  /**
   * The member with that id.
   *
   * @param userId the id to look for
   * @return the member, or empty if the user is none
   */
  public Optional<User> findMember(String userId) {
    for (User member : members) {
      if (member.id().equals(userId)) {
        return Optional.of(member);
      }
    }
    return Optional.empty();
  }

  /**
   * This group once it shows another message as its newest.
   *
   * @param message the sort key of the message, which has been there before
   * @return a copy with that message as the newest, one version further
   */
  public MessageGroup withNewest(SortKey message) {
    return new MessageGroup(id, message, members, title, createdAt, version + 1, messages);
  }

  /**
   * This group after a transactional send.
   *
   * @param message the sort key of the new message
   * @return a copy with that message as the newest, one version and one number further
   */
  public MessageGroup withSent(SortKey message) {
    return new MessageGroup(id, message, members, title, createdAt, version + 1, messages + 1);
  }

  /**
   * Everything but title and names, which stay out of logs.
   *
   * @return a description without content
   */
  @Override
  public String toString() {
    return "MessageGroup[id="
        + id
        + ", newest="
        + newest
        + ", members="
        + members
        + ", version="
        + version
        + "]";
  }
}
