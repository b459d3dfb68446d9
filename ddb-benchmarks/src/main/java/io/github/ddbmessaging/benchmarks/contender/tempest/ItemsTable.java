package io.github.ddbmessaging.benchmarks.contender.tempest;

import app.cash.tempest2.InlineView;
import app.cash.tempest2.LogicalTable;

/** The table, with a view for each kind of item. */
public interface ItemsTable extends LogicalTable<RawItem> {
  /**
   * Messages by group.
   *
   * @return the view
   */
  InlineView<MessageItem.Key, MessageItem> messages();

  /**
   * Rows by user.
   *
   * @return the view
   */
  InlineView<RowItem.Key, RowItem> rows();

  /**
   * Heads by group.
   *
   * @return the view
   */
  InlineView<HeadItem.Key, HeadItem> heads();
}
