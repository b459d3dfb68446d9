package io.github.ddbmessaging;

import io.github.ddbmessaging.model.CallListener;
import io.github.ddbmessaging.model.CallReport;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that remembers what it was told, in order, and knows what is current on a thread. */
public final class WatchedCalls implements CallListener {
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final List<CallReport> reports = new CopyOnWriteArrayList<>();
  private final List<Thread> beginners = new CopyOnWriteArrayList<>();
  private final ThreadLocal<String> current = ThreadLocal.withInitial(() -> "nothing");

  @Override
  public ObservedCall onBegin(String operation, String tableName) {
    beginners.add(Thread.currentThread());
    events.add("begin " + operation + " on " + tableName);
    return new Call(operation);
  }

  /** Adds what happened elsewhere, and what is current on the thread on which it did. */
  public void note(String event) {
    events.add(event + " in " + current.get());
  }

  /** What happened, in order. */
  public List<String> events() {
    return events;
  }

  /** What the calls did that have ended. */
  public List<CallReport> reports() {
    return reports;
  }

  /** The threads on which calls began. */
  public List<Thread> beginners() {
    return beginners;
  }

  private final class Call implements ObservedCall {
    private final String operation;

    Call(String operation) {
      this.operation = operation;
    }

    @Override
    public Scope makeCurrent() {
      String before = current.get();
      current.set(operation);
      return () -> current.set(before);
    }

    @Override
    public void onEnd(CallReport report) {
      events.add("end " + operation);
      reports.add(report);
    }
  }
}
