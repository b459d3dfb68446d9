package io.github.ddbmessaging.testing;

import com.amazonaws.services.dynamodbv2.local.shared.access.LocalDBClient;
import com.amazonaws.services.dynamodbv2.local.shared.access.sqlite.SQLiteLibraryLoader;
import com.amazonaws.services.dynamodbv2.local.shared.jobs.JobsRegister;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
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
  private final ExecutorService jobThreads =
      Executors.newFixedThreadPool(JOB_THREADS, new DaemonThreads("job"));
  private final ExecutorService callThreads =
      Executors.newCachedThreadPool(new DaemonThreads("call"));
  private final LocalDBClient local;
  private volatile boolean closed;

  private Engine(Database database) {
    this.database = database;
    try {
      this.local =
          new LocalDBClient(Locales.withDigits(database), new JobsRegister(jobThreads, false));
    } catch (RuntimeException | Error e) {
      endJobs();
      database.close();
      throw e;
    }
  }

  /**
   * Starts an engine.
   *
   * @param directory where it keeps its data; null for memory
   * @throws UncheckedIOException if the directory can't be used
   */
  static Engine start(@Nullable Path directory) {
    // By a thread of our own: what the caller's brings along does not count.
    FutureTask<Engine> start =
        new FutureTask<>(
            () -> {
              prepare();
              return directory == null ? new Engine(Database.inMemory()) : in(directory);
            });
    new DaemonThreads("start").newThread(start).start();
    try {
      return Uninterruptibly.await(start::get);
    } catch (ExecutionException e) {
      throw new IllegalStateException(rethrown(e.getCause()));
    }
  }

  private static void prepare() {
    QuietLogging.apply();
    try {
      SQLiteLibraryLoader.initialize();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local can't load its native library", e);
    }
  }

  private static Engine in(Path directory) {
    try {
      return new Engine(Database.in(fileIn(directory)));
    } catch (IOException e) {
      throw unusable(directory, e.getMessage(), e);
    } catch (RuntimeException e) {
      throw unusable(
          directory,
          FILE_NAME + " in it is damaged; move it away, or name another directory",
          new IOException(e));
    }
  }

  private static File fileIn(Path directory) throws IOException {
    Path file;
    try {
      file = Files.createDirectories(directory).toRealPath().resolve(FILE_NAME);
      return (Files.exists(file) ? file.toRealPath() : file).toFile();
    } catch (IOException e) {
      throw new IOException("it is no directory, and can't be made one; name another", e);
    }
  }

  private static UncheckedIOException unusable(
      Path directory, @Nullable String reason, IOException cause) {
    return new UncheckedIOException("Can't keep data in " + directory + ": " + reason, cause);
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

  /** Likewise on a thread that nobody interrupts, but to its end: it takes some milliseconds. */
  void triggerShardRollovers() {
    requireOpen();
    try {
      Uninterruptibly.await(callThreads.submit(local::triggerShardRollovers)::get);
    } catch (RejectedExecutionException e) {
      throw closed();
    } catch (ExecutionException e) {
      throw new IllegalStateException(rethrown(e.getCause()));
    }
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
    // A job that is interrupted while it waits for the database forgets that, and sleeps on.
    do {
      jobThreads.shutdownNow();
    } while (!Uninterruptibly.await(() -> jobThreads.awaitTermination(5, TimeUnit.MILLISECONDS)));
  }
}
