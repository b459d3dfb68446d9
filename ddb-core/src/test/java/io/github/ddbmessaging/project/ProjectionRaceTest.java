package io.github.ddbmessaging.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.ProjectionResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** What others do after a projector has looked and before it writes. */
class ProjectionRaceTest extends ProjectionTest {

  @Test
  void project_whenAnotherShowsTheSameMeanwhile_isDone() {
    send(group(), "Second");
    List<Record> records = stream.next();
    wire.beforeWrite(1, () -> project(records));

    assertThat(project(records).notDone()).isEmpty();
  }

  @Test
  void project_whenAnotherShowsANewerMessageMeanwhile_doesNotGoBack() {
    MessageGroup group = group();
    send(group, "Second");
    List<Record> older = stream.next();
    Message newer = send(group, "Third");
    List<Record> records = stream.next();
    wire.beforeWrite(1, () -> project(records));

    project(older);

    assertThat(newestKey(group.id())).isEqualTo(newer.sortKey().value());
  }

  @Test
  void project_whenATransactionalSendComesMeanwhile_doesNotGoBack() {
    MessageGroup group = group();
    send(group, "Second");
    List<Record> records = stream.next();
    wire.beforeWrite(
        1, () -> transactional.createMessage(group.id(), NewMessage.from("ann", "Third")));

    ProjectionResult result = project(records);

    assertThat(result.notDone()).isEmpty();
    assertThat(previews("bob")).containsExactly("Third");
  }

  @Test
  void project_whenTheMessageIsDeletedAndThatIsDeliveredMeanwhile_doesNotShowIt() {
    MessageGroup group = group();
    Message second = send(group, "Second");
    List<Record> records = stream.next();
    deliverBeforeWrite(1, () -> delete(second));

    project(records);

    assertThat(previews("bob")).containsExactly("First");
  }

  @Test
  void project_whenTheEditedMessageIsEditedAgainAndThatIsDeliveredMeanwhile_showsTheLastEdit() {
    Message second = send(group(), "Second");
    drain();
    edit(second, "Edited");
    List<Record> records = stream.next();
    deliverBeforeWrite(1, () -> edit(second, "Edited again"));

    project(records);

    assertThat(previews("bob")).containsExactly("Edited again");
  }

  @Test
  void project_whenTheOneLeftIsDeletedAndThatIsDeliveredMeanwhile_showsTheNextOneLeft() {
    MessageGroup group = group();
    Message second = send(group, "Second");
    Message third = send(group, "Third");
    drain();
    delete(third);
    List<Record> records = stream.next();
    deliverBeforeWrite(1, () -> delete(second));

    project(records);

    assertThat(previews("bob")).containsExactly("First");
  }

  @Test
  void project_whenANewMessageComesBetweenLookAndRefresh_showsIt() {
    MessageGroup group = group();
    Message second = send(group, "Second");
    drain();
    delete(second);
    List<Record> records = stream.next();
    deliverBeforeWrite(1, () -> send(group, "Third"));

    project(records);

    assertThat(previews("bob")).containsExactly("Third");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void project_whenAnOlderMessageComesBetweenLookAndWrite_showsIt(int write) {
    Message newest = send(group(), "Newest");
    drain();
    delete(newest);
    List<Record> removal = stream.next();
    deliverBeforeWrite(write, () -> sendBehind(newest, "Older"));

    project(removal);

    assertThat(previews("bob")).containsExactly("Older");
  }

  @Test
  void project_whenAMessageBelowARemovedOneGoesBetweenLookAndReKey_doesNotShowIt() {
    MessageGroup group = group();
    Message one = send(group, "One");
    List<Record> late = stream.next();
    Message two = send(group, "Two");
    delete(two);
    project(stream.nextOfMessages().subList(1, 2));
    deliverBeforeWrite(1, () -> delete(one));

    project(late);

    assertThat(previews("bob")).containsExactly("First");
  }

  @Test
  void project_whenTheNewestGoesWhileANewerOneComesAndGoesUnseen_showsWhatIsLeft() {
    MessageGroup group = group();
    Message second = send(group, "Second");
    drain();
    delete(second);
    List<Record> removal = stream.next();
    Message third = send(group, "Third");

    project(removal);
    delete(third);
    drain();

    assertThat(previews("bob")).containsExactly("First");
  }

  /** What others do then, and what another projector makes of it at once. */
  private void deliverBeforeWrite(int write, Runnable change) {
    wire.beforeWrite(
        write,
        () -> {
          change.run();
          project(stream.next());
        });
  }
}
