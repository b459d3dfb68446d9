package io.github.ddbmessaging.spring;

import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * Up while the table can be used. {@code DescribeTable} is for operators and has a low limit per
 * account, so the answer is kept for a while, whatever it was and however often probes ask.
 */
final class TableHealthIndicator implements HealthIndicator {
  static final Duration KEPT = Duration.ofSeconds(30);

  private final MessagingTable table;
  private final String name;
  private final InstantSource clock;
  private @Nullable Answer last;

  TableHealthIndicator(MessagingTable table, String name, InstantSource clock) {
    this.table = table;
    this.name = name;
    this.clock = clock;
  }

  @Override
  public synchronized Health health() {
    Instant now = clock.instant();
    Answer answer = last;
    if (answer == null || !now.isBefore(answer.at().plus(KEPT))) {
      answer = new Answer(now, ask());
      last = answer;
    }
    return answer.health();
  }

  private Health ask() {
    try {
      Optional<TableDescription> found = table.describe();
      if (found.isEmpty()) {
        return Health.down().withDetail("table", name).withDetail("status", "MISSING").build();
      }
      TableStatus status = found.get().tableStatus();
      Health.Builder health =
          status == TableStatus.ACTIVE || status == TableStatus.UPDATING
              ? Health.up()
              : Health.down();
      return health
          .withDetail("table", name)
          .withDetail("status", found.get().tableStatusAsString())
          .build();
    } catch (DynamoDbFailureException e) {
      return Health.down(e).withDetail("table", name).build();
    }
  }

  private record Answer(Instant at, Health health) {}
}
