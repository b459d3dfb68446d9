package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * An item, there or missing, about which {@link io.github.ddbmessaging.MessagingAdmin#check} has
 * something to say.
 *
 * @param problem what is wrong with it
 * @param partitionKey its {@code pk}
 * @param sortKey its {@code sk}
 * @param detail more about the problem, without content, or empty
 */
public record Finding(
    Problem problem, String partitionKey, String sortKey, Optional<String> detail) {
  /** Refuses null. */
  public Finding {
    requireNonNull(problem, "problem");
    requireNonNull(partitionKey, "partitionKey");
    requireNonNull(sortKey, "sortKey");
    requireNonNull(detail, "detail");
  }

  /** What can be wrong with an item. */
  public enum Problem {
    /** The item can't be read as what its key says that it is. */
    DAMAGED("the item is damaged", Remedy.MEND_OR_DELETE_ITEM),
    /** A member of a group has no row of it. */
    ROW_MISSING("a member's row is missing", Remedy.REBUILD),
    /** A row has another key than the group's rows. */
    ROW_LEFT_BEHIND(
        "the row is not where the group's newest message is: left behind or doubled",
        Remedy.REBUILD),
    /** A row is in the list of a user who is not a member. */
    ROW_OF_NO_MEMBER("the row is in the list of a user who is no member", Remedy.REBUILD),
    /** A row shows something else than the newest message. */
    ROW_NOT_CURRENT("the row does not show the newest message", Remedy.REBUILD),
    /** A row has another title than its group. */
    ROW_TITLE_DIFFERS("the row has another title than the group", Remedy.REBUILD),
    /** A row shows another user than it should, or names another last sender. */
    ROW_USER_DIFFERS("the row shows the wrong user", Remedy.REBUILD),
    /** A row is larger than {@link Limits#ROW_BYTES}. */
    ROW_TOO_LARGE("the row takes more than a write unit", Remedy.REBUILD),
    /** A row names a group of which nothing else is there. Adopted, the group has no messages. */
    ROW_OF_NO_GROUP(
        "the row's group has neither a head nor messages: adopting it gives it a head, so delete"
            + " the row only if nobody wants the group",
        Remedy.ADOPT),
    /** A row of the original application names a group without messages, which can be adopted. */
    ROW_NOT_ADOPTED(
        "not yet adopted: the row is all that is left of a group of the old application",
        Remedy.MIGRATE),
    /** A user has several rows of a group that has not been adopted. */
    ROWS_NOT_ADOPTED(
        "one of several rows of this user for one group without a head", Remedy.MIGRATE),
    /** The newest message of a group is not shown, as is normal shortly after a streamed send. */
    HEAD_NOT_CURRENT(
        "a newer message is there than the members' rows show", Remedy.PROJECT_OR_REBUILD),
    /** Of messages with equal times, the members' rows show one that does not sort last. */
    HEAD_OF_SAME_TIME(
        "the rows show another message of the same time than the one that sorts last; only a"
            + " rebuild mends it",
        Remedy.REBUILD),
    /**
     * The newest message of a group is more than 10 minutes ahead of the checking clock. New
     * messages sort behind it, in their order.
     */
    HEAD_AHEAD(
        "the newest message is more than 10 minutes ahead, and pushes later ones there; a sender's"
            + " clock was wrong",
        Remedy.NONE),
    /**
     * The newest message of a group has a key that is more than 10 minutes ahead of the checking
     * clock, because the original application wrote keys with an offset of the east.
     */
    HEAD_AHEAD_OF_OLD_KEYS(
        "the newest message is more than 10 minutes ahead, by an old key that is not in UTC, and"
            + " pushes later ones there; if a migration does not mend it, a sender's clock was"
            + " wrong",
        Remedy.MIGRATE),
    /**
     * A message sorts above one that was written later. Lists and pages of the group are out of
     * order. Only the first one of a group is told.
     */
    OUT_OF_ORDER(
        "the message sorts behind one that was written later: the group has old keys that are not"
            + " in UTC",
        Remedy.MIGRATE),
    /** The head is an entry of the original application's index. */
    HEAD_INDEXED("the head is in the old application's index", Remedy.REMOVE_GROUP_ATTRIBUTE),
    /** A group with messages of this library has no head. */
    HEAD_MISSING(
        "the group has messages and no head: a seed was interrupted, or the head is lost",
        Remedy.ADOPT),
    /**
     * An idempotency marker names a message that somebody has deleted, or a migration has moved.
     */
    MARKER_OF_NO_MESSAGE(
        "the idempotency key stands for a message that was deleted or moved; it expires by itself",
        Remedy.NONE),
    /** A streamed edit or deletion is not in the change log, as is normal shortly after it. */
    CHANGE_NOT_LOGGED(
        "the change log does not tell of the message's last change", Remedy.PROJECT_OR_REBUILD),
    /** Reactions to a message that has expired, or that another program has deleted. */
    REACTIONS_TO_NO_MESSAGE("the reactions are to a message that is gone", Remedy.REBUILD),
    /** What a user has noted of a group that is gone, of which they had read or hidden messages. */
    STATE_OF_NO_GROUP("the user's state is of a group that is gone", Remedy.REBUILD),
    /** A group of the original application that works, and has no head yet. */
    NOT_ADOPTED("not yet adopted: a group of the old application, without a head", Remedy.MIGRATE);

    private final String description;
    private final Remedy remedy;

    Problem(String description, Remedy remedy) {
      this.description = description;
      this.remedy = remedy;
    }

    /**
     * The problem in words.
     *
     * @return half a sentence
     */
    public String description() {
      return description;
    }

    /**
     * What to do about it.
     *
     * @return the remedy
     */
    public Remedy remedy() {
      return remedy;
    }

    /**
     * Whether it breaks a promise of the library.
     *
     * @return false for what is only worth knowing
     */
    public boolean isWrong() {
      return this != NOT_ADOPTED
          && this != ROW_NOT_ADOPTED
          && this != HEAD_AHEAD
          && this != MARKER_OF_NO_MESSAGE
          && this != REACTIONS_TO_NO_MESSAGE
          && this != STATE_OF_NO_GROUP;
    }
  }

  /** What to do about a problem. */
  public enum Remedy {
    /** {@link io.github.ddbmessaging.MessagingAdmin#rebuild}. */
    REBUILD,
    /** A {@link io.github.ddbmessaging.Projector} that follows the stream, or else a rebuild. */
    PROJECT_OR_REBUILD,
    /** {@link io.github.ddbmessaging.MessagingAdmin#migrate}. */
    MIGRATE,
    /** {@link io.github.ddbmessaging.MessagingAdmin#adoptGroup} with the group's members. */
    ADOPT,
    /** Mend the item by hand, or delete it. */
    MEND_OR_DELETE_ITEM,
    /** Nothing needs to be done, or nothing can be. */
    NONE,
    /** Remove the attribute {@code message_group_uuid} from the item by hand. */
    REMOVE_GROUP_ATTRIBUTE
  }
}
