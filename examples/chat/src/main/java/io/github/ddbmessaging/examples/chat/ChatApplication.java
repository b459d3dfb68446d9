package io.github.ddbmessaging.examples.chat;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the service; it runs until its process is told to end. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@EnableConfigurationProperties(ChatSettings.class)
@EnableScheduling
public class ChatApplication {
  /** For Spring, which extends this class. */
  protected ChatApplication() {}

  /**
   * Starts the service.
   *
   * @param args settings, such as {@code --server.port=8081}
   */
  public static void main(String[] args) {
    SpringApplication.run(ChatApplication.class, args);
  }
}
