package io.github.ddbmessaging.legacy;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;

import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.internal.project.StreamRecords;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.store.OldApplication;
import io.github.ddbmessaging.store.StoreKind;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.table.Keys;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** A test on a table of the original application: with its index, and, if asynchronous, without. */
abstract class OldTableTest extends StoreTest {
  static final String GROUP = "old-group";

  OldApplication old;

  @BeforeEach
  final void makeTableOfTheOriginalApplication() {
    if (withIndex()) {
      MessagingTable own = MessagingTable.of(table.client(), table.name());
      own.delete();
      own.create(
          TableSettings.onDemand().withStream(false).withTimeToLive(false).withGroupIndex(true));
    }
    old = new OldApplication(table);
  }

  final boolean withIndex() {
    return kind == StoreKind.SYNC;
  }

  /** The stream record of a message that is in the table. */
  final Record inserted(String time) {
    return StreamRecords.of(
        OperationType.INSERT, 1, table.item(Keys.messagePartition(GROUP), time));
  }

  final List<String> texts() {
    return texts(GROUP);
  }

  final List<MessageGroupRow> rows(String userId) {
    return openElsewhere().listMessageGroups(userId, newestFirst(Limits.PAGE_SIZE)).items();
  }
}
