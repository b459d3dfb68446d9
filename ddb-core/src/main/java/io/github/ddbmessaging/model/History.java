package io.github.ddbmessaging.model;

/** How much a member who is added sees of what was written before. */
public enum History {
  /**
   * Everything from the group's beginning if the service or an owner adds them; else from where on
   * the one who adds them sees.
   */
  FROM_BEGINNING,
  /** Nothing: only what comes after the newest message at that moment. */
  FROM_JOINING
}
