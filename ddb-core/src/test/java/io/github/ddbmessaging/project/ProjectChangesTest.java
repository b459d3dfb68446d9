package io.github.ddbmessaging.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingAdmin;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.TableScan;
import org.junit.jupiter.api.Test;

/** What becomes of streamed edits and deletions. Every test ends with a log that tells of all. */
class ProjectChangesTest extends ProjectionTest {
  @Test
  void project_ofADeletionThatARebuildHasShownAlready_isLogged() {
    MessageGroup group = group();
    Message second = send(group, "Second");
    drain();
    store.deleteMessage(second.ref());
    MessagingAdmin admin =
        MessagingAdmin.builder().client(table.client()).tableName(table.name()).build();
    admin.rebuild(TableScan.withPageSize(100)).forEach(report -> {});

    drain();

    assertThat(table.item("MSG#" + group.id(), "HEAD").get("changes").n()).isEqualTo("1");
  }
}
