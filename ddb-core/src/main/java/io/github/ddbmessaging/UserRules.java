package io.github.ddbmessaging;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.internal.access.GroupRules;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.User;

/**
 * What users must be like. For services that keep users themselves: one who is refused here could
 * be in no group. Safe for use by many threads.
 */
public final class UserRules {
  private UserRules() {}

  /**
   * Checks a user as every method does that takes one, such as {@link MessagingStore#addMembers}.
   * Makes no request.
   *
   * @param user the user
   * @return the user
   * @throws InvalidInputException if an id or name is too long, shows nothing, or holds what its
   *     {@link io.github.ddbmessaging.model.Limits limit} excludes
   */
  public static User check(User user) {
    GroupRules.user(requireNonNull(user, "user"));
    return user;
  }
}
