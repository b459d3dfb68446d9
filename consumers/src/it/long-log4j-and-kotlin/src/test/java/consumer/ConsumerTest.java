package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.testing.LocalDynamoDb;
import kotlin.KotlinVersion;
import kotlin.time.TimeSource;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.Test;

class ConsumerTest {

  @Test
  void start_whenTheProgramHasLog4jAndKotlin_answers() {
    try (LocalDynamoDb dynamoDb = LocalDynamoDb.start()) {
      assertThat(dynamoDb.client().listTables().tableNames()).isEmpty();
    }
  }

  @Test
  void getContext_afterTheEngineStarted_isThatOfLog4jCore() {
    LocalDynamoDb.start().close();

    assertThat(LogManager.getContext(false)).isInstanceOf(LoggerContext.class);
  }

  @Test
  void kotlin_whenTheFixtureIsDeclaredLast_isTheProgramsOwn() {
    assertThat(KotlinVersion.CURRENT).hasToString("2.1.0");
  }

  @Test
  void hasPassedNow_whenTheFixtureIsDeclaredLast_answers() {
    TimeSource.WithComparableMarks clock = TimeSource.Monotonic.INSTANCE;

    assertThat(clock.markNow().hasPassedNow()).isTrue();
  }
}
