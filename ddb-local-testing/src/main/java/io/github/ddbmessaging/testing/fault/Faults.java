package io.github.ddbmessaging.testing.fault;

import io.github.ddbmessaging.testing.internal.InterceptedClients;
import io.github.ddbmessaging.testing.internal.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsAsyncClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Injects faults into the calls of the clients it wraps, by rules that read as sentences.
 *
 * <pre>{@code
 * Faults faults = Faults.withSeed(42);
 * faults.on("TransactWriteItems").call(2).answerLost();
 * faults.on("GetItem", "Query").probability(0.1).throttled();
 * DynamoDbClient client = faults.wrap(dynamoDb);
 * }</pre>
 *
 * <p>Calls that no rule strikes pass unchanged. The caller sees what the SDK would give him after
 * its own retries. Every exception injected names its rule and the seed. It also counts: {@link
 * #calls()}, {@link #mostInFlight()}.
 *
 * <p>Thread-safe; which calls a rule strikes depends on the order in which they come.
 */
public final class Faults {
  private static final Set<String> OPERATIONS =
      Stream.of(DynamoDbClient.class, DynamoDbStreamsClient.class)
          .flatMap(InterceptedClients::operations)
          .collect(Collectors.toUnmodifiableSet());

  private final long seed;
  private final Random random;
  private final List<ActiveRule> rules = new CopyOnWriteArrayList<>();
  private final List<FaultCall> calls = new CopyOnWriteArrayList<>();
  private final List<String> injected = new CopyOnWriteArrayList<>();
  private volatile Delay delay = duration -> CompletableFuture.completedFuture(null);
  private volatile @Nullable String crash;
  private int inFlight;
  private int mostInFlight;

  private Faults(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  /**
   * No faults yet.
   *
   * @param seed decides what rules leave to chance
   * @return faults without a rule
   */
  public static Faults withSeed(long seed) {
    return new Faults(seed);
  }

  /**
   * No faults yet, and another seed each time; {@link #seed()} and every exception injected tell
   * it.
   *
   * @return faults without a rule
   */
  public static Faults withRandomSeed() {
    return new Faults(new Random().nextLong());
  }

  /**
   * Begins a rule for calls of some operations.
   *
   * @param operations names as the service spells them, such as {@code PutItem}
   * @return the rule, to be finished
   * @throws IllegalArgumentException if there is no such operation, which no call could match
   */
  public FaultRule on(String... operations) {
    Set<String> names = Set.of(operations);
    for (String name : names) {
      if (!OPERATIONS.contains(name)) {
        throw new IllegalArgumentException(
            "'" + name + "' is no operation of DynamoDB or its streams, such as PutItem");
      }
    }
    return new FaultRule(
        this, "on " + String.join(", ", operations), call -> names.contains(call.operation()));
  }

  /**
   * Begins a rule for calls of any operation.
   *
   * @return the rule, to be finished
   */
  public FaultRule onAnyCall() {
    return new FaultRule(this, "on any call", call -> true);
  }

  /**
   * Says how latency passes. Until this is called it takes no time at all.
   *
   * @param newDelay lets time pass, for real or on a test's clock
   * @return these faults
   */
  public Faults delayingWith(Delay newDelay) {
    delay = newDelay;
    return this;
  }

  /**
   * Wraps a client.
   *
   * @param client the client that calls pass on to
   * @return a client whose calls go through the rules; closing it closes the given one
   */
  public DynamoDbClient wrap(DynamoDbClient client) {
    return InterceptedClients.wrap(DynamoDbClient.class, client, this::intercept, client::close);
  }

  /**
   * Wraps a client.
   *
   * @param client the client that calls pass on to
   * @return a client whose calls go through the rules; closing it closes the given one
   */
  public DynamoDbAsyncClient wrap(DynamoDbAsyncClient client) {
    return InterceptedClients.wrap(
        DynamoDbAsyncClient.class, client, this::intercept, client::close);
  }

  /**
   * Wraps a client.
   *
   * @param client the client that calls pass on to
   * @return a client whose calls go through the rules; closing it closes the given one
   */
  public DynamoDbStreamsClient wrap(DynamoDbStreamsClient client) {
    return InterceptedClients.wrap(
        DynamoDbStreamsClient.class, client, this::intercept, client::close);
  }

  /**
   * Wraps a client.
   *
   * @param client the client that calls pass on to
   * @return a client whose calls go through the rules; closing it closes the given one
   */
  public DynamoDbStreamsAsyncClient wrap(DynamoDbStreamsAsyncClient client) {
    return InterceptedClients.wrap(
        DynamoDbStreamsAsyncClient.class, client, this::intercept, client::close);
  }

  /**
   * Runs what a rule may crash.
   *
   * @param action what to run; whatever it throws is dropped if there was a crash, else thrown on
   * @return true if there was a crash
   */
  public boolean runUntilCrash(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      if (crash == null) {
        throw e;
      }
    }
    return crash != null;
  }

  /**
   * Tells the seed.
   *
   * @return what decides whatever rules leave to chance
   */
  public long seed() {
    return seed;
  }

  /**
   * Lists the calls that callers made, struck or not.
   *
   * @return the calls in the order in which they began, as an immutable snapshot
   */
  public List<FaultCall> calls() {
    return List.copyOf(calls);
  }

  /**
   * Lists the faults that struck.
   *
   * @return the rule and the operation of each, in order, as an immutable snapshot
   */
  public List<String> injected() {
    return List.copyOf(injected);
  }

  /**
   * Counts the calls under way.
   *
   * @return how many have begun and not ended
   */
  public synchronized int inFlight() {
    return inFlight;
  }

  /**
   * Tells how parallel the calls were.
   *
   * @return the largest number of calls that were ever under way at once
   */
  public synchronized int mostInFlight() {
    return mostInFlight;
  }

  /** Names the rules and the seed. */
  @Override
  public String toString() {
    return "Faults" + rules + " with seed " + seed;
  }

  Faults add(ActiveRule rule) {
    rules.add(rule);
    return this;
  }

  CompletableFuture<Void> delay(Duration duration) {
    return delay.pass(duration);
  }

  RuntimeException crash(String injector) {
    crash = injector;
    return crashed(injector);
  }

  BooleanSupplier chance(double share) {
    return () -> share >= 1 || nextDouble() < share;
  }

  synchronized List<Record> shuffled(List<Record> records) {
    List<Record> shuffled = new ArrayList<>(records);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  private synchronized double nextDouble() {
    return random.nextDouble();
  }

  private CompletableFuture<SdkResponse> intercept(
      String operation, SdkRequest request, Service client) {
    calls.add(new FaultCall(operation, request));
    begin();
    return sendUnlessCrashed(operation, request, client)
        .whenComplete((response, failure) -> end())
        .thenApply(
            response -> {
              String injector = crash;
              if (injector != null) {
                throw crashed(injector);
              }
              return response;
            });
  }

  private CompletableFuture<SdkResponse> sendUnlessCrashed(
      String operation, SdkRequest request, Service client) {
    String injector = crash;
    if (injector != null) {
      return Failing.with(crashed(injector));
    }
    Service service = client;
    List<ActiveRule> inOrder = List.copyOf(rules);
    for (int i = inOrder.size() - 1; i >= 0; i--) {
      service = through(inOrder.get(i), operation, service);
    }
    return service.send(request);
  }

  private Service through(ActiveRule rule, String operation, Service next) {
    return request -> {
      FaultCall call = new FaultCall(operation, request);
      if (!rule.strikes(call)) {
        return rule.spare(call, next);
      }
      injected.add(rule + " struck " + operation);
      return rule.strike(call, next, " (injected: " + rule + "; seed " + seed + ")");
    };
  }

  private static RuntimeException crashed(String injector) {
    return ServiceErrors.crash(injector);
  }

  private synchronized void begin() {
    inFlight++;
    mostInFlight = Math.max(mostInFlight, inFlight);
  }

  private synchronized void end() {
    inFlight--;
  }
}
