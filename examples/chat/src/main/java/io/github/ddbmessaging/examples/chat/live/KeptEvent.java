package io.github.ddbmessaging.examples.chat.live;

/** An event that is kept as long as one of its users has it. */
final class KeptEvent {
  private final long number;
  private final Frame frame;
  private int users;

  KeptEvent(long number, Frame frame, int users) {
    this.number = number;
    this.frame = frame;
    this.users = users;
  }

  long number() {
    return number;
  }

  Frame frame() {
    return frame;
  }

  /** One of its users has it no more; returns whether nobody has. */
  boolean release() {
    users--;
    return users == 0;
  }
}
