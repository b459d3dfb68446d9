package io.github.ddbmessaging.internal.run;

import io.github.ddbmessaging.model.MessagingException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * What an operation needs next: a request, a pause, its turn in a line, parallel operations, or
 * nothing since it has completed. An operation is a chain of steps without I/O; {@link SyncRunner}
 * and {@link AsyncRunner} run the same chain. A step fails by throwing.
 *
 * @param <T> what the operation returns
 */
public sealed interface Step<T> {

  /**
   * This operation, and then another that depends on its result.
   *
   * @param next makes the other
   * @param <U> what the other returns
   * @return both as one
   */
  <U> Step<U> then(Function<T, Step<U>> next);

  /**
   * This operation after a write that may have been applied: whatever a request of it fails with
   * says so.
   *
   * @return the same steps
   */
  Step<T> afterWriteInDoubt();

  /**
   * This operation with another result.
   *
   * @param change makes it from the result
   * @param <U> what that is
   * @return the same steps
   */
  default <U> Step<U> map(Function<T, U> change) {
    return then(value -> new Done<>(change.apply(value)));
  }

  /**
   * A request whose failure ends the operation.
   *
   * @param request what to ask
   * @param <R> the response
   * @return the step that returns the response
   */
  static <R extends DynamoDbResponse> Step<R> of(Request<R> request) {
    return new Call<>(
        request,
        false,
        Done::new,
        failure -> {
          throw CallExceptions.unrecoverable(request, failure, false);
        });
  }

  /**
   * Operations that do not depend on each other, each with the key by which its outcome is found.
   *
   * @param parts make their first steps
   * @param <K> the keys
   * @param <U> what each returns
   * @return the step that returns the outcomes, in the order of the parts
   */
  static <K, U> Step<Map<K, Outcome<U>>> all(Map<K, Supplier<Step<U>>> parts) {
    return new All<>(new LinkedHashMap<>(parts), Done::new);
  }

  /**
   * Two operations that do not depend on each other, side by side. They fail together.
   *
   * @param first makes the first step of one
   * @param second makes the first step of the other
   * @param combine makes the result of both
   * @param <A> what one returns
   * @param <B> what the other returns
   * @param <U> the result
   * @return the step that returns the result
   */
  static <A, B, U> Step<U> both(
      Supplier<Step<A>> first, Supplier<Step<B>> second, BiFunction<A, B, U> combine) {
    Map<Boolean, Supplier<Step<Half<A, B>>>> parts = new LinkedHashMap<>();
    parts.put(
        true, () -> first.get().map(value -> new Half<>(Optional.of(value), Optional.empty())));
    parts.put(
        false, () -> second.get().map(value -> new Half<>(Optional.empty(), Optional.of(value))));
    return all(parts)
        .map(
            halves -> {
              List<Half<A, B>> found = halves.values().stream().map(Outcome::orThrow).toList();
              return combine.apply(
                  found.get(0).first().orElseThrow(), found.get(1).second().orElseThrow());
            });
  }

  /** What one of two operations returned. */
  record Half<A, B>(Optional<A> first, Optional<B> second) {}

  /**
   * An operation whose failure is a result.
   *
   * @param operation makes its first step
   * @param <U> what it returns
   * @return the step that returns the outcome
   */
  static <U> Step<Outcome<U>> outcome(Supplier<Step<U>> operation) {
    return new All<>(
        Map.of("", operation), outcomes -> new Done<>(outcomes.values().iterator().next()));
  }

  /** The operation has completed. */
  record Done<T>(T value) implements Step<T> {
    @Override
    public <U> Step<U> then(Function<T, Step<U>> next) {
      return next.apply(value);
    }

    @Override
    public Step<T> afterWriteInDoubt() {
      return this;
    }
  }

  /**
   * A request, and how to continue with its response or with what the client threw. A write before
   * it may have been applied if it is in doubt.
   */
  record Call<R extends DynamoDbResponse, T>(
      Request<R> request,
      boolean inDoubt,
      Function<R, Step<T>> onResponse,
      Function<RuntimeException, Step<T>> onFailure)
      implements Step<T> {
    @Override
    public <U> Step<U> then(Function<T, Step<U>> next) {
      return new Call<>(
          request,
          inDoubt,
          response -> onResponse.apply(response).then(next),
          failure -> onFailure.apply(failure).then(next));
    }

    @Override
    public Step<T> afterWriteInDoubt() {
      return new Call<>(
          request,
          true,
          response -> Step.inDoubt(() -> onResponse.apply(response)),
          failure -> Step.inDoubt(() -> onFailure.apply(failure)));
    }
  }

  /**
   * A wait before another attempt, or the exception if there is no time for it. A write before it
   * may have been applied if it is in doubt.
   */
  record Pause<T>(
      Duration delay,
      boolean inDoubt,
      Supplier<? extends MessagingException> giveUp,
      Supplier<Step<T>> next)
      implements Step<T> {
    @Override
    public <U> Step<U> then(Function<T, Step<U>> after) {
      return new Pause<>(delay, inDoubt, giveUp, () -> next.get().then(after));
    }

    @Override
    public Step<T> afterWriteInDoubt() {
      return new Pause<>(
          delay, true, () -> CallExceptions.inDoubt(giveUp.get()), () -> Step.inDoubt(next));
    }
  }

  /**
   * An operation that waits until the ones before it in a line have ended, and learns the result of
   * the last one, if it succeeded.
   *
   * @param line the name of the line; all operations in it return the same type
   * @param operation makes the first step of it
   * @param next continues with its result, out of the line
   */
  record InLine<U, T>(
      String line, Function<Optional<U>, Step<U>> operation, Function<U, Step<T>> next)
      implements Step<T> {
    @Override
    public <V> Step<V> then(Function<T, Step<V>> after) {
      return new InLine<>(line, operation, result -> next.apply(result).then(after));
    }

    @Override
    public Step<T> afterWriteInDoubt() {
      return new InLine<U, T>(
          line,
          before -> Step.inDoubt(() -> operation.apply(before)),
          result -> Step.inDoubt(() -> next.apply(result)));
    }
  }

  /** Operations that do not depend on each other. One that fails does not stop the others. */
  record All<K, V, T>(
      Map<K, Supplier<Step<V>>> parts, Function<Map<K, Outcome<V>>, Step<T>> onOutcomes)
      implements Step<T> {
    @Override
    public <U> Step<U> then(Function<T, Step<U>> next) {
      return new All<>(parts, outcomes -> onOutcomes.apply(outcomes).then(next));
    }

    @Override
    public Step<T> afterWriteInDoubt() {
      Map<K, Supplier<Step<V>>> inDoubt = new LinkedHashMap<>();
      parts.forEach((key, part) -> inDoubt.put(key, () -> Step.inDoubt(part)));
      return new All<>(inDoubt, outcomes -> Step.inDoubt(() -> onOutcomes.apply(outcomes)));
    }
  }

  /**
   * What became of one of several operations.
   *
   * @param value what it returned, or empty if it failed
   * @param failure why it failed, or empty
   * @param <T> what it returns
   */
  record Outcome<T>(Optional<T> value, Optional<RuntimeException> failure) {
    static <T> Outcome<T> of(T value) {
      return new Outcome<>(Optional.of(value), Optional.empty());
    }

    /** What it returned, or its failure. */
    public T orThrow() {
      if (failure.isPresent()) {
        throw failure.get();
      }
      return value.orElseThrow();
    }

    static <T> Outcome<T> failed(RuntimeException failure) {
      return new Outcome<>(Optional.empty(), Optional.of(failure));
    }
  }

  private static <T> Step<T> inDoubt(Supplier<Step<T>> step) {
    try {
      return step.get().afterWriteInDoubt();
    } catch (MessagingException e) {
      throw CallExceptions.inDoubt(e);
    }
  }
}
