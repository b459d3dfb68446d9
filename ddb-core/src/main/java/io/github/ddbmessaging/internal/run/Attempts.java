package io.github.ddbmessaging.internal.run;

/**
 * The attempts of an operation before the present one.
 *
 * @param failed those that were throttled, or whose response was lost
 * @param overtaken those for which another writer was faster, where these are counted apart
 */
public record Attempts(int failed, int overtaken) {
  /** None before. */
  public static final Attempts NONE = new Attempts(0, 0);

  /** Which attempt the present one is, from 1. */
  public int number() {
    return failed + overtaken + 1;
  }

  Attempts afterFailure() {
    return new Attempts(failed + 1, overtaken);
  }

  Attempts afterOvertaking() {
    return new Attempts(failed, overtaken + 1);
  }
}
