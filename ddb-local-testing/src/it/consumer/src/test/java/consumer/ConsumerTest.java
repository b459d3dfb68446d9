package consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsumerTest {

  private static final Pattern AWS_SDK_JAR =
      Pattern.compile("software.amazon.awssdk.[^/\\\\]+.([0-9.]+)[/\\\\]");

  @Test
  void start_whenTheFixtureIsTheOnlyDependency_answers() {
    try (LocalDynamoDb dynamoDb = LocalDynamoDb.start()) {
      assertThat(dynamoDb.client().listTables().tableNames()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.mockito.Mockito",
        "org.hamcrest.Matcher",
        "org.objenesis.Objenesis",
        "org.apache.logging.log4j.core.Logger",
        "org.apache.commons.logging.Log",
        "org.apache.commons.codec.binary.Hex",
        "org.apache.http.client.HttpClient",
        "com.fasterxml.jackson.dataformat.cbor.CBORFactory"
      })
  void classPath_whenTheFixtureIsTheOnlyDependency_lacksWhatTheEngineDoesNotNeed(String className) {
    assertThatThrownBy(() -> Class.forName(className)).isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void classPath_whenTheFixtureIsTheOnlyDependency_hasOneVersionOfTheAwsSdk() {
    Stream<String> versions =
        AWS_SDK_JAR
            .matcher(System.getProperty("java.class.path"))
            .results()
            .map(match -> match.group(1));

    assertThat(versions.distinct()).hasSize(1);
  }
}
