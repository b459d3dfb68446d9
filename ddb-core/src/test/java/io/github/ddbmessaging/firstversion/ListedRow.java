package io.github.ddbmessaging.firstversion;

import io.github.ddbmessaging.model.MessageGroupRow;

/** What both versions read of a row; the shown user is the other member or the last sender. */
public record ListedRow(String groupId, String key, String shownUserId, String preview) {

  /** What a present store has read. */
  public static ListedRow of(MessageGroupRow row) {
    return new ListedRow(row.groupId(), row.sortKey().value(), row.shownUser().id(), row.preview());
  }
}
