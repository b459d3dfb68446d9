package io.github.ddbmessaging.testing.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UsageTableTest {

  @Test
  void format_whenLabelled_showsALinePerLabel() {
    Call query = new Call("A listMessages", "Query", "messages", 20, 1.5, 0, 0);
    Call write = new Call("C createMessage", "TransactWriteItems", "messages", 6, 0, 12, 0);

    String table = UsageTable.format(List.of(query, write, query));

    assertThat(table)
        .isEqualTo(
            """
                                                       requests   read units  write units
            A listMessages                                    2          3.0          0.0
            C createMessage                                   1          0.0         12.0
            total                                             3          3.0         12.0
            """);
  }

  @Test
  void format_whenNotLabelled_showsOperations() {
    Call put = new Call("", "PutItem", "messages", 1, 0, 1, 0);

    assertThat(UsageTable.format(List.of(put)).lines())
        .element(1)
        .asString()
        .startsWith("PutItem ");
  }

  @Test
  void format_whenALabelIsLong_staysWithinEightyColumns() {
    Call call = new Call("x".repeat(100), "PutItem", "messages", 1, 0, 1_000_000, 0);

    assertThat(UsageTable.format(List.of(call)).lines()).allMatch(line -> line.length() <= 80);
  }
}
