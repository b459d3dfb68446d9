package io.github.ddbmessaging.internal.access;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.User;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules for groups and their members, each with the error that says what is wrong. Pure. */
public final class GroupRules {
  private GroupRules() {}

  /**
   * Checks a group to be made.
   *
   * @param group the group
   */
  public static void newGroup(NewGroup group) {
    requireNonNull(group, "group");
    List<User> members = group.members();
    members(members);
    if (group.title() == null) {
      if (members.size() != 2) {
        throw new InvalidInputException(
            "A group without a title is a direct one, of 2 members, not " + members.size());
      }
    } else {
      title(group.title());
      if (members.isEmpty() || members.size() > Limits.MEMBERS) {
        throw new InvalidInputException(
            "A group has 1 to " + Limits.MEMBERS + " members, not " + members.size());
      }
    }
  }

  /**
   * Checks the title of a group.
   *
   * @param title the title
   */
  public static void title(String title) {
    Validation.given(title, "title");
    TextRules.text(() -> "title", title, Limits.TITLE_LENGTH);
  }

  /**
   * Checks users who are to be added to a group.
   *
   * @param users who
   */
  public static void newMembers(Collection<User> users) {
    Validation.given(users, "users");
    if (users.isEmpty()) {
      throw new InvalidInputException("No user is named; name at least one to add");
    }
    if (users.size() > Limits.MEMBERS) {
      throw new InvalidInputException(
          "At most "
              + Limits.MEMBERS
              + " users can be in a group, so that no "
              + users.size()
              + " can be added");
    }
    members(users);
  }

  private static void members(Collection<User> members) {
    Set<String> ids = new HashSet<>();
    for (User member : members) {
      user(member);
      if (!ids.add(member.id())) {
        throw new InvalidInputException("User '" + member.id() + "' is named twice as a member");
      }
    }
  }

  /**
   * Checks a user who is, or is to be, a member.
   *
   * @param user the user
   */
  public static void user(User user) {
    Validation.given(user, "user");
    Validation.userId(user.id());
    TextRules.text(
        () -> "display name of user '" + user.id() + "'",
        user.displayName(),
        Limits.DISPLAY_NAME_LENGTH);
    TextRules.keyPart(
        () -> "handle of user '" + user.id() + "'", user.handle(), Limits.HANDLE_BYTES);
  }
}
