package io.github.ddbmessaging.store;

import io.github.ddbmessaging.model.CheckReport;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MigrationReport;
import io.github.ddbmessaging.model.RebuildReport;
import io.github.ddbmessaging.model.RenameReport;
import io.github.ddbmessaging.model.RenameScope;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.model.User;
import java.util.List;

/** Either admin, so that one test holds both to the same contract. {@link Facade} makes them. */
public interface Administration {
  List<CheckReport> check(TableScan scan);

  List<RebuildReport> rebuild(TableScan scan);

  List<MigrationReport> migrate(TableScan scan);

  List<MigrationReport> previewMigration(TableScan scan);

  List<RenameReport> renameUser(User user, RenameScope scope, TableScan pages);

  MessageGroup adoptGroup(String groupId, List<User> members);
}
