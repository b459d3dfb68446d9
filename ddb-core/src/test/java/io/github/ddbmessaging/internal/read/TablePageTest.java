package io.github.ddbmessaging.internal.read;

import static io.github.ddbmessaging.internal.access.SampleSettings.CAPACITY;
import static io.github.ddbmessaging.internal.access.SampleSettings.requests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.run.Script;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.TableScan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

class TablePageTest {
  private static final Map<String, AttributeValue> ITEM = ItemKey.head("g-1").attributes();

  @Test
  void read_whenFromTheBeginning_scansStrongly() {
    Script script = new Script(ScanResponse.builder().items(List.of(ITEM)).build());

    TablePage page = script.run(TablePage.read(requests(), TableScan.withPageSize(5)));

    assertThat(page.items()).isEqualTo(List.of(ITEM));
    assertThat(page.next()).isEmpty();
    assertThat(script.requests())
        .containsExactly(
            ScanRequest.builder()
                .tableName("t")
                .limit(5)
                .consistentRead(true)
                .returnConsumedCapacity(CAPACITY)
                .build());
  }

  @ParameterizedTest
  @CsvSource({
    "MSG#g-1, HEAD",
    "GRP#\u00e9\u20ac\ud83d\ude00, 2023-05-20T17:01:02.5-05:00",
    "' ', '\n'"
  })
  void read_whenResumedAtTheNextPage_beginsBehindTheLastKey(String pk, String sk) {
    ItemKey last = new ItemKey(pk, sk);
    Script first = new Script(ScanResponse.builder().lastEvaluatedKey(last.attributes()).build());
    Script second = new Script(ScanResponse.builder().build());
    TableScan scan = TableScan.withPageSize(5);

    String next = first.run(TablePage.read(requests(), scan)).next().orElseThrow();
    second.run(TablePage.read(requests(), scan.resumedAt(next)));

    assertThat(second.request(ScanRequest.class).exclusiveStartKey()).isEqualTo(last.attributes());
    assertThat(next).matches("[A-Za-z0-9_.-]+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "TVNHI2ctMQ", ".SEVBRA", "TVNHI2ctMQ.", "TVNHI2ctMQ.%", "a b.c"})
  void lastKey_whenPositionIsDamaged_isRefused(String position) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> TablePage.lastKey(TableScan.withPageSize(5).resumedAt(position)))
        .withMessage(
            "The position in the table is damaged; use one that a report gave, or begin again");
  }

  @Test
  void lastKey_whenFromTheBeginning_isEmpty() {
    assertThat(TablePage.lastKey(TableScan.withPageSize(5))).isEmpty();
  }
}
