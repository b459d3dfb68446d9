package io.github.ddbmessaging.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteJob;
import com.almworks.sqlite4java.SQLiteStatement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PreparedStatementsTest {
  private final SQLiteConnection connection = new SQLiteConnection();
  private PreparedStatements statements;

  @BeforeEach
  void open() throws SQLiteException {
    LocalDynamoDb.start().close(); // loads the native library
    connection.open();
    statements = PreparedStatements.of(connection).orElseThrow();
  }

  @AfterEach
  void close() {
    connection.dispose();
  }

  @Test
  void statements_ofTablesThatAreGone_areEnded() throws SQLiteException {
    for (int table = 0; table < 500; table++) {
      select(connection, table);
      statements.endSome();
    }

    assertThat(statements.count()).isLessThanOrEqualTo(200);
  }

  @Test
  void statements_ofFewTables_areKept() throws SQLiteException {
    for (int n = 0; n < 500; n++) {
      select(connection, n % 50);
      statements.endSome();
    }

    assertThat(statements.count()).isEqualTo(50);
  }

  @Test
  void statement_inUse_goesOn() throws SQLiteException {
    SQLiteStatement inUse = connection.prepare("SELECT 1 UNION SELECT 2");
    inUse.step();
    for (int table = 0; table < 500; table++) {
      select(connection, table);
    }

    statements.endSome();

    assertThat(inUse.step()).isTrue();
    assertThat(inUse.columnInt(0)).isEqualTo(2);
    inUse.dispose();
    assertThat(statements.count()).isEqualTo(1);
  }

  @Test
  void engine_endsThemAfterItsJobs() throws Exception {
    Schema schema = new Schema(Map.of("cf", "CREATE TABLE cf (version TEXT)"), "1");
    DatabaseQueue queue = DatabaseQueue.open(null, schema).orElseThrow();

    int kept = 0;
    for (int table = 0; table < 500; table++) {
      kept = queue.execute(new Select(table)).get();
    }

    assertThat(kept).isLessThanOrEqualTo(200);
    DatabaseQueue.end(queue);
  }

  private static void select(SQLiteConnection connection, int table) throws SQLiteException {
    SQLiteStatement statement = connection.prepare("SELECT " + table);
    statement.step();
    statement.dispose();
  }

  /** Tells how many statements there were before. */
  private static final class Select extends SQLiteJob<Integer> {
    private final int table;

    private Select(int table) {
      this.table = table;
    }

    @Override
    protected Integer job(SQLiteConnection connection) throws SQLiteException {
      int before = PreparedStatements.of(connection).orElseThrow().count();
      select(connection, table);
      return before;
    }
  }
}
