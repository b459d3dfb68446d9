package io.github.ddbmessaging.testing;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteJob;
import com.almworks.sqlite4java.SQLiteQueue;
import com.amazonaws.services.dynamodbv2.local.shared.access.sqlite.SQLiteDBAccess;
import java.io.File;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The engine's SQLite database, worked on by a daemon thread.
 *
 * <p>The superclass starts a thread that is no daemon, and never ends if it can't open its file. So
 * it only makes its tables in memory here; then this class goes on with a queue of its own.
 */
final class Database extends SQLiteDBAccess {

  private final Schema schema;

  /** Lets the superclass bring the tables of a file up to date; null to make them in memory. */
  private Database(@Nullable File older) {
    super(older);
    schema = takeSchema(queue);
  }

  static Database inMemory() {
    try {
      return open(null);
    } catch (IOException e) {
      throw new IllegalStateException("Can't open a database in memory", e);
    }
  }

  /**
   * Opens a file, which is made if it is missing.
   *
   * @throws IOException if it can't be used; says why
   */
  static Database in(File file) throws IOException {
    return open(file);
  }

  private static Database open(@Nullable File file) throws IOException {
    Database database = new Database(null);
    Optional<DatabaseQueue> opened = DatabaseQueue.open(file, database.schema);
    if (opened.isEmpty()) {
      database = new Database(file);
      opened = DatabaseQueue.open(file, database.schema);
    }
    database.queue =
        opened.orElseThrow(() -> new IOException("it is of another version of DynamoDB Local"));
    return database;
  }

  private static Schema takeSchema(SQLiteQueue first) {
    try {
      SQLiteJob<Schema> read = first.execute(new ReadSchema());
      return Uninterruptibly.await(read::get);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Can't set up the database", e.getCause());
    } finally {
      DatabaseQueue.end(first);
    }
  }

  @Override
  public void close() {
    super.close();
    DatabaseQueue.end(queue);
  }

  private static final class ReadSchema extends SQLiteJob<Schema> {

    @Override
    protected Schema job(SQLiteConnection connection) throws SQLiteException {
      return Schema.of(connection);
    }
  }
}
