package io.github.ddbmessaging.benchmarks.contender.tempest;

import app.cash.tempest2.LogicalDb;
import app.cash.tempest2.TableName;

/** The database, as tempest's guide shows. */
public interface MessagingDb extends LogicalDb {
  /**
   * The one table.
   *
   * @return the table
   */
  @TableName("tempest-messages")
  ItemsTable items();
}
