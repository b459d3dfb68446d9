package io.github.ddbmessaging.examples.cli.table;

import io.github.ddbmessaging.examples.DamagedLineException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is kept of a group while a file is read: nothing that grows with its messages. */
final class SeedGroup {
  private static final int DIRECT_MEMBERS = 2;

  /** Below every message that a seed makes, whose ids are letters and digits. */
  private static final String BELOW_ALL_IDS = "!";

  private final String id;
  private final Map<String, Member> members = new LinkedHashMap<>();
  private Instant oldest = Instant.MAX;

  /**
   * A sender.
   *
   * @param user with the names of the newest message
   * @param newest the sender's newest message
   */
  private record Member(User user, SortKey newest) {
    Member orNewer(Member other) {
      return other.newest.compareTo(newest) > 0 ? other : this;
    }
  }

  SeedGroup(String id) {
    this.id = id;
  }

  /**
   * Takes note of a message.
   *
   * @param message a message of this group
   * @throws DamagedLineException if the group would have too many members
   */
  void add(Message message) {
    User sender = message.sender();
    members.merge(sender.id(), new Member(sender, message.sortKey()), Member::orNewer);
    if (members.size() > Limits.MEMBERS) {
      throw new DamagedLineException(
          "group '" + id + "' has more than " + Limits.MEMBERS + " members with this one");
    }
    oldest = message.createdAt().isBefore(oldest) ? message.createdAt() : oldest;
  }

  String id() {
    return id;
  }

  List<User> members() {
    return members.values().stream().map(Member::user).toList();
  }

  SortKey newest() {
    return members.values().stream()
        .map(Member::newest)
        .reduce((one, other) -> one.compareTo(other) > 0 ? one : other)
        .orElseThrow();
  }

  /**
   * The group before any of its messages is shown, as the projector needs it to show the newest.
   * One of two members is a direct one; others have their id for a title.
   *
   * @return a head below the oldest message
   */
  MessageGroup head() {
    return new MessageGroup(
        id,
        SortKey.of(oldest, BELOW_ALL_IDS),
        members(),
        members.size() == DIRECT_MEMBERS ? null : id,
        oldest,
        1);
  }
}
