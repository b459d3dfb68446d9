package io.github.ddbmessaging.testing.meter;

/**
 * What some calls cost together.
 *
 * @param requests number of requests sent to the service, failed ones included
 * @param readUnits read capacity units, a multiple of 0.5, those of indexes included
 * @param writeUnits write capacity units, a whole number, those of indexes included
 */
public record Usage(int requests, double readUnits, double writeUnits) {

  /** No calls at all. */
  public static final Usage NONE = new Usage(0, 0, 0);

  /**
   * Adds up.
   *
   * @param other what other calls cost
   * @return the sum of this and the other
   */
  public Usage plus(Usage other) {
    return new Usage(
        requests + other.requests, readUnits + other.readUnits, writeUnits + other.writeUnits);
  }
}
