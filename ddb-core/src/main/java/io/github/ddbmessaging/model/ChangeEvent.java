package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a record of the table's stream tells, for whoever pushes changes to clients, keeps a search
 * index or sends notifications. {@link io.github.ddbmessaging.stream.ChangeEvents} decodes it. An
 * event may come more than once, and events of different items in any order; those of one message
 * come in order. What was there before is known only from a stream with old images.
 *
 * <p>Later versions add kinds of events: a {@code switch} needs a {@code default}.
 */
public sealed interface ChangeEvent {
  /**
   * The group in which it happened.
   *
   * @return the group's id
   */
  String groupId();

  /**
   * A message was sent; also one whose item was moved by a migration.
   *
   * @param message the message
   */
  record MessageCreated(Message message) implements ChangeEvent {
    /** Refuses null. */
    public MessageCreated {
      requireNonNull(message, "message");
    }

    @Override
    public String groupId() {
      return message.groupId();
    }
  }

  /**
   * A message says something else, or an item of it was written again without an old image that
   * tells what changed.
   *
   * @param message the message after the change
   * @param before the message before it; empty if the stream has no old images
   */
  record MessageEdited(Message message, Optional<Message> before) implements ChangeEvent {
    /** Refuses null. */
    public MessageEdited {
      requireNonNull(message, "message");
      requireNonNull(before, "before");
    }

    @Override
    public String groupId() {
      return message.groupId();
    }
  }

  /**
   * A message was deleted.
   *
   * @param message the message, without content
   * @param before the message before it; empty if the stream has no old images
   */
  record MessageDeleted(Message message, Optional<Message> before) implements ChangeEvent {
    /** Refuses null. */
    public MessageDeleted {
      requireNonNull(message, "message");
      requireNonNull(before, "before");
    }

    @Override
    public String groupId() {
      return message.groupId();
    }
  }

  /**
   * The item of a message was removed for good, by a purge, a migration that moved it, or another
   * program.
   *
   * @param message what named it. Its id is taken from its key if the stream has no old images, and
   *     is the whole key if that is of the original application and holds none
   * @param before the message before it; empty if the stream has no old images
   */
  record MessagePurged(MessageRef message, Optional<Message> before) implements ChangeEvent {
    /** Refuses null. */
    public MessagePurged {
      requireNonNull(message, "message");
      requireNonNull(before, "before");
    }

    @Override
    public String groupId() {
      return message.groupId();
    }
  }

  /**
   * DynamoDB's time to live has removed the item of an expired message. Listings have not shown it
   * since it expired, which may have been days ago.
   *
   * @param message what named it, as for {@link MessagePurged}
   * @param before the message before it; empty if the stream has no old images
   */
  record MessageExpired(MessageRef message, Optional<Message> before) implements ChangeEvent {
    /** Refuses null. */
    public MessageExpired {
      requireNonNull(message, "message");
      requireNonNull(before, "before");
    }

    @Override
    public String groupId() {
      return message.groupId();
    }
  }

  /**
   * A group was made, or one of the original application was adopted.
   *
   * @param group the group
   */
  record GroupCreated(MessageGroup group) implements ChangeEvent {
    /** Refuses null. */
    public GroupCreated {
      requireNonNull(group, "group");
    }

    @Override
    public String groupId() {
      return group.id();
    }
  }

  /**
   * A group has other members, roles, names of members, or another title. The event comes from the
   * change log, so it tells what happened and whom it is about, and not the group: find that, if
   * need be.
   *
   * @param entry the entry in the change log
   */
  record GroupChanged(LogEntry entry) implements ChangeEvent {
    /** Refuses null. */
    public GroupChanged {
      requireNonNull(entry, "entry");
    }

    @Override
    public String groupId() {
      return entry.groupId();
    }
  }

  /**
   * A user has read further in a group, or has marked messages as unread.
   *
   * @param userId who
   * @param groupId in which group
   * @param readUpTo the last message that counts as read now, as {@link GroupState#readUpTo()}
   */
  record ReadPositionMoved(String userId, String groupId, SortKey readUpTo) implements ChangeEvent {
    /** Refuses null. */
    public ReadPositionMoved {
      requireNonNull(userId, "userId");
      requireNonNull(groupId, "groupId");
      requireNonNull(readUpTo, "readUpTo");
    }
  }

  /**
   * A user reacts otherwise to a message.
   *
   * @param reactions the user's reactions after the change
   * @param before the reactions before it; empty if the stream has no old images
   */
  record ReactionsChanged(UserReactions reactions, Optional<Set<String>> before)
      implements ChangeEvent {
    /** Refuses null, and copies the reactions. */
    public ReactionsChanged {
      requireNonNull(reactions, "reactions");
      before = before.map(TreeSet::new);
    }

    @Override
    public String groupId() {
      return reactions.groupId();
    }

    /**
     * Who reacts to what: a reaction may be any text, which stays out of logs.
     *
     * @return a description without the reactions
     */
    @Override
    public String toString() {
      return "ReactionsChanged[reactions=" + reactions + "]";
    }
  }
}
