package io.github.ddbmessaging.examples.lambda;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import io.github.ddbmessaging.MessagingStore;
import java.net.URI;
import java.util.Locale;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Makes a handler in a fresh JVM and hands it its first event. Prints how long each took, in
 * microseconds.
 */
final class FirstCallProbe {
  private FirstCallProbe() {}

  /** Which client sends the SDK's requests. */
  enum Http {
    APACHE("Apache 5"),
    URL_CONNECTION("URL connection"),
    CRT("CRT");

    private final String label;

    Http(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }

    private SdkHttpClient.Builder<?> builder() {
      return switch (this) {
        case APACHE -> Apache5HttpClient.builder();
        case URL_CONNECTION -> UrlConnectionHttpClient.builder();
        case CRT -> AwsCrtHttpClient.builder();
      };
    }
  }

  /**
   * Probes.
   *
   * @param args the name of an {@link Http}, whether to prime, the address of DynamoDB, and a table
   */
  public static void main(String[] args) {
    // Lambda's runtime does this.
    DynamodbEvent event = LambdaJson.event("messages-of-two-groups");
    CollectedLog log = new CollectedLog();

    long start = System.nanoTime();
    ProjectorHandler handler =
        new ProjectorHandler(
            MessagingStore.builder()
                .client(client(Http.valueOf(args[0]), URI.create(args[2])))
                .tableName(args[3])
                .build()
                .projector());
    if (Boolean.parseBoolean(args[1])) {
      handler.prime();
    }
    long made = System.nanoTime();
    boolean done = handler.handleRequest(event, log.context()).getBatchItemFailures().isEmpty();
    long answered = System.nanoTime();

    if (!done || !log.lines().isEmpty()) {
      throw new AssertionError("Not done: " + log.lines());
    }
    System.out.printf(Locale.ROOT, "%d %d%n", (made - start) / 1_000, (answered - made) / 1_000);
  }

  private static DynamoDbClient client(Http http, URI endpoint) {
    return DynamoDbClient.builder()
        .httpClientBuilder(http.builder())
        .region(Region.EU_CENTRAL_1)
        .endpointOverride(endpoint)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .build();
  }
}
