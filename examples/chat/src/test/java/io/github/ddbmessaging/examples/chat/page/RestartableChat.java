package io.github.ddbmessaging.examples.chat.page;

import io.github.ddbmessaging.examples.chat.ChatApplication;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A service that can be stopped and started, on databases that stay. */
final class RestartableChat implements AutoCloseable {
  private final EmbeddedPostgres postgres;
  private final LocalDynamoDb dynamoDb = LocalDynamoDb.start();
  private final KeyPair keys;
  private final Path files;
  private ConfigurableApplicationContext context;
  private String port = "0";

  RestartableChat(Path files) throws IOException, NoSuchAlgorithmException {
    this.files = files;
    postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    keys = generator.generateKeyPair();
    start();
  }

  void start() {
    context =
        new SpringApplicationBuilder(ChatApplication.class)
            .initializers(
                starting -> {
                  starting.getBeanFactory().registerSingleton("keptDynamoDb", dynamoDb);
                  starting.getBeanFactory().registerSingleton("keptKeys", keys);
                })
            .run(
                "--server.port=" + port,
                "--chat.database=" + postgres.getJdbcUrl("postgres", "postgres"),
                "--chat.database-user=postgres",
                "--chat.attachments.directory=" + files);
    port = context.getEnvironment().getRequiredProperty("local.server.port");
  }

  void stop() {
    context.close();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void close() throws IOException {
    context.close();
    dynamoDb.close();
    postgres.close();
  }
}
