package io.github.ddbmessaging.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message group to be made: either a direct one of two users, which the two have only once
 * however often and by whomever it is started, or a group with a title and 1 to {@link
 * Limits#MEMBERS} members, of which there can be any number.
 *
 * @param title the title, or null for a direct group
 * @param members who is in it, each user once; of a group that exists, the names stay as they are
 */
public record NewGroup(@Nullable String title, List<User> members) {
  /** Refuses null members and copies them. */
  public NewGroup {
    members = List.copyOf(members);
  }

  /**
   * The direct group of two different users; their order does not matter.
   *
   * @param one one of the two
   * @param other the other
   * @return the group to be made
   */
  public static NewGroup direct(User one, User other) {
    return new NewGroup(null, List.of(one, other));
  }

  /**
   * A group with a title.
   *
   * @param title 1 to {@link Limits#TITLE_LENGTH} code points
   * @param members 1 to {@link Limits#MEMBERS} users, the first sender among them
   * @return the group to be made
   */
  public static NewGroup titled(String title, List<User> members) {
    return new NewGroup(InvalidInputException.requireGiven(title, "title"), members);
  }

  /**
   * Everything but title and names, which stay out of logs.
   *
   * @return a description without content
   */
  @Override
  public String toString() {
    return "NewGroup[direct=" + (title == null) + ", members=" + members + "]";
  }
}
