package io.github.ddbmessaging.examples.kcl;

import io.github.ddbmessaging.testing.fault.Faults;
import org.jspecify.annotations.Nullable;

/** Breaks one of several workers for good: the next one that writes, after some transactions. */
final class Saboteur {
  private boolean armed;
  private int left;
  private @Nullable String victim;

  /** The faults that a worker meets. */
  Faults of(String workerId) {
    Faults faults = Faults.withRandomSeed();
    faults.on("TransactWriteItems").when(call -> strikes(workerId)).internalServerError();
    return faults;
  }

  synchronized void breakOneAfter(int transactions) {
    armed = true;
    left = transactions;
  }

  /** The id of the worker that is being broken, or null as long as none is. */
  synchronized @Nullable String victim() {
    return victim;
  }

  private synchronized boolean strikes(String workerId) {
    if (armed && victim == null) {
      victim = workerId;
    }
    if (!workerId.equals(victim)) {
      return false;
    }
    left--;
    return left < 0;
  }
}
