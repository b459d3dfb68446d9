package io.github.ddbmessaging.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.MemberRows;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Schemas;
import io.github.ddbmessaging.testing.meter.ItemSize;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Previews: the beginning of the text, as much of it as a row of one write unit holds. */
class PreviewPropertyTest extends Inputs {

  @Provide
  Arbitrary<MessageGroup> groups() {
    return Combinators.combine(
            ids(),
            sortKeys(),
            members(1, 3),
            goodTexts(Limits.TITLE_LENGTH).injectNull(0.3),
            times(),
            Arbitraries.just(1L))
        .as(MessageGroup::new);
  }

  @Provide
  Arbitrary<String> messageTexts() {
    return Arbitraries.oneOf(
        goodTexts(40), goodTexts(Limits.PREVIEW_LENGTH + 20), aroundLength(Limits.PREVIEW_LENGTH));
  }

  @Property
  void preview_ofAnyText_isAsMuchOfItsBeginningAsTheRowHasRoomFor(
      @ForAll("groups") MessageGroup group,
      @ForAll("sortKeys") SortKey key,
      @ForAll("messageTexts") String text) {
    for (User member : group.members()) {
      Message message = new Message(group.id(), key, "m-1", member, text);

      MessageGroupRow row = MemberRows.of(group, ItemKey.rowKey(group), member, message);

      int size = (int) ItemSize.of(Schemas.ROWS.itemToMap(row, true));
      assertThat(MemberRows.size(row)).isEqualTo(size);
      assertThat(row.preview())
          .isEqualTo(longestBeginning(text, Limits.ROW_BYTES - size + bytes(row.preview())));
    }
  }

  private static String longestBeginning(String text, int bytes) {
    int[] points = text.codePoints().limit(Limits.PREVIEW_LENGTH).toArray();
    int length = points.length;
    while (bytes(new String(points, 0, length)) > bytes) {
      length--;
    }
    return new String(points, 0, length);
  }
}
