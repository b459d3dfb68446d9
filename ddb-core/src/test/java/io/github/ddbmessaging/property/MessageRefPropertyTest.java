package io.github.ddbmessaging.property;

import static io.github.ddbmessaging.property.Parsing.endsWell;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.SortKey;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Refs as text: what is read is what was written, and each text is one ref or none. */
class MessageRefPropertyTest extends Inputs {

  @Property
  void parse_ofAWrittenRef_isTheSame(
      @ForAll("ids") String groupId,
      @ForAll("allSortKeys") SortKey sortKey,
      @ForAll("ids") String messageId) {
    MessageRef written = new MessageRef(groupId, sortKey, messageId);

    assertThat(MessageRef.parse(written.toString())).isEqualTo(written);
    assertThat(written.toString()).matches("[A-Za-z0-9_-]+");
  }

  /** It names no secret, so that damage may make it another ref; but never half of one. */
  @Property
  void parse_ofADamagedRef_isRefusedOrAnotherRef(
      @ForAll("ids") String groupId,
      @ForAll("allSortKeys") SortKey sortKey,
      @ForAll("ids") String messageId,
      @ForAll("damages") UnaryOperator<String> damage) {
    String damaged = damage.apply(new MessageRef(groupId, sortKey, messageId).toString());

    assertRefusedOrRead(damaged);
  }

  @Property
  void parse_ofAnyText_isRefusedOrARef(@ForAll("opaqueTexts") String text) {
    assertRefusedOrRead(text);
  }

  private static void assertRefusedOrRead(String text) {
    endsWell(
        () -> {
          MessageRef read = MessageRef.parse(text);
          assertThat(read).hasToString(text);
          assertThat(read.groupId() + read.messageId()).doesNotContain("\n");
          return read;
        },
        text,
        InvalidInputException.class);
  }
}
