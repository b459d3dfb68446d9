package io.github.ddbmessaging.internal.run;

import io.github.ddbmessaging.model.CallListener;
import io.github.ddbmessaging.model.CallListener.ObservedCall;
import io.github.ddbmessaging.model.CallListener.Scope;
import io.github.ddbmessaging.model.CallReport;
import io.github.ddbmessaging.model.CallReport.Outcome;
import io.github.ddbmessaging.model.CallReport.Throttling;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** Measures one call of a store and reports it to the listener. Safe for use by many threads. */
final class CallMeter {
  private static final Logger LOG = LoggerFactory.getLogger(CallMeter.class);
  private static final ObservedCall UNOBSERVED = report -> {};

  private final String operation;
  private final String tableName;
  private final LongSupplier nanoTime;
  private final long begun;
  private final ObservedCall observed;
  private final Map<String, Double> indexUnits = new HashMap<>();
  private final Set<Throttling> throttling = new HashSet<>();
  private int requests;
  private int retries;
  private int conflicts;
  private double readUnits;
  private double writeUnits;

  private CallMeter(
      String operation, String tableName, LongSupplier nanoTime, ObservedCall observed) {
    this.operation = operation;
    this.tableName = tableName;
    this.nanoTime = nanoTime;
    this.observed = observed;
    this.begun = observed == UNOBSERVED ? 0 : nanoTime.getAsLong();
  }

  /** Begins a call, and tells the listener, if there is one. */
  static CallMeter begin(String operation, CallSettings settings, LongSupplier nanoTime) {
    CallListener listener = settings.listener();
    ObservedCall observed =
        listener == null
            ? UNOBSERVED
            : guarded(
                operation, () -> listener.onBegin(operation, settings.tableName()), UNOBSERVED);
    return new CallMeter(operation, settings.tableName(), nanoTime, observed);
  }

  String operation() {
    return operation;
  }

  /** Makes current what the listener opened for this call, around the sending of a request. */
  Scope makeCurrent() {
    if (observed == UNOBSERVED) {
      return Scope.NONE;
    }
    Scope scope = guarded(operation, observed::makeCurrent, Scope.NONE);
    return () ->
        guarded(
            operation,
            () -> {
              scope.close();
              return true;
            },
            false);
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

  synchronized void failure(RuntimeException thrown) {
    throttling.addAll(Throttlings.of(thrown));
    if (new ClientFailure(thrown).isConflict()) {
      conflicts++;
    }
  }

  private static double orZero(@Nullable Double units) {
    return units == null ? 0 : units;
  }

  void end(@Nullable RuntimeException failure) {
    if (observed != UNOBSERVED) {
      CallReport report = report(Optional.ofNullable(failure));
      guarded(
          operation,
          () -> {
            observed.onEnd(report);
            return true;
          },
          false);
    }
  }

  private synchronized CallReport report(Optional<RuntimeException> failure) {
    return new CallReport(
        operation,
        tableName,
        Outcome.of(failure),
        Duration.ofNanos(Math.max(0, nanoTime.getAsLong() - begun)),
        requests,
        retries,
        conflicts,
        readUnits,
        writeUnits,
        indexUnits,
        throttling,
        failure);
  }

  /** A call ends well or badly by itself; its listener must not change that. */
  private static <T> T guarded(String operation, Supplier<T> told, T otherwise) {
    try {
      T result = told.get();
      return result == null ? otherwise : result;
    } catch (Throwable e) { // Also what a language without checked exceptions throws.
      LOG.warn("The listener failed on {}: {}", operation, e.getClass().getName());
      return otherwise;
    }
  }
}
