package io.github.ddbmessaging.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * Walks an operation's steps by hand, without a client: gives responses that were laid down in
 * advance, in order, and remembers requests and pauses. What is laid down is a response, or the
 * exception that the client throws.
 */
public final class Script {
  private final Deque<Object> responses;
  private final List<DynamoDbRequest> requests = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private Optional<?> before = Optional.empty();
  private int pauseToStopAt;

  public Script(Object... responses) {
    this.responses = new ArrayDeque<>(Arrays.asList(responses));
  }

  /** Runs to the end, which must come when all responses have been given. */
  public <T> T run(Operation<T> operation) {
    return run(operation.first().get());
  }

  /** Runs to the end, which must come when all responses have been given. */
  public <T> T run(Step<T> first) {
    T value = walk(first);
    assertThat(responses).as("responses that nobody asked for").isEmpty();
    return value;
  }

  /** Runs an operation in a line, behind one that handed this on. */
  public <T> T runBehind(Object before, Operation<T> operation) {
    this.before = Optional.of(before);
    return run(operation);
  }

  /** Runs an operation up to a pause of it, counted from 1. */
  public <T> Step<?> runUntilPause(Operation<T> operation, int number) {
    pauseToStopAt = number;
    try {
      T value = run(operation);
      throw new AssertionError("It made no such pause, but ended with " + value);
    } catch (StoppedException e) {
      return e.pause;
    }
  }

  public List<DynamoDbRequest> requests() {
    return requests;
  }

  /** The only request. */
  public <R extends DynamoDbRequest> R request(Class<R> type) {
    assertThat(requests).hasSize(1);
    return type.cast(requests.get(0));
  }

  public List<Duration> pauses() {
    return pauses;
  }

  private <T> T walk(Step<T> first) {
    Step<T> step = first;
    while (!(step instanceof Step.Done<T> done)) {
      if (step instanceof Step.Call<?, T> call) {
        step = responded(call);
      } else if (step instanceof Step.All<?, ?, T> all) {
        step = afterAll(all);
      } else if (step instanceof Step.InLine<?, T> inLine) {
        step = alone(inLine);
      } else {
        Step.Pause<T> pause = (Step.Pause<T>) step;
        pauses.add(pause.delay());
        if (pauses.size() == pauseToStopAt) {
          throw new StoppedException(pause);
        }
        step = pause.next().get();
      }
    }
    return done.value();
  }

  @SuppressWarnings("unchecked") // The test lays down a result of the type that the line has.
  private <U, T> Step<T> alone(Step.InLine<U, T> inLine) {
    return inLine.next().apply(walk(inLine.operation().apply((Optional<U>) before)));
  }

  /** Runs the parts one after the other. */
  private <K, V, T> Step<T> afterAll(Step.All<K, V, T> all) {
    Map<K, Step.Outcome<V>> outcomes = new LinkedHashMap<>();
    all.parts().forEach((key, part) -> outcomes.put(key, outcome(part)));
    return all.onOutcomes().apply(outcomes);
  }

  private <V> Step.Outcome<V> outcome(Supplier<Step<V>> part) {
    try {
      return Step.Outcome.of(walk(part.get()));
    } catch (RuntimeException e) {
      return Step.Outcome.failed(e);
    }
  }

  /** Ends a run at a pause. */
  private static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Step.Pause<?> pause;

    StoppedException(Step.Pause<?> pause) {
      this.pause = pause;
    }
  }

  @SuppressWarnings("unchecked") // The test lays down a response of the type that the request has.
  private <R extends DynamoDbResponse, T> Step<T> responded(Step.Call<R, T> call) {
    requests.add(call.request().body());
    Object response = responses.remove();
    return response instanceof RuntimeException failure
        ? call.onFailure().apply(failure)
        : call.onResponse().apply((R) response);
  }
}
