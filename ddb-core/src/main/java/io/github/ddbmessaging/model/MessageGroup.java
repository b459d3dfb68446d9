package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.github.ddbmessaging.internal.text.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
 * @param version starts at 1; rises with each write that gives the group a new newest message,
 *     rewrites its rows or changes its members, roles or names
 * @param messages the number of the last message that was sent transactionally. Only such messages
 *     have numbers, so it does not count all that are there
 * @param direct whether it is the group of two users that has no title and keeps its members
 * @param access by user id, the members who are not as most are: owners, and who joined later
 */
public record MessageGroup(
    String id,
    SortKey newest,
    List<User> members,
    @Nullable String title,
    Instant createdAt,
    long version,
    long messages,
    boolean direct,
    Map<String, MemberAccess> access) {
  /**
   * Refuses null, save for the title, and copies members and access, without what says nothing. A
   * group that was kept by an earlier version has no access.
   */
  public MessageGroup {
    requireNonNull(id, "id");
    requireNonNull(newest, "newest");
    members = List.copyOf(members);
    requireNonNull(createdAt, "createdAt");
    access =
        (access == null ? Map.<String, MemberAccess>of() : access)
            .entrySet().stream()
                .filter(entry -> !entry.getValue().equals(MemberAccess.FROM_BEGINNING))
                .collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * A group without owners whose members are in it since it was made.
   *
   * @param id identifies the group
   * @param newest the sort key of its newest message
   * @param members everyone in the group
   * @param title the title, or null
   * @param createdAt when the group was made
   * @param version starts at 1
   * @param messages the number of the last message that was sent transactionally
   */
  public MessageGroup(
      String id,
      SortKey newest,
      List<User> members,
      @Nullable String title,
      Instant createdAt,
      long version,
      long messages) {
    this(
        id,
        newest,
        members,
        title,
        createdAt,
        version,
        messages,
        looksDirect(title, members),
        Map.of());
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
   * Whether a group that does not say it is direct: one that the first version or the original
   * application made.
   *
   * @param title its title, or null
   * @param members everyone in it
   * @return true if it has two members and no title
   */
  public static boolean looksDirect(@Nullable String title, List<User> members) {
    return title == null && members.size() == 2;
  }

  /**
   * Whether this is the group of two users that has no title and keeps its members.
   *
   * @return {@link #direct()}
   */
  public boolean isDirect() {
    return direct;
  }

  /**
   * What a member may do.
   *
   * @param userId which member
   * @return the role, or empty if the user is no member
   */
  public Optional<Role> findRole(String userId) {
    return findMember(userId).map(member -> accessOf(userId).role());
  }

  /**
   * Since when a member is in the group, and what they may do and see.
   *
   * @param userId which member
   * @return the access; that of a member who was there from the beginning if nothing else is known
   */
  public MemberAccess accessOf(String userId) {
    return access.getOrDefault(userId, MemberAccess.FROM_BEGINNING);
  }

  /**
   * The members who may remove others, change roles and rename the group.
   *
   * @return their ids, who joined first before the others; none in a direct group, and in one that
   *     the first version or the original application made
   */
  public List<String> ownerIds() {
    return members.stream().map(User::id).filter(id -> accessOf(id).role() == Role.OWNER).toList();
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
    return new MessageGroup(
        id, message, members, title, createdAt, version + 1, messages, direct, access);
  }

  /**
   * This group after a transactional send.
   *
   * @param message the sort key of the new message
   * @return a copy with that message as the newest, one version and one number further
   */
  public MessageGroup withSent(SortKey message) {
    return new MessageGroup(
        id, message, members, title, createdAt, version + 1, messages + 1, direct, access);
  }

  /**
   * This group after its members changed; it is not a direct one then.
   *
   * @param newMembers everyone who is in it
   * @param newAccess the members who are not as most are
   * @return a copy, one version further
   */
  public MessageGroup withMembers(List<User> newMembers, Map<String, MemberAccess> newAccess) {
    return new MessageGroup(
        id, newest, newMembers, title, createdAt, version + 1, messages, false, newAccess);
  }

  /**
   * This group after somebody's access changed.
   *
   * @param newAccess the members who are not as most are
   * @return a copy
   */
  public MessageGroup withAccess(Map<String, MemberAccess> newAccess) {
    return new MessageGroup(
        id, newest, members, title, createdAt, version, messages, direct, newAccess);
  }

  /**
   * This group with other names of its members, or another title.
   *
   * @param newMembers everyone who is in it
   * @param newTitle the title, or null
   * @return a copy, one version further
   */
  public MessageGroup withNames(List<User> newMembers, @Nullable String newTitle) {
    return new MessageGroup(
        id, newest, newMembers, newTitle, createdAt, version + 1, messages, direct, access);
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
