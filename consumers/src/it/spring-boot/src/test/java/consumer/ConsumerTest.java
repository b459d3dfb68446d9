package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.spring.test.AutoConfigureLocalMessaging;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureLocalMessaging
class ConsumerTest {
  @Autowired MeterRegistry meters;
  @Autowired HealthEndpoint health;

  private final Http http;

  ConsumerTest(@Autowired Environment environment) {
    http = new Http(environment.getRequiredProperty("local.server.port", Integer.class));
  }

  @Test
  void send_isListedAndTimed() throws Exception {
    http.sendHi();

    assertThat(http.send("GET", "/previews/bob", "")).isEqualTo("[\"Hi Bob\"]");
    assertThat(meters.get("ddb.messaging.calls").tag("operation", "createGroup").timer().count())
        .isPositive();
  }

  @Test
  void readiness_hasTheTable() throws Exception {
    assertThat(http.send("GET", "/actuator/health/readiness", "")).isEqualTo("{\"status\":\"UP\"}");
    assertThat(health.healthForPath("readiness", "messaging").getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void log_isLog4js() {
    assertThat(LoggerFactory.getILoggerFactory().getClass().getName())
        .startsWith("org.apache.logging.slf4j");
  }
}
