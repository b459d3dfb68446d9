package io.github.ddbmessaging.spring;

/** What is done about the table when the application starts. */
public enum TableOnStart {
  /** Nothing, and no request is made. */
  NONE,

  /** The start ends if the table is missing or is not as it should be. */
  VALIDATE,

  /** The table is made if it is missing; one that is there is validated. */
  CREATE
}
