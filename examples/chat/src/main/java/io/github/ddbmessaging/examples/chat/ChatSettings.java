package io.github.ddbmessaging.examples.chat;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What can be set of the service, as {@code chat.…}; a name that is none of these ends the start.
 * Without any of it, all runs in this process.
 *
 * @param database the JDBC URL of a PostgreSQL with users; without one, a PostgreSQL of its own is
 *     started and removed at the end
 * @param databaseUser who the service is to that database
 * @param databasePassword its password
 * @param cognito the user pool whose tokens are taken; without one, the demo's tokens are
 * @param demoData whether there are people and conversations at the start
 * @param attachments what is kept of files
 * @param limits how much one user may ask for
 * @param live what is kept for the open pages
 */
@ConfigurationProperties(value = "chat", ignoreUnknownFields = false)
public record ChatSettings(
    @Nullable String database,
    @DefaultValue("chat") String databaseUser,
    @DefaultValue("") String databasePassword,
    @Nullable Cognito cognito,
    @DefaultValue("true") boolean demoData,
    @DefaultValue Attachments attachments,
    @DefaultValue Limits limits,
    @DefaultValue Live live) {

  /**
   * A user pool of Amazon Cognito.
   *
   * @param issuer as {@code https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_example}
   * @param clientId the application's id in the pool
   */
  public record Cognito(String issuer, String clientId) {}

  /**
   * Files of messages.
   *
   * @param directory where they lie; without one, in a directory that is removed at the end
   * @param keepUnsent how long a file waits for the message that names it
   */
  public record Attachments(@Nullable Path directory, @DefaultValue("1d") Duration keepUnsent) {}

  /**
   * How much one user may ask for. What is left fills up again evenly.
   *
   * @param requests requests at once
   * @param requestsPerSecond requests a second after these
   * @param writes requests at once that change something
   * @param writesPerSecond such requests a second after these
   * @param body the largest body that is not a file
   */
  public record Limits(
      @DefaultValue("200") long requests,
      @DefaultValue("50") long requestsPerSecond,
      @DefaultValue("60") long writes,
      @DefaultValue("10") long writesPerSecond,
      @DefaultValue("64KB") DataSize body) {}

  /**
   * Events for open pages.
   *
   * @param kept how many are kept for pages that come back
   * @param pagesPerUser how many pages one user has open at once
   * @param heartbeat how often a page without news hears that the service is there
   */
  public record Live(
      @DefaultValue("10000") int kept,
      @DefaultValue("20") int pagesPerUser,
      @DefaultValue("15s") Duration heartbeat) {}
}
