package io.github.ddbmessaging.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.internal.text.Utf8;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** Previews: the beginning of the text, as much of it as a row of one write unit holds. */
class PreviewPropertyTest {

  @Provide
  Arbitrary<List<User>> members() {
    return Inputs.members(2, 3);
  }

  @Provide
  Arbitrary<String> titles() {
    return Inputs.goodTexts(Limits.TITLE_LENGTH);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Inputs.goodTexts(40),
        Inputs.goodTexts(Limits.PREVIEW_LENGTH + 20),
        Inputs.aroundLength(Limits.PREVIEW_LENGTH).filter(text -> !text.isBlank()));
  }

  @Property
  void preview_ofAnyText_isAsMuchOfItsBeginningAsTheRowHasRoomFor(
      @ForAll("members") List<User> members,
      @ForAll("titles") String title,
      @ForAll("texts") String text) {
    assertThat(rows(members, title, text))
        .hasSameSizeAs(members)
        .allSatisfy(
            row ->
                assertThat(Schemas.read(Schemas.ROWS, row).preview())
                    .isEqualTo(longestBeginning(text, roomIn(row))));
  }

  private static int roomIn(Map<String, AttributeValue> row) {
    return Limits.ROW_BYTES - Utf8.size(row) + Inputs.bytes(row.get(Attributes.MESSAGE).s());
  }

  private static String longestBeginning(String text, int bytes) {
    int[] points = text.codePoints().limit(Limits.PREVIEW_LENGTH).toArray();
    int length = points.length;
    while (Inputs.bytes(new String(points, 0, length)) > bytes) {
      length--;
    }
    return new String(points, 0, length);
  }

  /** The rows that making a group and sending into it write. */
  private static List<Map<String, AttributeValue>> rows(
      List<User> members, String title, String text) {
    WriteOnly written = new WriteOnly();
    MessagingStore store = MessagingStore.builder().client(written).tableName("t").build();
    NewMessage message = NewMessage.from(members.get(0).id(), text);
    MessageGroup group = store.createGroup(NewGroup.titled(title, members), message).group();
    written.rows.clear();
    store.createMessage(group, message);
    return written.rows;
  }

  /** Keeps the group rows that are put. */
  private static final class WriteOnly implements DynamoDbClient {
    final List<Map<String, AttributeValue>> rows = new ArrayList<>();

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
      request.transactItems().stream()
          .filter(
              action ->
                  action.put() != null && action.put().item().get("pk").s().startsWith("GRP#"))
          .forEach(action -> rows.add(action.put().item()));
      return TransactWriteItemsResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
