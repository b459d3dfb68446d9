package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;

/**
 * Is told of each call of a store, admin or projector: when it begins, and what it did and cost
 * when it ends. For metrics and traces. It is told no text, title, name or id, save that the
 * message of a failure may name ids. It must be quick and thread-safe. What it throws is logged and
 * otherwise ignored: it never changes a call.
 */
@FunctionalInterface
public interface CallListener {
  /**
   * A call begins. It is told on the caller's thread, before the call's arguments are looked at.
   *
   * @param operation the name of the method
   * @param tableName the table
   * @return what is told of this call from then on
   */
  ObservedCall onBegin(String operation, String tableName);

  /**
   * A listener that is interested in the end of calls alone.
   *
   * @param atEnd told once per call, on the thread that completes it
   * @return the listener
   */
  static CallListener atEnd(Consumer<CallReport> atEnd) {
    requireNonNull(atEnd, "atEnd");
    return (operation, tableName) -> atEnd::accept;
  }

  /** One call that a listener was told of. */
  @FunctionalInterface
  interface ObservedCall {
    /**
     * The call has ended, on the thread that completes it.
     *
     * @param report what it did
     */
    void onEnd(CallReport report);

    /**
     * Makes what was opened for this call, as a span or a logging context, the current one on this
     * thread. Called on each thread that is about to hand a request of the call to the client,
     * which in an asynchronous store is often not the caller's, and closed right after that.
     *
     * @return closes it again; {@link Scope#NONE} if there is nothing to make current
     */
    default Scope makeCurrent() {
      return Scope.NONE;
    }
  }

  /** What is current on a thread until it is closed. */
  @FunctionalInterface
  interface Scope extends AutoCloseable {
    /** Nothing is current. */
    Scope NONE = () -> {};

    /** Makes current again what was so before. */
    @Override
    void close();
  }
}
