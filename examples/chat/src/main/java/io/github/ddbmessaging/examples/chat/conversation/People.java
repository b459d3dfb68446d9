package io.github.ddbmessaging.examples.chat.conversation;

import io.github.ddbmessaging.examples.chat.profile.Profile;
import io.github.ddbmessaging.examples.chat.profile.Profiles;
import io.github.ddbmessaging.examples.chat.web.Input;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.User;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** From the ids of a request to users with their names of today. */
@Component
class People {
  private final Profiles profiles;

  People(Profiles profiles) {
    this.profiles = profiles;
  }

  List<User> all(@Nullable List<String> userIds, String field) {
    List<String> given = Input.required(userIds, field);
    if (given.size() > Limits.MEMBERS) {
      throw new InvalidInputException("A conversation has at most " + Limits.MEMBERS + " members");
    }
    Set<UUID> ids = given.stream().map(id -> Input.uuid(id, field)).collect(Collectors.toSet());
    List<Profile> found = profiles.list(ids);
    if (found.size() < ids.size()) {
      throw new InvalidInputException("The field " + field + " names somebody who is not here");
    }
    return found.stream().map(Profile::user).toList();
  }
}
