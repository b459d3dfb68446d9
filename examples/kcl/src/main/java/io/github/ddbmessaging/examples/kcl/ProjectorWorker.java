package io.github.ddbmessaging.examples.kcl;

import com.amazonaws.services.dynamodbv2.streamsadapter.AmazonDynamoDBStreamsAdapterClient;
import com.amazonaws.services.dynamodbv2.streamsadapter.StreamsSchedulerFactory;
import com.amazonaws.services.dynamodbv2.streamsadapter.polling.DynamoDBStreamsPollingConfig;
import io.github.ddbmessaging.Projector;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.kinesis.checkpoint.CheckpointConfig;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.coordinator.CoordinatorConfig;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.leases.LeaseManagementConfig;
import software.amazon.kinesis.lifecycle.LifecycleConfig;
import software.amazon.kinesis.metrics.MetricsConfig;
import software.amazon.kinesis.processor.ProcessorConfig;
import software.amazon.kinesis.processor.ShardRecordProcessor;
import software.amazon.kinesis.processor.StreamTracker;
import software.amazon.kinesis.retrieval.RetrievalConfig;

/**
 * One worker that keeps group rows current from the shards that it holds the leases of. Workers of
 * one application, on any number of machines, share out the shards by a table of leases that is
 * named as the application; the library makes it, and two more beside it.
 *
 * <p>One thread calls {@link #run}, any other one {@link #close}.
 */
public final class ProjectorWorker implements Runnable, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProjectorWorker.class);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(30);

  private final Scheduler scheduler;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean closed;
  private volatile @Nullable IllegalStateException gaveUp;

  /**
   * A worker that has not begun.
   *
   * @param settings who it is and what it reads
   * @param projector what works off the records
   * @param streams reads the stream; stays the caller's
   * @param leases keeps the leases; stays the caller's
   * @param metrics where the library's metrics go, {@code MillisBehindLatest} among them
   */
  public ProjectorWorker(
      WorkerSettings settings,
      Projector projector,
      DynamoDbStreamsClient streams,
      DynamoDbAsyncClient leases,
      MetricsConfig metrics) {
    Timings timings = settings.timings();
    String application = settings.applicationName();
    AmazonDynamoDBStreamsAdapterClient adapter =
        new AmazonDynamoDBStreamsAdapterClient(
            streams, streams.serviceClientConfiguration().region());
    StreamTracker stream =
        StreamsSchedulerFactory.createSingleStreamTracker(
            settings.streamArn(),
            InitialPositionInStreamExtended.newInitialPosition(
                InitialPositionInStream.TRIM_HORIZON));
    LeaseManagementConfig leaseManagement =
        new LeaseManagementConfig(application, application, leases, adapter, settings.workerId())
            .failoverTimeMillis(timings.failover().toMillis())
            .shardSyncIntervalMillis(timings.shardSync().toMillis());
    leaseManagement
        .workerUtilizationAwareAssignmentConfig()
        .workerMetricsReporterFreqInMillis(timings.report().toMillis());
    scheduler =
        StreamsSchedulerFactory.createScheduler(
            new CheckpointConfig(),
            new CoordinatorConfig(application)
                .skipShardSyncAtWorkerInitializationIfLeasesExist(true)
                .parentShardPollIntervalMillis(timings.poll().toMillis()),
            leaseManagement,
            new LifecycleConfig(),
            metrics,
            new ProcessorConfig(() -> processor(projector, timings)),
            new RetrievalConfig(adapter, stream, application)
                .retrievalSpecificConfig(
                    new DynamoDBStreamsPollingConfig(settings.streamArn(), adapter)
                        .idleTimeBetweenReadsInMillis(timings.poll().toMillis())),
            adapter);
  }

  /**
   * Works until the worker is closed.
   *
   * @throws IllegalStateException if a shard gets no further, or the library ended the worker, as
   *     it does if it can't reach the table of leases; the process is to end then, so that what
   *     supervises it starts another one
   */
  @Override
  public void run() {
    try {
      scheduler.run();
    } finally {
      ended.countDown();
    }
    IllegalStateException reason = gaveUp;
    if (reason != null) {
      throw reason;
    }
    if (!closed) {
      throw new IllegalStateException("The worker ended by itself; the log says why");
    }
  }

  /**
   * Ends {@link #run} after the batches that are being processed, and gives the leases back. Waits
   * up to 30 seconds for that.
   */
  @Override
  public void close() {
    closed = true;
    if (ended.getCount() == 0) {
      return;
    }
    try {
      scheduler.startGracefulShutdown().get(LONGEST_CLOSE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The worker did not end in time; its leases run out", e);
      scheduler.shutdown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      scheduler.shutdown();
    }
  }

  private ShardRecordProcessor processor(Projector projector, Timings timings) {
    return new ProjectorProcessor(
        projector, timings.retries(), pause -> Thread.sleep(pause.toMillis()), this::giveUp);
  }

  private void giveUp(IllegalStateException reason) {
    gaveUp = reason;
    scheduler.shutdown();
  }
}
