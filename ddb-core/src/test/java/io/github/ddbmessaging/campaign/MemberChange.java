package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.RenameScope;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.User;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One change of a group itself, or of a user's names in all their groups, and what is known of its
 * outcome.
 */
final class MemberChange implements Intent {
  final Kind kind;
  final @Nullable String groupId;
  final @Nullable String actor;
  final List<User> users;
  final Object detail;

  /** How often it has been written. */
  int applied;

  /** Whether it has failed for certain, so that it must never be written. */
  boolean denied;

  /** What is done. */
  enum Kind {
    ADD,
    REMOVE,
    LEAVE,
    ROLE,
    TITLE,
    RENAME
  }

  /**
   * A change.
   *
   * @param groupId which group, or null for all of a user
   * @param actor whom the store acts for, or null for the service
   * @param users whom it is about
   * @param detail the history, the role, the title or where names change; anything else
   */
  MemberChange(
      Kind kind,
      @Nullable String groupId,
      @Nullable String actor,
      List<User> users,
      Object detail) {
    this.kind = kind;
    this.groupId = groupId;
    this.actor = actor;
    this.users = users;
    this.detail = detail;
  }

  User user() {
    return users.get(0);
  }

  Set<String> userIds() {
    return users.stream().map(User::id).collect(Collectors.toSet());
  }

  History history() {
    return (History) detail;
  }

  Role role() {
    return (Role) detail;
  }

  String title() {
    return (String) detail;
  }

  RenameScope scope() {
    return (RenameScope) detail;
  }
}
