package io.github.ddbmessaging.internal.upkeep;

import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.MessagingException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Why parts of a page were left as they are, for its report. Safe for use by many threads. */
public final class Problems {
  private final List<MessagingException> problems = Collections.synchronizedList(new ArrayList<>());

  /** Reads a part of the page, or notes why it can't be read. */
  public void collect(Runnable read) {
    try {
      read.run();
    } catch (MessagingException e) {
      problems.add(e);
    }
  }

  /** Notes what failed of several operations. A failure that is not the library's own is a bug. */
  public void collect(Collection<? extends Step.Outcome<?>> outcomes) {
    for (Step.Outcome<?> outcome : outcomes) {
      if (outcome.failure().isPresent()) {
        RuntimeException failure = outcome.failure().get();
        if (!(failure instanceof MessagingException problem)) {
          throw failure;
        }
        problems.add(problem);
      }
    }
  }

  public List<MessagingException> all() {
    return List.copyOf(problems);
  }
}
