package io.github.ddbmessaging.model;

import org.jspecify.annotations.Nullable;

/**
 * What can be chosen about the table. Begin with {@link #onDemand} or {@link #provisioned}; the
 * methods return copies.
 *
 * @param throughput provisioned units, or null to pay per request
 * @param stream whether changes are streamed, with new and old images
 * @param timeToLive whether DynamoDB deletes what has expired: messages, log entries, markers
 * @param deletionProtection whether DynamoDB refuses to delete the table
 * @param groupIndex whether the table has the index {@link #GROUP_INDEX}, which only tables shared
 *     with the original application need
 */
public record TableSettings(
    @Nullable Throughput throughput,
    boolean stream,
    boolean timeToLive,
    boolean deletionProtection,
    boolean groupIndex) {
  /** The optional index of tables that the original application uses too: rows by group. */
  public static final String GROUP_INDEX = "message-group-sk-index";

  /**
   * Provisioned throughput, of the table and of its index each.
   *
   * @param readUnits read units per second, at least 1
   * @param writeUnits write units per second, at least 1
   */
  public record Throughput(long readUnits, long writeUnits) {
    /**
     * Checks the units.
     *
     * @throws InvalidInputException if one is less than 1
     */
    public Throughput {
      if (readUnits < 1 || writeUnits < 1) {
        throw new InvalidInputException(
            "Provisioned units are at least 1, not "
                + readUnits
                + " read, "
                + writeUnits
                + " write");
      }
    }
  }

  /**
   * A table that is paid per request, with stream and time to live, without deletion protection and
   * index.
   *
   * @return the settings
   */
  public static TableSettings onDemand() {
    return new TableSettings(null, true, true, false, false);
  }

  /**
   * A table with provisioned units, with stream and time to live, without deletion protection and
   * index.
   *
   * @param readUnits read units per second, at least 1
   * @param writeUnits write units per second, at least 1
   * @return the settings
   * @throws InvalidInputException if a number of units is less than 1
   */
  public static TableSettings provisioned(long readUnits, long writeUnits) {
    return new TableSettings(new Throughput(readUnits, writeUnits), true, true, false, false);
  }

  /**
   * These settings with the stream on or off.
   *
   * @param on whether changes are streamed
   * @return a copy
   */
  public TableSettings withStream(boolean on) {
    return new TableSettings(throughput, on, timeToLive, deletionProtection, groupIndex);
  }

  /**
   * These settings with time to live on or off.
   *
   * @param on whether DynamoDB deletes expired items
   * @return a copy
   */
  public TableSettings withTimeToLive(boolean on) {
    return new TableSettings(throughput, stream, on, deletionProtection, groupIndex);
  }

  /**
   * These settings with deletion protection on or off.
   *
   * @param on whether DynamoDB refuses to delete the table
   * @return a copy
   */
  public TableSettings withDeletionProtection(boolean on) {
    return new TableSettings(throughput, stream, timeToLive, on, groupIndex);
  }

  /**
   * These settings with or without the index {@link #GROUP_INDEX}.
   *
   * @param on whether the table has it; each row written then costs index writes as well
   * @return a copy
   */
  public TableSettings withGroupIndex(boolean on) {
    return new TableSettings(throughput, stream, timeToLive, deletionProtection, on);
  }
}
