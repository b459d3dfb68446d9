package io.github.ddbmessaging.spring;

import io.github.ddbmessaging.Projector;
import io.github.ddbmessaging.micrometer.ProjectionMetrics;
import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.model.RejectedRecord;
import io.github.ddbmessaging.stream.RecordHandler;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Brings rows up to date, counts, and logs what can never be applied. */
final class ProjectingHandler implements RecordHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ProjectingHandler.class);

  private final Projector projector;
  private final @Nullable ProjectionMetrics metrics;

  ProjectingHandler(Projector projector, @Nullable ProjectionMetrics metrics) {
    this.projector = projector;
    this.metrics = metrics;
  }

  @Override
  public Optional<String> handle(List<Record> records) {
    ProjectionResult result = projector.project(records);
    for (RejectedRecord rejected : result.rejected()) {
      LOG.error("{}", rejected);
    }
    return (metrics == null ? result : metrics.count(records, result)).retryFrom();
  }
}
