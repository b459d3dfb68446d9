package io.github.ddbmessaging.internal.upkeep;

import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.MessagingException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Why parts of a page were left as they are, for its report. Safe for use by many threads. */
public final class Problems {
  private final List<MessagingException> problems = Collections.synchronizedList(new ArrayList<>());

  /** Reads a part of the page, or notes why it can't be read. */
  public void collect(Runnable read) {
    try {
      read.run();
    } catch (MessagingException e) {
      add(e);
    }
  }

  /** Notes what failed of several operations. */
  public void collect(Collection<? extends Step.Outcome<?>> outcomes) {
    outcomes.forEach(outcome -> outcome.failure().ifPresent(this::add));
  }

  /** Notes what failed of several operations, each as told by its key. */
  public <K, T> void collect(
      Map<K, Step.Outcome<T>> outcomes,
      BiFunction<K, MessagingException, MessagingException> named) {
    outcomes.forEach(
        (key, outcome) ->
            outcome.failure().ifPresent(failure -> add(named.apply(key, own(failure)))));
  }

  /** Notes a failure. One that is not the library's own is a bug. An item is damaged once. */
  public void add(RuntimeException failure) {
    MessagingException problem = own(failure);
    synchronized (problems) {
      if (!(problem instanceof DamagedItemException)
          || problems.stream().noneMatch(says(problem))) {
        problems.add(problem);
      }
    }
  }

  private static Predicate<MessagingException> says(MessagingException problem) {
    return other -> Objects.equals(other.getMessage(), problem.getMessage());
  }

  private static MessagingException own(RuntimeException failure) {
    if (failure instanceof MessagingException problem) {
      return problem;
    }
    throw failure;
  }

  public List<MessagingException> all() {
    return List.copyOf(problems);
  }
}
