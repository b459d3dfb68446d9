package io.github.ddbmessaging.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class TableHealthTest {
  private Instant now = Instant.parse("2026-11-21T10:00:00Z");

  @Test
  void health_whateverTheTable_tellsItsStatus() {
    LocalDynamoDb engine = LocalDynamoDb.start();
    MessagingTable table = MessagingTable.of(engine.client(), "messages");
    TableHealthIndicator indicator = new TableHealthIndicator(table, "messages", () -> now);
    Health missing = indicator.health();
    table.create(TableSettings.onDemand());
    Health kept = indicator.health();
    now = now.plus(TableHealthIndicator.KEPT);
    Health active = indicator.health();
    engine.close();
    now = now.plus(TableHealthIndicator.KEPT);
    Health unreachable = indicator.health();

    assertThat(missing.getStatus()).isEqualTo(Status.DOWN);
    assertThat(missing.getDetails()).containsEntry("status", "MISSING");
    assertThat(kept).isSameAs(missing);
    assertThat(active.getStatus()).isEqualTo(Status.UP);
    assertThat(active.getDetails())
        .containsEntry("table", "messages")
        .containsEntry("status", "ACTIVE");
    assertThat(unreachable.getStatus()).isEqualTo(Status.DOWN);
    assertThat(unreachable.getDetails()).containsKey("error");
  }

  @Test
  void readiness_byDefault_hasTheTable() {
    application()
        .run(
            context -> {
              HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);

              assertThat(endpoint.healthForPath("readiness", "messaging").getStatus())
                  .isEqualTo(Status.UP);
              assertThat(endpoint.healthForPath("messaging").getStatus()).isEqualTo(Status.UP);
              assertThat(endpoint.healthForPath("liveness", "messaging")).isNull();
            });
  }

  @Test
  void readiness_besideItsMembers_staysSpringBootsOwn() {
    application()
        .withPropertyValues(
            "management.endpoint.health.group.readiness.include=readinessState",
            "management.endpoint.health.group.readiness.show-components=always",
            "management.endpoint.health.group.readiness.show-details=never",
            "management.endpoint.health.group.readiness.additional-path=server:/ready",
            "management.endpoint.health.group.readiness.status.http-mapping.down=503")
        .run(
            context -> {
              HealthEndpointGroup group =
                  context.getBean(HealthEndpointGroups.class).get("readiness");

              assertThat(group.isMember("readinessState")).isTrue();
              assertThat(group.showComponents(SecurityContext.NONE)).isTrue();
              assertThat(group.showDetails(SecurityContext.NONE)).isFalse();
              assertThat(group.getAdditionalPath()).hasToString("server:/ready");
              assertThat(group.getStatusAggregator().getAggregateStatus(Status.UP, Status.DOWN))
                  .isEqualTo(Status.DOWN);
              assertThat(group.getHttpCodeStatusMapper().getStatusCode(Status.DOWN)).isEqualTo(503);
            });
  }

  @Test
  void readiness_whenTurnedOff_hasNoTable() {
    application()
        .withPropertyValues("ddb.messaging.health.readiness=false")
        .run(
            context -> {
              HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);

              assertThat(endpoint.healthForPath("readiness", "messaging")).isNull();
              assertThat(endpoint.healthForPath("messaging").getStatus()).isEqualTo(Status.UP);
            });
  }

  @Test
  void health_whenTurnedOff_isAbsent() {
    application()
        .withPropertyValues("management.health.messaging.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean("messagingHealthIndicator"));
  }

  private static ApplicationContextRunner application() {
    return Contexts.local()
        .withConfiguration(
            AutoConfigurations.of(
                ApplicationAvailabilityAutoConfiguration.class,
                HealthContributorAutoConfiguration.class,
                HealthContributorRegistryAutoConfiguration.class,
                HealthEndpointAutoConfiguration.class,
                AvailabilityProbesAutoConfiguration.class))
        .withPropertyValues("management.endpoint.health.probes.enabled=true");
  }
}
