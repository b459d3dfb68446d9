package io.github.ddbmessaging.examples.chat.profile;

import io.github.ddbmessaging.UserRules;
import io.github.ddbmessaging.examples.chat.web.Input;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.User;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The users of a user pool, as {@code aws cognito-idp list-users} prints them. */
final class CognitoUsers {
  private CognitoUsers() {}

  /**
   * A user of the pool.
   *
   * @param subject the Cognito id
   * @param handle the attribute {@code preferred_username}
   * @param name the attribute {@code name}; the handle without one that conversations could hold
   */
  record CognitoUser(String subject, String handle, String name) {
    /** The id alone: names stay out of logs. */
    @Override
    public String toString() {
      return "CognitoUser[subject=" + subject + "]";
    }
  }

  /**
   * Reads them; who has no {@code preferred_username}, or one that no conversation could hold, is
   * left out.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static List<CognitoUser> read(InputStream printed) {
    JsonNode users;
    try {
      users = JsonMapper.shared().readTree(printed).path("Users");
    } catch (JacksonException e) {
      throw new IllegalArgumentException("This is no JSON", e);
    }
    if (!users.isArray()) {
      throw new IllegalArgumentException("This is not what list-users prints: there are no Users");
    }
    List<CognitoUser> found = new ArrayList<>();
    for (JsonNode user : users) {
      String subject = attribute(user, "sub");
      String handle = attribute(user, "preferred_username");
      String name = attribute(user, "name").strip();
      if (!subject.isEmpty() && areHeld(handle, handle)) {
        found.add(new CognitoUser(subject, handle, areHeld(handle, name) ? name : handle));
      }
    }
    return found;
  }

  /** Whether these names are such as Postgres and the table take. */
  private static boolean areHeld(String handle, String name) {
    try {
      UserRules.check(User.builder("any").handle(handle).displayName(name).build());
      return Input.line(handle, "handle").equals(handle) && Input.line(name, "name").equals(name);
    } catch (InvalidInputException e) {
      return false;
    }
  }

  private static String attribute(JsonNode user, String name) {
    for (JsonNode attribute : user.path("Attributes")) {
      if (attribute.path("Name").asString("").equals(name)) {
        return attribute.path("Value").asString("");
      }
    }
    return "";
  }
}
