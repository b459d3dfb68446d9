package io.github.ddbmessaging.internal.access;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.internal.text.Timestamps;
import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.TableScan;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rules of {@link Limits}, each with the error that says what is wrong. Pure. All input passes
 * here, so what is wrong gets its name only when something is.
 */
public final class Validation {
  private static final Instant FIRST_TIME = Instant.EPOCH;
  private static final Instant END_OF_TIMES = Instant.parse("9000-01-01T00:00:00Z");

  private Validation() {}

  /**
   * Checks the id of a user.
   *
   * @param id the id
   * @return the id
   */
  public static String userId(String id) {
    return TextRules.id(() -> "user id", id);
  }

  /**
   * Checks the id of a group.
   *
   * @param id the id
   * @return the id
   */
  public static String groupId(String id) {
    return TextRules.id(() -> "group id", id);
  }

  /**
   * Checks the id of a message.
   *
   * @param id the id
   * @return the id
   */
  public static String messageId(String id) {
    return TextRules.id(() -> "message id", id);
  }

  /**
   * Checks a message to be sent, but for whether its item is too large.
   *
   * @param message the message
   * @param maxTextLength most code points of its text
   */
  public static void newMessage(NewMessage message, int maxTextLength) {
    requireNonNull(message, "message");
    TextRules.id(() -> "sender id", message.senderId());
    ContentRules.check(message.content(), maxTextLength);
    MessageRef replyTo = message.replyTo();
    if (replyTo != null) {
      messageRef(replyTo);
    }
    if (message.lifetime() != null) {
      lifetime(message.lifetime());
    }
    if (message.idempotencyKey() != null) {
      TextRules.keyPart(
          () -> "idempotency key", message.idempotencyKey(), Limits.IDEMPOTENCY_KEY_BYTES);
    }
  }

  /**
   * Refuses an answer to a message of another group.
   *
   * @param message the message
   * @param groupId the group that it is sent to
   */
  public static void replyTo(NewMessage message, String groupId) {
    MessageRef replyTo = message.replyTo();
    if (replyTo != null && !replyTo.groupId().equals(groupId)) {
      throw new InvalidInputException(
          "The message answers one of another group than '" + groupId + "'");
    }
  }

  /**
   * Checks the time of the store's clock.
   *
   * @param now the time
   * @return the time
   */
  public static Instant now(Instant now) {
    if (now.isBefore(FIRST_TIME) || !now.isBefore(END_OF_TIMES)) {
      throw new InvalidInputException(
          "The store's clock says "
              + now
              + "; it can be from 1970 to before 9000. Set the clock right");
    }
    return now;
  }

  /**
   * Refuses null where the value often comes from a request's body.
   *
   * @param value the value
   * @param name what it is
   */
  public static void given(@Nullable Object value, String name) {
    if (value == null) {
      throw new InvalidInputException("No " + name + " is given: it is null");
    }
  }

  /**
   * Checks a page request, but for its cursor.
   *
   * @param request the request
   */
  public static void pageRequest(PageRequest request) {
    requireNonNull(request, "request");
    limit(request.limit());
    Instant from = request.from();
    Instant until = request.until();
    storable(from);
    storable(until);
    if (from != null && until != null && !from.isBefore(until)) {
      throw new InvalidInputException("The span from " + from + " until " + until + " is empty");
    }
  }

  /**
   * Checks what names a message.
   *
   * @param ref the ref
   */
  public static void messageRef(MessageRef ref) {
    requireNonNull(ref, "ref");
    groupId(ref.groupId());
    TextRules.wellFormed(() -> "id in the message ref", ref.messageId());
    if (ref.messageId().chars().anyMatch(Character::isISOControl)) {
      throw new InvalidInputException("The id in the message ref holds a control character");
    }
  }

  /**
   * Checks that a position is in the listing that it is used in.
   *
   * @param request the request
   * @param groupId the group that is listed
   */
  public static void position(PageRequest request, String groupId) {
    MessageRef position = request.position();
    if (position != null && !position.groupId().equals(groupId)) {
      throw new InvalidInputException(
          "The message ref given to before() or after() is of another group than '"
              + groupId
              + "'");
    }
  }

  /**
   * Checks a scan of the table, but for its position.
   *
   * @param scan the scan
   */
  public static void tableScan(TableScan scan) {
    requireNonNull(scan, "scan");
    if (scan.pageSize() < 1 || scan.pageSize() > Limits.PAGE_SIZE) {
      throw new InvalidInputException(
          "A page of the table has 1 to " + Limits.PAGE_SIZE + " items, not " + scan.pageSize());
    }
  }

  /**
   * Refuses a message whose item DynamoDB would not hold.
   *
   * @param bytes the size of its item
   */
  public static void itemSize(int bytes) {
    if (bytes > Limits.ITEM_BYTES) {
      throw new InvalidInputException(
          "The message takes " + bytes + " bytes; an item holds at most " + Limits.ITEM_BYTES);
    }
  }

  /** Checks how long a message is to live. */
  public static void lifetime(Duration lifetime) {
    requireNonNull(lifetime, "lifetime");
    if (lifetime.compareTo(Limits.SHORTEST_LIFETIME) < 0
        || lifetime.compareTo(Limits.LONGEST_LIFETIME) > 0) {
      throw new InvalidInputException(
          "The lifetime of a message is " + lifetime + "; it can be 1 second to 36,500 days");
    }
  }

  /** Checks the new content of a message. */
  public static void messageEdit(MessageEdit edit, int maxTextLength) {
    requireNonNull(edit, "edit");
    ContentRules.check(edit.content(), maxTextLength);
    if (edit.revision() != null && edit.revision() < 0) {
      throw new InvalidInputException(
          "The revision is " + edit.revision() + "; give the one of the message that was edited");
    }
  }

  /** Checks how many items a page is to hold. */
  public static void limit(int limit) {
    if (limit < 1 || limit > Limits.PAGE_SIZE) {
      throw new InvalidInputException(
          "A page has 1 to " + Limits.PAGE_SIZE + " items, not " + limit);
    }
  }

  /** Checks how often a user has marked messages of a group as unread. */
  public static void unreadMarks(long unreadMarks) {
    if (unreadMarks < 0) {
      throw new InvalidInputException(
          "The number of unread marks is "
              + unreadMarks
              + "; give unreadMarks() of the state that the client knows, or 0");
    }
  }

  /** Checks what a user changes of the state of a group. */
  public static void groupStateUpdate(GroupStateUpdate update) {
    requireNonNull(update, "update");
    if (update.isEmpty()) {
      throw new InvalidInputException(
          "The update of the group's state changes nothing; add what it is to change, as in"
              + " GroupStateUpdate.begin().pin()");
    }
    storable(update.mutedUntil());
    storable(update.hiddenUpTo());
    if (update.data() != null) {
      ContentRules.data(update.data(), Limits.STATE_DATA_BYTES);
    }
  }

  /** Checks up to which number the unread messages of so many groups are to be counted. */
  public static void unreadCounts(int groups, int cap) {
    if (groups > Limits.UNREAD_GROUPS) {
      throw new InvalidInputException(
          "Unread messages are counted in at most "
              + Limits.UNREAD_GROUPS
              + " groups at once, not "
              + groups);
    }
    if (cap < 1 || cap > Limits.UNREAD_CAP) {
      throw new InvalidInputException(
          "Unread messages are counted up to 1 to " + Limits.UNREAD_CAP + ", not " + cap);
    }
  }

  /** Checks a reaction. */
  public static void reaction(String emoji) {
    TextRules.keyPart(() -> "reaction", emoji, Limits.REACTION_BYTES);
  }

  private static void storable(@Nullable Instant time) {
    try {
      if (time != null) {
        Timestamps.format(time);
      }
    } catch (DateTimeException e) {
      throw new InvalidInputException(String.valueOf(e.getMessage()));
    }
  }
}
