package io.github.ddbmessaging.member;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.project.ProjectionTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Members come and go while the projector brings rows up to date from records of before. */
class ProjectedMembersTest extends ProjectionTest {
  @Test
  void project_aMessageOfBeforeSomebodyJoined_showsItToTheOthersAlone() {
    MessageGroup group = group();
    send(group, "Before");

    store.addMembers(group.id(), List.of(CAT), History.FROM_JOINING);
    drain();

    assertThat(previews("ann")).containsExactly("Before");
    assertThat(previews("cat")).containsExactly("");
  }

  @Test
  void project_aMessageOfBeforeSomebodyWasRemoved_givesThemNoRow() {
    MessageGroup group = groups(1, ANN, BOB, CAT).get(0);
    send(group, "Before");

    store.removeMember(group.id(), "cat");
    drain();

    assertThat(previews("cat")).isEmpty();
    assertThat(previews("bob")).containsExactly("Before");
  }

  @Test
  void project_aMessageOfBeforeSomebodyJoined_showsItToWhoSeesAll() {
    MessageGroup group = group();
    send(group, "Before");

    store.addMembers(group.id(), List.of(CAT), History.FROM_BEGINNING);
    drain();

    assertThat(previews("cat")).containsExactly("Before");
  }

  @Test
  void project_whenSomebodyJoinsMeanwhile_givesThemARow() {
    MessageGroup group = group();
    send(group, "Before");
    List<Record> sent = stream.next();
    wire.beforeWrite(1, () -> store.addMembers(group.id(), List.of(CAT), History.FROM_BEGINNING));

    project(sent);

    assertThat(previews("cat")).containsExactly("Before");
  }

  @Test
  void project_whenSomebodyIsRemovedMeanwhile_givesThemNoRow() {
    MessageGroup group = groups(1, ANN, BOB, CAT).get(0);
    send(group, "Before");
    List<Record> sent = stream.next();
    wire.beforeWrite(1, () -> store.removeMember(group.id(), "cat"));

    project(sent);

    assertThat(previews("cat")).isEmpty();
  }

  @Test
  void project_whenAllThatALaterMemberSeesIsDeleted_showsThemNothing() {
    MessageGroup group = group();
    send(group, "Before");
    store.addMembers(group.id(), List.of(CAT), History.FROM_JOINING);
    Message after = send(group, "After");
    drain();
    assertThat(previews("cat")).containsExactly("After");

    store.deleteMessage(after.ref());
    drain();

    assertThat(previews("cat")).containsExactly("");
    assertThat(previews("ann")).containsExactly("Before");
  }

  @Test
  void project_whenAllThatALaterMemberSeesIsPurged_showsThemNothing() {
    MessageGroup group = group();
    send(group, "Before");
    store.addMembers(group.id(), List.of(CAT), History.FROM_JOINING);
    Message after = send(group, "After");
    drain();

    purge(after);
    drain();

    assertThat(previews("cat")).containsExactly("");
    assertThat(previews("ann")).containsExactly("Before");
  }

  /** Rows were rewritten since the head was read, without a new message or a log entry. */
  @Test
  void addMembers_whenTheShownMessageIsRemovedMeanwhile_doesNotShowIt() {
    MessageGroup group = group();
    Message second = transactional.createMessage(group.id(), from("Second")).message();
    drain();
    wire.beforeWrite(
        1,
        () -> {
          delete(second);
          drain();
        });

    store.addMembers(group.id(), List.of(CAT), History.FROM_BEGINNING);

    assertThat(previews("cat")).containsExactly("First");
  }

  private static NewMessage from(String text) {
    return NewMessage.from("ann", text);
  }
}
