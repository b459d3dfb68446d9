package io.github.ddbmessaging.testing.meter;

/**
 * One request that went through a {@link Meter}.
 *
 * <p>The units of a PartiQL request are {@link Double#NaN}: DynamoDB Local does not report them,
 * and no rule tells them from outside.
 *
 * @param label the label in force when the call began, or empty
 * @param operation the operation as the service spells it, such as {@code PutItem}
 * @param table the table; several are in alphabetical order, with a comma and a space between them;
 *     empty if the operation is about no table
 * @param items number of items that the call read (a query or scan: went through, matching or not)
 *     or wrote, condition checks of transactions included
 * @param readUnits read capacity units, a multiple of 0.5, those of indexes included
 * @param writeUnits write capacity units, a whole number, those of indexes included
 * @param indexUnits the part of the units that secondary indexes consumed
 */
public record Call(
    String label,
    String operation,
    String table,
    int items,
    double readUnits,
    double writeUnits,
    double indexUnits) {

  /**
   * Leaves out the details.
   *
   * @return this call's units, as of one request
   * @throws IllegalStateException if they are not known: it is a PartiQL request
   */
  public Usage usage() {
    if (Double.isNaN(readUnits)) {
      throw new IllegalStateException(
          "Nobody tells what "
              + operation
              + " costs: DynamoDB Local does not report the units of PartiQL. Send it through a"
              + " client outside the meter, or measure the other calls alone");
    }
    return new Usage(1, readUnits, writeUnits);
  }
}
