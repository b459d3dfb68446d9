package io.github.ddbmessaging.testkit;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.AsyncMessagingAdmin;
import io.github.ddbmessaging.AsyncMessagingStore;
import io.github.ddbmessaging.MessagingAdmin;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.testing.DynamoDbExtension;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MessagingTestsTest {
  private static final User ANN = User.builder("ann").displayName("Ann").handle("ann").build();
  private static final User BOB = User.builder("bob").displayName("Bob").handle("bob").build();
  private static final NewMessage HI = NewMessage.from("ann", "Hi Bob");

  @RegisterExtension static final DynamoDbExtension dynamoDb = MessagingTests.extension();

  @RepeatedTest(2)
  void store_ofEachTest_beginsOnAnEmptyTable(MessagingStore store) {
    assertThat(store.listMessageGroups("ann", newestFirst(1)).items()).isEmpty();

    store.createGroup(NewGroup.direct(ANN, BOB), HI);

    assertThat(store.listMessageGroups("bob", newestFirst(1)).items())
        .extracting(row -> row.preview())
        .containsExactly("Hi Bob");
  }

  @Test
  void parameters_ofOneTest_areOnOneTable(
      MessagingStore store,
      AsyncMessagingStore async,
      MessagingAdmin admin,
      AsyncMessagingAdmin asyncAdmin,
      MessagingTable table) {
    String groupId = store.createGroup(NewGroup.direct(ANN, BOB), HI).group().id();

    assertThat(async.findGroup(groupId).join()).isPresent();
    assertThat(admin.check(TableScan.withPageSize(10)))
        .allSatisfy(report -> assertThat(report.findings()).isEqualTo(List.of()));
    assertThat(asyncAdmin.adoptGroup(groupId, List.of(ANN, BOB)).join().id()).isEqualTo(groupId);
    assertThat(table.streamArn()).isPresent();
  }
}
