package io.github.ddbmessaging.benchmarks.cost;

/** The access patterns, and E by how much of a burst a batch holds. */
public enum Pattern {
  /** Messages of a group. */
  A("A: the newest 20 messages of a group"),
  /** Groups of a user. */
  B("B: the newest 20 groups of a user"),
  /** A message. */
  C("C: a message, with the group in hand"),
  /** A group. */
  D("D: a group with its first message"),
  /** A batch with one message. */
  E1("E: a batch with 1 message"),
  /** A batch with ten messages. */
  E10("E: a batch with 10 messages of one group");

  private final String label;

  Pattern(String label) {
    this.label = label;
  }

  /**
   * Names it for people.
   *
   * @return the name in reports
   */
  public String label() {
    return label;
  }
}
