package io.github.ddbmessaging.testing;

import com.amazonaws.services.dynamodbv2.local.shared.access.LocalDBClient;
import com.amazonaws.services.dynamodbv2.local.shared.access.sqlite.SQLiteLibraryLoader;
import com.amazonaws.services.dynamodbv2.local.shared.jobs.JobsRegister;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
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
  private final ExecutorService callThreads =
      Executors.newCachedThreadPool(new DaemonThreads("call"));
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

  /**
   * Runs a call on a thread that nobody interrupts: an interrupt inside a transaction would leave
   * the engine locked for good. An interrupted caller gets its exception at once; the call goes
   * through, as one does that the service has received.
   *
   * @throws InterruptedIOException if the calling thread is interrupted
   */
  <T> T call(Callable<T> call) throws IOException {
    Future<T> result;
    try {
      result = callThreads.submit(call);
    } catch (RejectedExecutionException e) {
      throw closed();
    }
    try {
      return result.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while waiting for DynamoDB Local");
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    }
  }

  /** What a call threw, for the thread that waits for it. */
  private static IOException rethrown(@Nullable Throwable thrown) {
    if (thrown instanceof RuntimeException failure) {
      throw failure;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof IOException failure ? failure : new IOException(thrown);
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
      throw closed();
    }
  }

  private static SdkClientException closed() {
    return SdkClientException.create("This LocalDynamoDb is closed");
  }

  @Override
  public void close() {
    closed = true;
    callThreads.shutdown();
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
