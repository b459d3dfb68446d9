package io.github.ddbmessaging.internal.run;

import io.github.ddbmessaging.model.MessagingException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A write that may have been applied, since its response was lost: what is read after it tells, and
 * a refusal then says nothing about the write.
 */
public final class WriteInDoubt {
  private WriteInDoubt() {}

  /**
   * Reads again what a write was about. What is gone by now, or not to be seen any more, may have
   * been changed before.
   *
   * @param what the operation, as exceptions tell it
   * @param read reads
   * @param decide goes on with what was read
   */
  public static <R, T> Step<T> readAgain(
      String what, Supplier<Step<R>> read, Function<? super R, Step<T>> decide) {
    return Step.outcome(() -> read.get().afterWriteInDoubt())
        .then(
            found -> {
              if (found.failure().isPresent()) {
                throw afterDoubt(what, found.failure().get());
              }
              return decide.apply(found.orThrow());
            })
        .afterWriteInDoubt();
  }

  /**
   * Decides what to write next.
   *
   * @param what the operation, as exceptions tell it
   * @param inDoubt whether a write of it may have been applied
   * @param decision decides, or refuses
   */
  public static <T> T decide(String what, boolean inDoubt, Supplier<T> decision) {
    try {
      return decision.get();
    } catch (MessagingException e) {
      throw inDoubt ? afterDoubt(what, e) : e;
    }
  }

  private static RuntimeException afterDoubt(String what, RuntimeException failure) {
    return failure instanceof MessagingException refusal && !refusal.mayHaveTakenEffect()
        ? CallExceptions.unknownOutcome(what, refusal)
        : failure;
  }
}
