package io.github.ddbmessaging.internal.message;

import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.User;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whom a group that is being made must have if it turns out to exist.
 *
 * @param newGroup the group that is being made, or null if none is
 */
record ExpectedMembers(@Nullable NewGroup newGroup) {
  void check(MessageGroup group) {
    if (newGroup != null && !ids(newGroup.members()).equals(ids(group.members()))) {
      throw new InvalidInputException(
          "The message group '" + group.id() + "' exists, with other members than the ones named");
    }
  }

  static Set<String> ids(List<User> members) {
    return members.stream().map(User::id).collect(Collectors.toSet());
  }
}
