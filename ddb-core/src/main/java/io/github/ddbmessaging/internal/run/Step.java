package io.github.ddbmessaging.internal.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * Where an operation stands: at its end, before a request, a pause or several operations. An
 * operation is a chain of steps without I/O; {@link SyncRunner} and {@link AsyncRunner} walk the
 * same chain. A step fails by throwing.
 *
 * @param <T> what the operation comes to
 */
public sealed interface Step<T> {

  /**
   * The end.
   *
   * @param value what came of it
   * @param <T> what the operation comes to
   */
  record Done<T>(T value) implements Step<T> {}

  /**
   * A request to be made, and how to go on with either outcome.
   *
   * @param request what to ask
   * @param onAnswer how to go on with the answer
   * @param onFailure how to go on with what the client threw
   * @param <A> the answer
   * @param <T> what the operation comes to
   */
  record Call<A extends DynamoDbResponse, T>(
      Request<A> request,
      Function<A, Step<T>> onAnswer,
      Function<RuntimeException, Step<T>> onFailure)
      implements Step<T> {}

  /**
   * A wait before another attempt.
   *
   * @param delay how long
   * @param inDoubt whether a write before it may have been applied
   * @param then how to go on
   * @param <T> what the operation comes to
   */
  record Pause<T>(Duration delay, boolean inDoubt, Supplier<Step<T>> then) implements Step<T> {}

  /**
   * Operations that do not depend on each other. One that fails does not keep the others from their
   * ends.
   *
   * @param parts make their first steps
   * @param then how to go on with what came of each, in their order
   * @param <U> what each comes to
   * @param <T> what the operation comes to
   */
  record Each<U, T>(List<Supplier<Step<U>>> parts, Function<List<Outcome<U>>, Step<T>> then)
      implements Step<T> {}

  /**
   * What came of a part.
   *
   * @param value what it came to, or empty if it failed
   * @param failure why it failed, or empty
   * @param <U> what it was to come to
   */
  record Outcome<U>(Optional<U> value, Optional<RuntimeException> failure) {
    static <U> Outcome<U> of(U value) {
      return new Outcome<>(Optional.of(value), Optional.empty());
    }

    static <U> Outcome<U> failed(RuntimeException failure) {
      return new Outcome<>(Optional.empty(), Optional.of(failure));
    }
  }

  /**
   * A request whose failure ends the operation.
   *
   * @param request what to ask
   * @param <A> the answer
   * @return the step that comes to the answer
   */
  static <A extends DynamoDbResponse> Step<A> of(Request<A> request) {
    return new Call<>(
        request,
        Done::new,
        failure -> {
          throw Failures.unrecoverable(request.name(), failure, false);
        });
  }

  /**
   * This operation, and then another that depends on what came of it.
   *
   * @param next makes the other
   * @param <U> what the other comes to
   * @return both as one
   */
  default <U> Step<U> then(Function<T, Step<U>> next) {
    if (this instanceof Call<?, T> call) {
      return followed(call, next);
    }
    if (this instanceof Pause<T> pause) {
      return new Pause<>(pause.delay(), pause.inDoubt(), () -> pause.then().get().then(next));
    }
    if (this instanceof Each<?, T> each) {
      return followed(each, next);
    }
    return next.apply(((Done<T>) this).value());
  }

  private static <V, T, U> Step<U> followed(Each<V, T> each, Function<T, Step<U>> next) {
    return new Each<>(each.parts(), outcomes -> each.then().apply(outcomes).then(next));
  }

  /**
   * This operation, after a write that may have been applied: what its requests fail with says so.
   *
   * @return the same steps
   */
  default Step<T> afterWriteInDoubt() {
    return this instanceof Call<?, T> call ? afterWriteInDoubt(call) : this;
  }

  private static <A extends DynamoDbResponse, T> Step<T> afterWriteInDoubt(Call<A, T> call) {
    return new Call<>(
        call.request(),
        answer -> call.onAnswer().apply(answer).afterWriteInDoubt(),
        failure -> {
          throw Failures.unrecoverable(call.request().name(), failure, true);
        });
  }

  private static <A extends DynamoDbResponse, T, U> Step<U> followed(
      Call<A, T> call, Function<T, Step<U>> next) {
    return new Call<>(
        call.request(),
        answer -> call.onAnswer().apply(answer).then(next),
        failure -> call.onFailure().apply(failure).then(next));
  }
}
