package io.github.ddbmessaging.spring;

import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.TableSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * Makes or validates the table before anything uses it. Stores and admins depend on it. How a table
 * that is there is paid is not looked at: it changes while a service runs.
 */
final class TableAtStart implements InitializingBean {
  private static final Logger LOG = LoggerFactory.getLogger(TableAtStart.class);
  private static final int ATTEMPTS = 4;
  private static final Duration TIME_TO_BECOME_ACTIVE = Duration.ofMinutes(5);
  private static final Duration NEW = Duration.ofMinutes(10);

  private final MessagingTable table;
  private final String name;
  private final TableSettings settings;
  private final TableOnStart action;
  private final Clock clock;
  private boolean tried;

  TableAtStart(
      MessagingTable table, String name, TableSettings settings, TableOnStart action, Clock clock) {
    this.table = table;
    this.name = name;
    this.settings = settings;
    this.action = action;
    this.clock = clock;
  }

  @Override
  public void afterPropertiesSet() {
    for (int left = ATTEMPTS - 1; ; left--) {
      try {
        act();
        return;
      } catch (DynamoDbFailureException e) {
        // The first requests of a JVM can take longer than the client's time-outs allow.
        if (left == 0 || !tookTooLong(e)) {
          throw wrong(
              "can't be done for table " + name + ": " + oneLine(e),
              "Check Region, credentials and permissions, or set it to none.",
              e);
        }
        LOG.info("No answer about the table {} in time, asking again", name);
      }
    }
  }

  private void act() {
    switch (action) {
      case NONE -> LOG.debug("The table {} is left as it is", name);
      case VALIDATE -> validate();
      case CREATE -> create();
    }
  }

  private static boolean tookTooLong(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ApiCallTimeoutException
          || cause instanceof ApiCallAttemptTimeoutException) {
        return true;
      }
    }
    return false;
  }

  private void create() {
    Optional<TableDescription> there = table.describe();
    if (there.isPresent() && !tried && !isNew(there.get())) {
      table.waitUntilActive(TIME_TO_BECOME_ACTIVE);
      validate();
      return;
    }
    boolean made = there.isEmpty() && make();
    if (!made) {
      // By an attempt of ours whose answer was late, or by another instance that starts as well.
      table.waitUntilActive(TIME_TO_BECOME_ACTIVE);
    }
    if (settings.timeToLive()) {
      turnOnTimeToLive();
    }
    if (made) {
      LOG.info("Made the table {}", name);
    } else {
      validate();
    }
  }

  /** Whoever makes the table may not have turned on time to live yet, or may never do it. */
  private boolean isNew(TableDescription there) {
    return there.tableStatus() == TableStatus.CREATING
        || there.creationDateTime().isAfter(clock.instant().minus(NEW));
  }

  private boolean make() {
    tried = true;
    try {
      table.create(settings.withTimeToLive(false));
      return true;
    } catch (DynamoDbFailureException e) {
      if (e.getCause() instanceof ResourceInUseException) {
        return false;
      }
      throw e;
    }
  }

  private void turnOnTimeToLive() {
    try {
      table.enableTimeToLive();
    } catch (DynamoDbFailureException e) {
      if (misfits(settings).size() > misfits(settings.withTimeToLive(false)).size()) {
        throw e;
      }
      LOG.debug("Time to live of {} is on already", name);
    }
  }

  private void validate() {
    List<String> misfits = misfits(settings);
    if (!misfits.isEmpty()) {
      throw wrong(
          "found that table " + name + " does not fit: " + String.join(" ", misfits),
          "Change the table, or ddb.messaging.table to what it is.",
          null);
    }
  }

  private List<String> misfits(TableSettings expected) {
    return table.check(paidAsItIs(expected));
  }

  private TableSettings paidAsItIs(TableSettings expected) {
    Optional<TableDescription> found = table.describe();
    boolean onDemand =
        found
            .map(TableDescription::billingModeSummary)
            .filter(summary -> summary.billingMode() == BillingMode.PAY_PER_REQUEST)
            .isPresent();
    TableSettings.Throughput throughput =
        found.isEmpty() || onDemand
            ? null
            : new TableSettings.Throughput(
                found.get().provisionedThroughput().readCapacityUnits(),
                found.get().provisionedThroughput().writeCapacityUnits());
    return new TableSettings(
        throughput,
        expected.stream(),
        expected.timeToLive(),
        expected.deletionProtection(),
        expected.groupIndex());
  }

  private WrongPropertyException wrong(String problem, String advice, @Nullable Throwable cause) {
    return new WrongPropertyException(
        "ddb.messaging.table.on-start=" + action.name().toLowerCase(Locale.ROOT) + " " + problem,
        advice,
        cause);
  }

  static String oneLine(DynamoDbFailureException e) {
    return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
  }
}
