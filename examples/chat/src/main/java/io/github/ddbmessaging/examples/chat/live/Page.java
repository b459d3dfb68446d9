package io.github.ddbmessaging.examples.chat.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * An open page: an event stream that is written without waiting, so that a page which does not read
 * holds up no thread and no other page. One that falls far behind is closed; it comes back and
 * resumes.
 */
final class Page implements WriteListener {
  /** Frames that wait for one page. */
  static final int MOST_WAITING = 2_000;

  private final String userId;
  private final AsyncContext context;
  private final ServletOutputStream out;
  private final Deque<Frame> waiting = new ArrayDeque<>();
  private boolean flushNeeded;
  private boolean closing;
  private boolean closed;

  Page(String userId, AsyncContext context, ServletOutputStream out) {
    this.userId = userId;
    this.context = context;
    this.out = out;
  }

  String userId() {
    return userId;
  }

  /** Begins to write; before, what is offered waits. */
  void start() {
    out.setWriteListener(this);
  }

  /** Puts a frame behind those that wait; {@link #drain} writes it. */
  synchronized void offer(Frame frame) {
    if (closed) {
      return;
    }
    if (waiting.size() >= MOST_WAITING) {
      waiting.clear();
      close();
    } else {
      waiting.addLast(frame);
    }
  }

  /** Writes what the connection takes now. The container calls when it takes more. */
  synchronized void drain() {
    try {
      while (!closed && out.isReady()) {
        Frame frame = waiting.pollFirst();
        if (frame != null) {
          frame.writeTo(out);
          flushNeeded = true;
        } else if (flushNeeded) {
          flushNeeded = false;
          out.flush();
        } else {
          if (closing) {
            close();
          }
          return;
        }
      }
    } catch (IOException | IllegalStateException e) {
      // The page is gone.
      close();
    }
  }

  /** Ends it once all that waits is written. */
  synchronized void end() {
    closing = true;
  }

  /** Ends it at once. */
  synchronized void close() {
    if (!closed) {
      closed = true;
      waiting.clear();
      try {
        context.complete();
      } catch (IllegalStateException e) {
        // The container was faster.
      }
    }
  }

  /** The container ended it. */
  synchronized void markClosed() {
    closed = true;
    waiting.clear();
  }

  @Override
  public void onWritePossible() {
    drain();
  }

  @Override
  public void onError(Throwable problem) {
    close();
  }
}
