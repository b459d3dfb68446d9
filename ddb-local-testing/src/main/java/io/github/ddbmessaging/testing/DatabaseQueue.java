package io.github.ddbmessaging.testing;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteConstants;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteJob;
import com.almworks.sqlite4java.SQLiteQueue;
import java.io.File;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Runs the engine's SQL on one connection, by a daemon thread.
 *
 * <p>SQLite locks a file for its connection until that is closed: whoever opens the same file
 * again, by whatever path and from whatever process, is refused.
 */
final class DatabaseQueue extends SQLiteQueue {

  private static final int SMALLEST_PAGE = 512;

  private final Schema schema;
  private final CompletableFuture<Boolean> opened = new CompletableFuture<>();
  private Optional<PreparedStatements> statements = Optional.empty();

  private DatabaseQueue(@Nullable File file, Schema schema) {
    super(file, new DaemonThreads("sqlite"));
    this.schema = schema;
  }

  /**
   * Opens a database and gives it the engine's tables, if it is new.
   *
   * @param file the file, or null to keep the data in memory
   * @return the queue; empty if the engine has to bring the file's tables up to date first
   * @throws IOException if the file can't be opened, written or understood, or somebody else uses
   *     it; nothing is left behind then
   */
  static Optional<DatabaseQueue> open(@Nullable File file, Schema schema) throws IOException {
    DatabaseQueue queue = new DatabaseQueue(file, schema);
    queue.start();
    try {
      if (queue.opened.join()) {
        return Optional.of(queue);
      }
      end(queue);
      return Optional.empty();
    } catch (CompletionException e) {
      end(queue);
      throw new IOException(reason(Objects.requireNonNull(file), e.getCause()), e.getCause());
    }
  }

  /** Does not throw: the superclass would log that, and try again for ever. */
  @Override
  protected SQLiteConnection openConnection() {
    SQLiteConnection connection = new SQLiteConnection(getDatabaseFile());
    try {
      requireRoomForAHeader(getDatabaseFile());
      connection.open(true);
      lock(connection);
      statements = PreparedStatements.of(connection);
      boolean complete = schema.makeIn(connection);
      requireWritable(connection);
      opened.complete(complete);
    } catch (SQLiteException | RuntimeException | Error e) {
      connection.dispose();
      stop(false);
      opened.completeExceptionally(e);
    }
    return connection;
  }

  /** SQLite would take a shorter file for an empty one, and overwrite it. */
  private static void requireRoomForAHeader(@Nullable File file) throws SQLiteException {
    if (file != null && file.length() > 0 && file.length() < SMALLEST_PAGE) {
      throw new SQLiteException(SQLiteConstants.SQLITE_NOTADB, "too short");
    }
  }

  /** The lock of the first transaction is kept. */
  private static void lock(SQLiteConnection connection) throws SQLiteException {
    connection.exec("PRAGMA locking_mode = EXCLUSIVE");
    connection.exec("BEGIN EXCLUSIVE");
    connection.exec("COMMIT");
  }

  /** A file that can be written does not do: SQLite keeps a journal beside it. */
  private static void requireWritable(SQLiteConnection connection) throws SQLiteException {
    connection.exec("PRAGMA user_version = 0");
  }

  @Override
  @SuppressWarnings("rawtypes") // as the superclass has it
  protected void afterExecute(SQLiteJob job) throws Throwable {
    super.afterExecute(job);
    statements.ifPresent(PreparedStatements::endSome);
  }

  @Override
  protected boolean isReincarnationPossible() {
    return false;
  }

  /** Does what is queued, closes the file and ends the thread. */
  static void end(SQLiteQueue queue) {
    queue.stop(true);
    Uninterruptibly.await(queue::join);
  }

  private static String reason(File file, @Nullable Throwable failure) {
    int code = failure instanceof SQLiteException e ? e.getBaseErrorCode() : 0;
    return file.getName()
        + switch (code) {
          case SQLiteConstants.SQLITE_BUSY, SQLiteConstants.SQLITE_LOCKED ->
              " in it is in use by another engine or program; end that, or name another directory";
          case SQLiteConstants.SQLITE_NOTADB, SQLiteConstants.SQLITE_CORRUPT ->
              " in it is damaged, or not DynamoDB Local's; move it away, or name another directory";
          default -> " in it can't be opened or written; name another directory";
        };
  }
}
