package io.github.ddbmessaging.examples.chat;

import io.github.ddbmessaging.examples.chat.profile.Profile;
import io.github.ddbmessaging.examples.chat.profile.Profiles;
import java.net.URI;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The whole service, started once for all tests of this JVM, as behind a proxy. It ends with the
 * JVM.
 */
public final class RunningChat {
  private static final ConfigurableApplicationContext CONTEXT =
      SpringApplication.run(
          ChatApplication.class, "--server.port=0", "--server.forward-headers-strategy=native");

  private RunningChat() {}

  /** Where it is. */
  public static URI address() {
    String port = CONTEXT.getEnvironment().getRequiredProperty("local.server.port");
    return URI.create("http://127.0.0.1:" + port);
  }

  /** One of its parts. */
  public static <T> T bean(Class<T> type) {
    return CONTEXT.getBean(type);
  }

  /** One of its parts, where several are of a type. */
  public static <T> T bean(String name, Class<T> type) {
    return CONTEXT.getBean(name, type);
  }

  /** A user whom no other test knows. */
  public static Profile newUser(String name) {
    return newUser(name, name);
  }

  /** A user whose name is no handle. */
  public static Profile newUser(String handle, String name) {
    UUID id = UUID.randomUUID();
    Profile user = new Profile(id, handle + "-" + id.toString().substring(0, 8), name);
    bean(Profiles.class).add(user, cognitoId(user));
    return user;
  }

  /** The subject of a user's tokens. */
  public static String cognitoId(Profile user) {
    return "cognito-" + user.userId();
  }

  /** A browser in which a user whom no other test knows is signed in. */
  public static Browser newBrowser(String name) {
    return Browser.signedIn(newUser(name));
  }
}
