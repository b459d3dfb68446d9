package io.github.ddbmessaging.testing.meter;

/** What a call, or a part of one, consumed; fields as in {@link Call}. */
record Cost(int items, double readUnits, double writeUnits, double indexUnits) {

  static final Cost NONE = new Cost(0, 0, 0, 0);

  /** Nobody tells what it was. */
  static final Cost UNKNOWN = new Cost(0, Double.NaN, Double.NaN, Double.NaN);

  static Cost read(double units) {
    return new Cost(1, units, 0, 0);
  }

  static Cost write(double tableUnits, double indexUnits) {
    return new Cost(1, 0, tableUnits + indexUnits, indexUnits);
  }

  Cost plus(Cost other) {
    return new Cost(
        items + other.items,
        readUnits + other.readUnits,
        writeUnits + other.writeUnits,
        indexUnits + other.indexUnits);
  }
}
