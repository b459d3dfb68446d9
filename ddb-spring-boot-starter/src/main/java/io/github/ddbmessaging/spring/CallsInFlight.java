package io.github.ddbmessaging.spring;

import io.github.ddbmessaging.model.CallListener;
import io.github.ddbmessaging.model.CallReport;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Knows how many calls of stores and admins are under way, and holds up the end of the application
 * until they have ended. It is the last to be stopped: after the web server's graceful shutdown and
 * before any bean is destroyed, so before the clients are closed. Each call ends within its own
 * time-out; Spring waits for {@code spring.lifecycle.timeout-per-shutdown-phase} at most.
 */
final class CallsInFlight implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(CallsInFlight.class);

  private final List<Runnable> waiting = new ArrayList<>();
  private int calls;

  /**
   * A listener that counts calls and hands on what it is told.
   *
   * @param other whom to hand on to, or null
   */
  CallListener countingFor(@Nullable CallListener other) {
    return (operation, tableName) -> {
      begin();
      if (other == null) {
        return report -> end();
      }
      try {
        return new Counted(other.onBegin(operation, tableName));
      } catch (RuntimeException e) {
        // Thrown on, the library would log it as well, but not tell the end of this call.
        LOG.warn("The listener failed at the beginning of {}: {}", operation, e.getClass());
        return report -> end();
      }
    };
  }

  /** Always, so that whatever stops the application asks it to stop. */
  @Override
  public boolean isRunning() {
    return true;
  }

  @Override
  public void start() {
    // Counts from the first call on.
  }

  @Override
  public void stop() {
    // Spring calls the other one.
  }

  @Override
  public void stop(Runnable callback) {
    synchronized (this) {
      if (calls > 0) {
        waiting.add(callback);
        return;
      }
    }
    callback.run();
  }

  /** Lower is later: nothing is stopped after it. */
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE;
  }

  private synchronized void begin() {
    calls++;
  }

  private void end() {
    List<Runnable> released;
    synchronized (this) {
      calls--;
      if (calls > 0) {
        return;
      }
      released = List.copyOf(waiting);
      waiting.clear();
    }
    released.forEach(Runnable::run);
  }

  private final class Counted implements CallListener.ObservedCall {
    private final CallListener.ObservedCall other;

    Counted(CallListener.ObservedCall other) {
      this.other = other;
    }

    @Override
    public CallListener.Scope makeCurrent() {
      return other.makeCurrent();
    }

    @Override
    public void onEnd(CallReport report) {
      try {
        other.onEnd(report);
      } finally {
        end();
      }
    }
  }
}
