package io.github.ddbmessaging.testing;

import com.almworks.sqlite4java.SQLiteConnection;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The SQL statements that a connection keeps, prepared, for the next time.
 *
 * <p>Each names a table, and sqlite4java keeps it when the table is gone. SQLite goes through all
 * of them to drop a table: after some thousand tables, that takes longer than the rest of a test.
 * sqlite4java has no public call to end one, so this reaches inside it.
 *
 * <p>For the connection's own thread.
 */
final class PreparedStatements {

  private static final int MOST = 200;

  private final SQLiteConnection connection;
  private final Map<?, ?> kept;
  private final Method end;

  private PreparedStatements(SQLiteConnection connection, Map<?, ?> kept, Method end) {
    this.connection = connection;
    this.kept = kept;
    this.end = end;
  }

  /** Empty with a version of sqlite4java that looks otherwise inside: it only takes longer. */
  static Optional<PreparedStatements> of(SQLiteConnection connection) {
    try {
      Field cache = SQLiteConnection.class.getDeclaredField("myStatementCache");
      cache.setAccessible(true);
      Method end =
          Arrays.stream(SQLiteConnection.class.getDeclaredMethods())
              .filter(method -> method.getName().equals("finalizeStatement"))
              .filter(method -> method.getParameterCount() == 2)
              .findAny()
              .orElseThrow(NoSuchMethodException::new);
      end.setAccessible(true);
      return Optional.of(
          new PreparedStatements(connection, (Map<?, ?>) cache.get(connection), end));
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    }
  }

  int count() {
    return kept.size();
  }

  /** Ends those that nobody uses at this moment, if there are too many. */
  void endSome() {
    if (count() > MOST) {
      List.copyOf(kept.entrySet()).forEach(this::end);
    }
  }

  private void end(Map.Entry<?, ?> statement) {
    // It has no handle while it is in use.
    if (statement.getValue() != null) {
      try {
        end.invoke(connection, statement.getValue(), statement.getKey());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("Can't end a prepared statement", e);
      }
    }
  }
}
