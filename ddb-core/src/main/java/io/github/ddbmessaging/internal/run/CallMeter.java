package io.github.ddbmessaging.internal.run;

import io.github.ddbmessaging.model.CallListener;
import io.github.ddbmessaging.model.CallReport;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** Measures one call of a store and reports it to the listener. Safe for use by many threads. */
final class CallMeter {
  private static final Logger LOG = LoggerFactory.getLogger(CallMeter.class);

  private final String operation;
  private final @Nullable CallListener listener;
  private final Map<String, Double> indexUnits = new HashMap<>();
  private int requests;
  private int retries;
  private double readUnits;
  private double writeUnits;

  CallMeter(String operation, @Nullable CallListener listener) {
    this.operation = operation;
    this.listener = listener;
  }

  String operation() {
    return operation;
  }

  synchronized void request() {
    requests++;
  }

  synchronized void retry() {
    retries++;
    LOG.debug("{} tries again, retry {}", operation, retries);
  }

  synchronized int retries() {
    return retries;
  }

  synchronized <R extends DynamoDbResponse> void response(Request<R> request, R response) {
    for (ConsumedCapacity capacity : request.capacity().apply(response)) {
      double units =
          orZero(
              capacity.table() != null
                  ? capacity.table().capacityUnits()
                  : capacity.capacityUnits());
      if (request.writes()) {
        writeUnits += units;
      } else {
        readUnits += units;
      }
      capacity
          .globalSecondaryIndexes()
          .forEach(
              (name, index) -> indexUnits.merge(name, orZero(index.capacityUnits()), Double::sum));
    }
  }

  private static double orZero(@Nullable Double units) {
    return units == null ? 0 : units;
  }

  synchronized void end(@Nullable RuntimeException failure) {
    if (listener == null) {
      return;
    }
    try {
      listener.onCall(
          new CallReport(
              operation,
              requests,
              retries,
              readUnits,
              writeUnits,
              indexUnits,
              Optional.ofNullable(failure)));
    } catch (RuntimeException | Error e) {
      // The call itself has ended well or badly; its listener must not change that.
      LOG.warn("The listener failed on {}: {}", operation, e.getClass().getName());
    }
  }
}
