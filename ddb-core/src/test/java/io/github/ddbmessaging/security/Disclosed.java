package io.github.ddbmessaging.security;

import io.github.ddbmessaging.store.Collecting;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;

/** All that a caller can learn from a result, content included, which no {@code toString} tells. */
final class Disclosed {
  private Disclosed() {}

  /** What a result tells; reads pages and futures to their end. */
  static String by(Object result) throws ReflectiveOperationException {
    if (result instanceof CompletableFuture<?> future) {
      return by(joined(future));
    }
    if (result instanceof Flow.Publisher<?> publisher) {
      return by(joined(Collecting.from(publisher)));
    }
    if (result instanceof Optional<?> optional) {
      return by(optional.orElse(null));
    }
    StringBuilder told = new StringBuilder();
    if (result instanceof Iterable<?> items) {
      for (Object item : items) {
        told.append(by(item)).append('\n');
      }
    } else if (result instanceof Record) {
      for (RecordComponent component : result.getClass().getRecordComponents()) {
        told.append(by(component.getAccessor().invoke(result))).append('\n');
      }
    } else {
      told.append(result);
    }
    return told.toString();
  }

  /** What an exception tells, with all its causes. */
  static String by(Throwable failure) {
    StringWriter told = new StringWriter();
    failure.printStackTrace(new PrintWriter(told));
    return told.toString();
  }

  private static Object joined(CompletableFuture<?> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }
}
