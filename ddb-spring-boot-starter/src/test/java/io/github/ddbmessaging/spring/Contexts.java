package io.github.ddbmessaging.spring;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.User;
import java.net.URI;
import java.util.Objects;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

/** Applications for tests, and what they would print if they don't start. */
final class Contexts {
  static final NewGroup GROUP =
      NewGroup.direct(new User("ann", "Ann", "ann"), new User("bob", "Bob", "bob"));
  static final NewMessage MESSAGE = NewMessage.from("ann", "Hi Bob");

  private Contexts() {}

  /** With the starter alone, and without what the machine has set up for the AWS SDK. */
  static ApplicationContextRunner starter() {
    return new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                LocalMessagingAutoConfiguration.class,
                MessagingAutoConfiguration.class,
                MessagingCacheAutoConfiguration.class,
                MessagingHealthAutoConfiguration.class,
                MessagingMetricsAutoConfiguration.class,
                MessagingPollerAutoConfiguration.class))
        .withSystemProperties(
            "aws.accessKeyId=local",
            "aws.secretAccessKey=local",
            "aws.configFile=none",
            "aws.sharedCredentialsFile=none",
            "aws.disableEc2Metadata=true");
  }

  static ApplicationContextRunner local() {
    return starter().withPropertyValues("ddb.messaging.local=true");
  }

  /** With a client of its own that goes to an engine. */
  static ApplicationContextRunner over(URI endpoint) {
    return starter()
        .withPropertyValues(
            "ddb.messaging.client.region=eu-west-1",
            "ddb.messaging.client.endpoint=" + endpoint,
            "ddb.messaging.table-name=messages",
            "ddb.messaging.table.on-start=create");
  }

  static Sent send(MessagingStore store) {
    return store.createGroup(GROUP, MESSAGE);
  }

  /** What Spring Boot prints for a failed start: the first analysis that there is. */
  static FailureAnalysis analysis(Throwable failure) {
    return SpringFactoriesLoader.forDefaultResourceLocation()
        .load(
            FailureAnalyzer.class,
            ArgumentResolver.of(BeanFactory.class, new DefaultListableBeanFactory())
                .and(Environment.class, new StandardEnvironment()),
            SpringFactoriesLoader.FailureHandler.handleMessage((message, cause) -> {}))
        .stream()
        .map(analyzer -> analyzer.analyze(failure))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(() -> new AssertionError("No analysis", failure));
  }
}
