package io.github.ddbmessaging.internal.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.model.Attachment;
import io.github.ddbmessaging.model.MessageContent;
import io.github.ddbmessaging.model.MessageKind;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContentHashTest {
  private static final MessageContent HI = MessageContent.ofText("Hi");
  private static final Attachment FILE = Attachment.of("a", "b", 1, "k");

  /** Markers of these are in tables. */
  @Test
  void of_aTextAlone_isAsItAlwaysWas() {
    assertThat(ContentHash.of(NewMessage.from("ann", "Hi"), null))
        .isEqualTo("1:ecf515d8189fde77d24856075493948a0214ac4d");
  }

  @Test
  void of_messagesThatDifferInAnything_differs() {
    List<NewMessage> messages =
        List.of(
            NewMessage.from("ann", HI),
            NewMessage.from("bob", HI),
            NewMessage.from("ann", "Ho"),
            NewMessage.from("ann", HI).withKind(MessageKind.SYSTEM),
            NewMessage.from("ann", HI).withReplyTo(ref("m-1")),
            NewMessage.from("ann", HI).withReplyTo(ref("m-2")),
            NewMessage.from("ann", HI.withMentions(List.of("bob"))),
            NewMessage.from("ann", HI.withMentions(List.of("cat"))),
            NewMessage.from("ann", HI.withData(Map.of("bob", "cat"))),
            NewMessage.from("ann", HI.withData(Map.of("cat", "bob"))),
            attached(FILE),
            attached(FILE, FILE),
            attached(Attachment.of("z", "b", 1, "k")),
            attached(Attachment.of("a", "z", 1, "k")),
            attached(Attachment.of("a", "b", 2, "k")),
            attached(Attachment.of("a", "b", 1, "z")),
            attached(FILE.withDimensions(1, 2)),
            attached(FILE.withDimensions(2, 1)),
            attached(FILE.withDuration(Duration.ofMillis(1))));

    List<String> hashes = messages.stream().map(one -> ContentHash.of(one, null)).toList();

    assertThat(new HashSet<>(hashes)).hasSameSizeAs(messages);
  }

  /** Both have the same fields one after the other. */
  @Test
  void of_aMemberAndDataThatLookAlike_differs() {
    NewMessage plain = NewMessage.from("ann", HI);
    NewMessage withData = NewMessage.from("ann", HI.withData(Map.of("n", "h")));
    NewGroup withMember =
        NewGroup.titled("Trip", List.of(Samples.ANN, Samples.BOB, new User("data", "n", "h")));
    NewGroup without = NewGroup.titled("Trip", List.of(Samples.ANN, Samples.BOB));

    assertThat(ContentHash.of(withData, without)).isNotEqualTo(ContentHash.of(plain, withMember));
  }

  @Test
  void of_oneMessageInSeveralForms_isTheSame() {
    NewMessage one = NewMessage.from("ann", HI.withMentions(List.of("bob", "cat")));
    NewMessage same = NewMessage.from("ann", HI.withMentions(List.of("cat", "bob", "cat")));

    assertThat(ContentHash.of(one, null)).isEqualTo(ContentHash.of(same, null));
  }

  private static NewMessage attached(Attachment... files) {
    return NewMessage.from("ann", HI.withAttachments(List.of(files)));
  }

  private static MessageRef ref(String id) {
    return new MessageRef("g-1", SortKey.of(Samples.MADE_AT, id), id);
  }
}
