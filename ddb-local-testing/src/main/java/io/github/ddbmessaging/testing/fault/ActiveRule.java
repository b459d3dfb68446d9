package io.github.ddbmessaging.testing.fault;

import io.github.ddbmessaging.testing.internal.Service;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkResponse;

/** A rule at work: counts the calls that match and decides which of them its fault strikes. */
final class ActiveRule {

  private final String description;
  private final Predicate<FaultCall> calls;
  private final IntPredicate turn;
  private final BooleanSupplier chance;
  private final Fault fault;
  private final AtomicInteger matches = new AtomicInteger();

  ActiveRule(
      String description,
      Predicate<FaultCall> calls,
      IntPredicate turn,
      BooleanSupplier chance,
      Fault fault) {
    this.description = description;
    this.calls = calls;
    this.turn = turn;
    this.chance = chance;
    this.fault = fault;
  }

  /** Decides on a call, and counts it if it matches. */
  boolean strikes(FaultCall call) {
    return calls.test(call) && turn.test(matches.incrementAndGet()) && chance.getAsBoolean();
  }

  CompletableFuture<SdkResponse> strike(FaultCall call, Service next, String injector) {
    return fault.strike(call.request(), next, injector);
  }

  CompletableFuture<SdkResponse> spare(FaultCall call, Service next) {
    return fault.spare(call.request(), next);
  }

  @Override
  public String toString() {
    return description;
  }
}
