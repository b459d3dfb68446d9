package io.github.ddbmessaging.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Whatever the machine is set to, the engine and its clients work in the same way. */
@Tag("long")
class MachineSettingsTest {

  private Properties before;

  @BeforeEach
  void keepProperties() {
    before = (Properties) System.getProperties().clone();
  }

  @AfterEach
  void restoreProperties() {
    System.setProperties(before);
  }

  private static void useEverything() {
    try (LocalDynamoDb dynamoDb = LocalDynamoDb.builder().http().start()) {
      assertThat(dynamoDb.client().listTables().tableNames()).isEmpty();
      assertThat(dynamoDb.asyncClient().listTables().join().tableNames()).isEmpty();
      assertThat(dynamoDb.streamsClient().listStreams().streams()).isEmpty();
      assertThat(dynamoDb.streamsAsyncClient().listStreams().join().streams()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "aws.useFipsEndpoint, true",
    "aws.useFipsEndpoint, perhaps",
    "aws.useDualstackEndpoint, true",
    "aws.useDualstackEndpoint, perhaps",
    "aws.maxAttempts, many",
    "aws.maxAttempts, 0",
    "aws.retryMode, never",
    "aws.newRetries2026, perhaps",
    "aws.defaultsMode, none",
    "aws.defaultsMode, auto",
    "aws.endpointDiscoveryEnabled, true",
    "aws.endpointDiscoveryEnabled, perhaps",
    "aws.accountIdEndpointMode, required",
    "aws.accountIdEndpointMode, perhaps",
    "aws.disableRequestCompression, perhaps",
    "aws.requestMinCompressionSizeBytes, few",
    "aws.requestChecksumCalculation, perhaps",
    "aws.responseChecksumValidation, perhaps",
    "aws.authSchemePreference, none",
    "aws.sigv4a.signing.region.set, '@'",
    "aws.endpointUrl, ':'",
    "aws.endpointUrlDynamoDb, ':'",
    "aws.ignoreConfiguredEndpointUrls, perhaps",
    "aws.partitionsFile, /missing",
    "aws.profile, missing",
    "aws.region, '@'",
    "aws.accessKeyId, ''",
    "aws.cborEnabled, perhaps",
    "aws.executionEnvironment, '\u00e9'",
    "software.amazon.awssdk.http.service.impl, missing.Http",
    "software.amazon.awssdk.http.async.service.impl, missing.Http",
    "http.proxyHost, proxy.invalid",
    "socksProxyHost, proxy.invalid",
    "java.net.useSystemProxies, true",
    "user.home, /missing"
  })
  void clients_whenASettingOfTheMachineIsOfNoUse_workAllTheSame(String name, String value) {
    System.setProperty(name, value);

    useEverything();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[default]\nuse_fips_endpoint = true\nuse_dualstack_endpoint = true\n",
        "[default]\nretry_mode = never\nmax_attempts = many\ndefaults_mode = none\n",
        "[default]\nendpoint_discovery_enabled = true\naws_endpoint_discovery_enabled = true\n",
        "[default]\naccount_id_endpoint_mode = required\nendpoint_url = ::\n",
        "[default]\nrequest_min_compression_size_bytes = few\nauth_scheme_preference = none\n"
      })
  void clients_whenTheProfileFileIsOfNoUse_workAllTheSame(String profiles, @TempDir Path folder)
      throws Exception {
    Path file = Files.writeString(folder.resolve("config"), profiles);
    System.setProperty("aws.configFile", file.toString());
    System.setProperty("aws.sharedCredentialsFile", file.toString());

    useEverything();
  }

  /** Fails every attempt, and counts them. */
  private record Attempts(AtomicInteger count) implements ExecutionInterceptor {

    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      count.incrementAndGet();
      throw SdkClientException.builder().cause(new java.io.IOException("lost")).build();
    }
  }

  @ParameterizedTest
  @CsvSource({"aws.maxAttempts, 2", "aws.retryMode, standard", "aws.newRetries2026, true"})
  void client_whenTheMachineSetsRetries_makesTheNineAttemptsOfDynamoDb(String name, String value) {
    System.setProperty(name, value);
    AtomicInteger attempts = new AtomicInteger();

    try (LocalDynamoDb dynamoDb =
        LocalDynamoDb.builder()
            .clients(clients -> clients.addExecutionInterceptor(new Attempts(attempts)))
            .start()) {
      assertThatThrownBy(() -> dynamoDb.client().listTables());
    }

    assertThat(attempts).hasValue(9);
  }
}
