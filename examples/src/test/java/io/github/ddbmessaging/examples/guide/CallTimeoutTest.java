package io.github.ddbmessaging.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddbmessaging.AsyncMessagingStore;
import io.github.ddbmessaging.MessagingBuilder;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.model.User;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A service that accepts connections and never answers: a call took up to an hour. With both retry
 * modes of the SDK.
 */
@Tag("long") // It waits for time-outs; RunnersTest has a clock of its own.
class CallTimeoutTest {
  private static final String NEW_RETRIES = "aws.newRetries2026";
  private static final Duration TIMEOUT = Duration.ofMillis(300);

  /** Many times what is allowed, for a slow machine, and far from what the SDK alone would take. */
  private static final Duration MOST = Duration.ofSeconds(5);

  private static final NewMessage HI = NewMessage.from("ann", "Hi");
  private static final NewGroup DIRECT =
      NewGroup.direct(new User("ann", "Ann", "ann"), new User("bob", "Bob", "bob"));

  private ServerSocket silent;

  @BeforeEach
  void listen() throws IOException {
    silent = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    silent.close();
    System.clearProperty(NEW_RETRIES);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void call_whenNothingAnswers_endsWithinItsTime(boolean newRetries) {
    System.setProperty(NEW_RETRIES, String.valueOf(newRetries));
    try (DynamoDbClient client = configured(DynamoDbClient.builder(), config -> {}).build()) {
      MessagingStore store = within(TIMEOUT, MessagingStore.builder().client(client)).build();

      assertEnds(() -> store.createGroup(DIRECT, HI), true);
      assertEnds(() -> store.createMessage("g-1", HI), false);
      assertEnds(() -> store.listMessages("g-1", PageRequest.newestFirst(1)), false);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void call_ofTheAsynchronousStore_whenNothingAnswers_endsWithinItsTime(boolean newRetries) {
    System.setProperty(NEW_RETRIES, String.valueOf(newRetries));
    try (DynamoDbAsyncClient client =
        configured(DynamoDbAsyncClient.builder(), config -> {}).build()) {
      AsyncMessagingStore store =
          within(TIMEOUT, AsyncMessagingStore.builder().client(client)).build();

      assertEnds(() -> join(store.createGroup(DIRECT, HI)), true);
      assertEnds(() -> join(store.createMessage("g-1", HI)), false);
      assertEnds(() -> join(store.listMessages("g-1", PageRequest.newestFirst(1))), false);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void call_whenTheClientsOwnTimeoutIsShorter_triesAgainWithinItsTime(boolean newRetries) {
    System.setProperty(NEW_RETRIES, String.valueOf(newRetries));
    try (DynamoDbClient client =
        configured(DynamoDbClient.builder(), config -> config.apiCallTimeout(TIMEOUT.dividedBy(2)))
            .build()) {
      MessagingStore store =
          within(TIMEOUT.multipliedBy(6), MessagingStore.builder().client(client)).build();

      assertThat(assertEnds(() -> store.createGroup(DIRECT, HI), true))
          .hasMessageContaining("was given up after")
          .message()
          .doesNotContain("after 1 attempt:");
    }
  }

  private static <B extends MessagingBuilder<B>> B within(Duration time, B builder) {
    return builder.tableName("t").retries(RetrySettings.DEFAULT.withCallTimeout(time));
  }

  private <B extends AwsClientBuilder<B, ?>> B configured(
      B builder, Consumer<ClientOverrideConfiguration.Builder> config) {
    return builder
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .endpointOverride(URI.create("http://127.0.0.1:" + silent.getLocalPort()))
        .overrideConfiguration(config);
  }

  private static void join(CompletableFuture<?> call) {
    try {
      Object unused = call.join();
    } catch (CompletionException e) {
      throw (MessagingException) e.getCause();
    }
  }

  private static MessagingException assertEnds(Runnable call, boolean mayHaveTakenEffect) {
    long begin = System.nanoTime();
    MessagingException failure = catchThrowableOfType(MessagingException.class, call::run);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(MOST);
    assertThat(failure.mayHaveTakenEffect()).isEqualTo(mayHaveTakenEffect);
    return failure;
  }
}
