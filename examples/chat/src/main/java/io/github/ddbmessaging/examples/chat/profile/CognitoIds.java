package io.github.ddbmessaging.examples.chat.profile;

import io.github.ddbmessaging.examples.chat.profile.CognitoUsers.CognitoUser;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes the Cognito ids of a user pool's users into Postgres, by their handles, and adds users who
 * are not there yet. Reads a file, or else its input. The database is that of the service, which
 * must have started on it once: {@code CHAT_DATABASE}, {@code CHAT_DATABASEUSER} and {@code
 * CHAT_DATABASEPASSWORD}.
 *
 * <pre>aws cognito-idp list-users --user-pool-id eu-central-1_example &gt; users.json</pre>
 */
public final class CognitoIds {
  private CognitoIds() {}

  /**
   * Runs it.
   *
   * @param args the file, if any
   * @throws IOException if the file can't be read
   */
  public static void main(String[] args) throws IOException {
    DataSource database =
        DataSourceBuilder.create()
            .url(setting("CHAT_DATABASE"))
            .username(setting("CHAT_DATABASEUSER"))
            .password(setting("CHAT_DATABASEPASSWORD"))
            .build();
    try (InputStream printed =
        args.length == 0
            ? new BufferedInputStream(System.in)
            : Files.newInputStream(Path.of(args[0]))) {
      int written = write(CognitoUsers.read(printed), JdbcClient.create(database));
      System.out.println(written + " users have their Cognito ids");
    }
  }

  /** Returns how many were written. */
  static int write(List<CognitoUser> users, JdbcClient database) {
    int written = 0;
    for (CognitoUser user : users) {
      written +=
          database
              .sql(
                  "insert into profile (id, cognito_id, handle, display_name) values (?, ?, ?, ?)"
                      + " on conflict (handle) do update set cognito_id = excluded.cognito_id")
              .params(UUID.randomUUID(), user.subject(), user.handle(), user.name())
              .update();
    }
    return written;
  }

  private static String setting(String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw new IllegalArgumentException("Set " + name);
    }
    return value;
  }
}
