package io.github.ddbmessaging.examples.chat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The PostgreSQL with the users: one that is there, or one for as long as this process lives. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
  private static final int CONNECTIONS = 10;

  private DatabaseConfiguration() {}

  private static HikariDataSource pool(String url, String user, String password) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(CONNECTIONS);
    return new HikariDataSource(config);
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty("chat.database")
  static class Given {
    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(ChatSettings settings) {
      return pool(
          String.valueOf(settings.database()),
          settings.databaseUser(),
          settings.databasePassword());
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(name = "chat.database", matchIfMissing = true, havingValue = "none")
  @ConditionalOnMissingBean(DataSource.class)
  static class Embedded {
    @Bean(destroyMethod = "close")
    EmbeddedPostgres embeddedPostgres() throws IOException {
      return EmbeddedPostgres.builder()
          // Nothing of it outlives this process.
          .setServerConfig("fsync", "off")
          .setServerConfig("synchronous_commit", "off")
          .start();
    }

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(EmbeddedPostgres postgres) {
      return pool(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
    }
  }
}
