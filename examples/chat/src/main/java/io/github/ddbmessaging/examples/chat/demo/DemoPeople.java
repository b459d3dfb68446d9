package io.github.ddbmessaging.examples.chat.demo;

import io.github.ddbmessaging.examples.chat.profile.Profile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Who is there at the start. Their ids are the same at each start. */
final class DemoPeople {
  static final Profile ANN = person("ann", "Ann Ekström");
  static final Profile BOB = person("bob", "Bob Okafor");
  static final Profile CHIYO = person("chiyo", "田中 千代");
  static final Profile DAVUD = person("davud", "داوود رضایی");
  static final Profile EVA = person("eva", "Eva Müller-Lüdenscheidt");
  static final Profile FINN = person("finn", "Finn 🎸");

  private DemoPeople() {}

  static List<Profile> all() {
    return List.of(ANN, BOB, CHIYO, DAVUD, EVA, FINN);
  }

  static List<UUID> ids() {
    return all().stream().map(Profile::id).toList();
  }

  static String cognitoId(Profile person) {
    return id("cognito " + person.handle()).toString();
  }

  private static Profile person(String handle, String name) {
    return new Profile(id("user " + handle), handle, name);
  }

  private static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
