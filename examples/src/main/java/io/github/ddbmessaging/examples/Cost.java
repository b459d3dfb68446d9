package io.github.ddbmessaging.examples;

import io.github.ddbmessaging.testing.meter.Usage;

/**
 * What calls of one pattern cost together.
 *
 * @param pattern the access pattern, and the case of it
 * @param calls how many calls
 * @param requests requests to DynamoDB
 * @param readUnits read units consumed
 * @param writeUnits write units consumed
 * @param designedWriteUnits write units that the calls should consume
 */
record Cost(
    String pattern,
    int calls,
    int requests,
    double readUnits,
    double writeUnits,
    int designedWriteUnits) {

  /**
   * The cost of one call.
   *
   * @param design what it should cost
   * @param usage what it did cost
   * @return both
   */
  static Cost of(Design design, Usage usage) {
    return new Cost(
        design.pattern(),
        1,
        usage.requests(),
        usage.readUnits(),
        usage.writeUnits(),
        design.writeUnits());
  }

  /**
   * The sum of this and more of the same pattern.
   *
   * @param more what to add
   * @return the sum
   */
  Cost plus(Cost more) {
    return new Cost(
        pattern,
        calls + more.calls,
        requests + more.requests,
        readUnits + more.readUnits,
        writeUnits + more.writeUnits,
        designedWriteUnits + more.designedWriteUnits);
  }
}
