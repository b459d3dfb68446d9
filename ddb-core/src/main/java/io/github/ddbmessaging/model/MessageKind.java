package io.github.ddbmessaging.model;

/** What a message is. */
public enum MessageKind {
  /** Written by its sender. */
  TEXT,

  /**
   * Written by the service in a member's name, as "Ann added Bob": only a store that acts for
   * nobody sends it.
   */
  SYSTEM
}
