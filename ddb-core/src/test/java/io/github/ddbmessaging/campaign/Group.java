package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A group that there is. */
final class Group {
  /** The title of groups to which messages are also sent streamed, or written by others. */
  static final String MIXED = "mixed";

  /** Her direct groups are such groups, too. */
  private static final User MIXER = Cluster.USERS.get(2);

  final String id;
  final boolean mixed;
  List<User> members;
  @Nullable String title;

  List<String> owners = List.of();

  /** Who is in it or was. */
  final Set<String> everMembers = new TreeSet<>();

  /** As senders have seen it, now and earlier. */
  final List<MessageGroup> seen = new ArrayList<>();

  /** Whether rows may lag: messages came or changed without them. */
  boolean rowsFollow;

  boolean messagesWereDeleted;

  /** What its head names, or null while the original application's group has none. */
  @Nullable SortKey newest;

  Group(MessageGroup made) {
    this(made.id(), made.members(), isMixed(made.title(), made.members()));
    this.newest = made.newest();
    this.title = made.title();
    this.owners = made.ownerIds();
    this.seen.add(made);
  }

  Group(String id, List<User> members, boolean mixed) {
    this.id = id;
    this.members = members;
    members.forEach(member -> everMembers.add(member.id()));
    this.mixed = mixed;
  }

  static boolean isMixed(@Nullable String title, List<User> members) {
    return title == null
        ? members.stream().anyMatch(member -> member.id().equals(MIXER.id()))
        : title.equals(MIXED);
  }

  boolean has(String userId) {
    return members.stream().anyMatch(member -> member.id().equals(userId));
  }
}
