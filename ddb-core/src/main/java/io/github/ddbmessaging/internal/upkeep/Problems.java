package io.github.ddbmessaging.internal.upkeep;

import io.github.ddbmessaging.internal.run.Failures;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Why parts of a page were left as they are, for its report. */
public final class Problems {
  private final List<MessagingException> problems = new ArrayList<>();

  /** Reads a part of the page, or notes why it can't be read. */
  public void collect(Runnable read) {
    try {
      read.run();
    } catch (MessagingException e) {
      problems.add(e);
    }
  }

  /** Notes what failed of several operations. */
  public void collect(Map<?, ? extends Step.Outcome<?>> outcomes) {
    for (Step.Outcome<?> outcome : outcomes.values()) {
      outcome
          .failure()
          .map(failure -> Failures.unrecoverable("TransactWriteItems", failure, false))
          .ifPresent(problems::add);
    }
  }

  public List<MessagingException> all() {
    return problems;
  }
}
