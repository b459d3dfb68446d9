package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Attributes;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What names a message wherever it is stored: its time in UTC and its id. That is its key, unless
 * the original application wrote that.
 */
final class Reference {
  private static final Pattern NEW_FORM =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z#.+");

  private Reference() {}

  /** Whether the library wrote a key. */
  static boolean isOne(String sk) {
    return NEW_FORM.matcher(sk).matches();
  }

  static SortKey of(MessageRef message) {
    return of(message.sortKey(), message.messageId());
  }

  static SortKey of(Map<String, AttributeValue> message) {
    return of(new SortKey(ItemKey.of(message).sk()), message.get(Attributes.MESSAGE_ID).s());
  }

  /** What a head names: of an old key, the id is not known. */
  static SortKey ofHead(SortKey newest) {
    return of(newest, "~");
  }

  private static SortKey of(SortKey key, String id) {
    return isOne(key.value()) ? key : SortKey.of(key.instant().truncatedTo(ChronoUnit.MICROS), id);
  }
}
