package io.github.ddbmessaging.testing;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteJob;
import com.almworks.sqlite4java.SQLiteQueue;
import com.almworks.sqlite4java.SQLiteStatement;
import com.amazonaws.services.dynamodbv2.local.shared.access.sqlite.SQLiteDBAccess;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The engine's SQLite database, worked on by a daemon thread.
 *
 * <p>The superclass starts a thread that is no daemon and writes its own, empty tables with it.
 * This class ends that thread and goes on with one that does not keep the JVM alive.
 */
final class Database extends SQLiteDBAccess {

  private Database(@Nullable File file) {
    super(file);
    SQLiteQueue first = queue;
    List<String> schema = run(new ReadSchema(), first);
    end(first);
    queue = new SQLiteQueue(file, new DaemonThreads("sqlite")).start();
    if (file == null) {
      run(new RunStatements(schema), queue);
    }
  }

  static Database inMemory() {
    return new Database(null);
  }

  static Database in(File file) {
    return new Database(file);
  }

  @Override
  public void close() {
    super.close();
    end(queue);
  }

  private static <T extends @Nullable Object> T run(SQLiteJob<T> job, SQLiteQueue queue) {
    try {
      return queue.execute(job).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Can't set up the database", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while setting up the database", e);
    }
  }

  private static void end(SQLiteQueue queue) {
    try {
      queue.stop(true).join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class ReadSchema extends SQLiteJob<List<String>> {

    @Override
    protected List<String> job(SQLiteConnection connection) throws SQLiteException {
      List<String> statements = new ArrayList<>();
      SQLiteStatement rows =
          connection.prepare("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL");
      while (rows.step()) {
        statements.add(rows.columnString(0));
      }
      rows.dispose();
      return statements;
    }
  }

  private static final class RunStatements extends SQLiteJob<@Nullable Void> {

    private final List<String> statements;

    RunStatements(List<String> statements) {
      this.statements = statements;
    }

    @Override
    protected @Nullable Void job(SQLiteConnection connection) throws SQLiteException {
      for (String statement : statements) {
        connection.exec(statement);
      }
      return null;
    }
  }
}
