package io.github.ddbmessaging.examples.chat.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingAdmin;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.chat.RunningChat;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.testing.fault.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** That Postgres and the table end with one name, whatever happens on the way. */
class RenamingTest {
  private final Profiles profiles = RunningChat.bean(Profiles.class);
  private final MessagingStore store = RunningChat.bean(MessagingStore.class);
  private final JdbcClient database = RunningChat.bean(JdbcClient.class);
  private final Renaming other = RunningChat.bean(Renaming.class);
  private final Profile ann = RunningChat.newUser("Ann");
  private final Faults faults = Faults.withRandomSeed();
  private final Renaming renaming =
      new Renaming(
          profiles,
          MessagingAdmin.builder()
              .client(faults.wrap(RunningChat.bean(DynamoDbClient.class)))
              .tableName("messages")
              .build());
  private final List<String> groups = List.of(newGroup("One"), newGroup("Two"));

  @Test
  void rename_whenAnotherBeginsAndEndsMeanwhile_leavesTheLastName() {
    faults.on("TransactWriteItems").call(1).overtakenBy(() -> other.rename(ann, "Second"));

    renaming.rename(ann, "First");

    assertThat(names()).containsOnly("Second");
    assertThat(profiles.listNotSpread()).doesNotContain(ann.id());
  }

  @Test
  void rename_whenAnotherBeginsAfterThePagesBeforeTheNote_leavesTheLastName() {
    faults.on("Query").call(1).overtakenBy(() -> other.rename(ann, "Second"));
    faults.on("Query").call(2).overtakenBy(() -> other.rename(ann, "Third"));

    renaming.rename(ann, "First");

    assertThat(names()).containsOnly("Third");
    assertThat(profiles.listNotSpread()).doesNotContain(ann.id());
  }

  @Test
  void rename_whenTheTableCannotBeUsed_isDoneLater() {
    faults.on("Query").internalServerError();
    renaming.rename(ann, "Later");
    assertThat(names()).containsOnly("Ann", "Later");

    other.spreadTheRest();

    assertThat(names()).containsOnly("Later");
    assertThat(profiles.listNotSpread()).doesNotContain(ann.id());
  }

  @Test
  void rename_whenAnInstanceEndedInTheMiddle_isDoneWhenItsTurnIsOver() {
    UUID ended = UUID.randomUUID();
    profiles.rename(ann.id(), "Interrupted");
    assertThat(profiles.takeTurn(ann.id(), ended)).isPresent();
    other.spreadTheRest();
    assertThat(names()).containsOnly("Ann", "Interrupted");

    database
        .sql("update profile set spread_until = now() - interval '1 second' where id = ?")
        .param(ann.id())
        .update();
    other.spreadTheRest();

    assertThat(names()).containsOnly("Interrupted");
    assertThat(profiles.takeTurn(ann.id(), ended)).isEmpty();
  }

  private String newGroup(String title) {
    return store
        .createGroup(
            NewGroup.titled(title, List.of(ann.user(), RunningChat.newUser("Bob").user())),
            NewMessage.from(ann.userId(), "Hi"))
        .group()
        .id();
  }

  /** Ann's name in the groups, and in Postgres. */
  private List<String> names() {
    List<String> names =
        new ArrayList<>(
            groups.stream()
                .map(
                    group ->
                        store
                            .withConsistentReads()
                            .findGroup(group)
                            .flatMap(found -> found.findMember(ann.userId()))
                            .map(User::displayName)
                            .orElseThrow())
                .toList());
    profiles.list(List.of(ann.id())).forEach(user -> names.add(user.displayName()));
    return names;
  }
}
