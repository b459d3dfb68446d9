package io.github.ddbmessaging.testing;

import com.amazonaws.services.dynamodbv2.local.shared.access.LocalDBClient;
import com.amazonaws.services.dynamodbv2.local.shared.access.sqlite.SQLiteLibraryLoader;
import com.amazonaws.services.dynamodbv2.local.shared.jobs.JobsRegister;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;

/** DynamoDB Local, put together so that all of its threads are daemons and end with it. */
final class Engine implements AutoCloseable {

  /** As DynamoDB Local itself names it if run with {@code -sharedDb -dbPath}. */
  private static final String FILE_NAME = "shared-local-instance.db";

  /** DynamoDB Local's own number; four of its jobs never end. */
  private static final int JOB_THREADS = 10;

  private final Database database;
  private final ExecutorService jobThreads;
  private final LocalDBClient local;
  private volatile boolean closed;

  private Engine(Database database) {
    this.database = database;
    this.jobThreads = Executors.newFixedThreadPool(JOB_THREADS, new DaemonThreads("job"));
    this.local = new LocalDBClient(database, new JobsRegister(jobThreads, false));
  }

  static Engine start(@Nullable Path directory) {
    QuietLogging.apply();
    try {
      SQLiteLibraryLoader.initialize();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local can't load its native library", e);
    }
    return new Engine(
        directory == null
            ? Database.inMemory()
            : Database.in(directory.resolve(FILE_NAME).toAbsolutePath().toFile()));
  }

  LocalDBClient local() {
    return local;
  }

  void triggerShardRollovers() {
    requireOpen();
    local.triggerShardRollovers();
  }

  /**
   * Checks that the engine is still there.
   *
   * @throws SdkClientException if it is closed
   */
  void requireOpen() {
    if (closed) {
      throw SdkClientException.create("This LocalDynamoDb is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
    // The jobs first: one that finds its database closed logs an error.
    endJobs();
    database.close();
  }

  private void endJobs() {
    try {
      // A job that is interrupted while it waits for the database forgets that, and sleeps on.
      do {
        jobThreads.shutdownNow();
      } while (!jobThreads.awaitTermination(5, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
