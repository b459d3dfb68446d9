package io.github.ddbmessaging.testing.meter;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * What reads that find nothing cost: as much as that of the smallest item. DynamoDB Local reports
 * it for {@code GetItem} only.
 */
final class EmptyReads {

  private EmptyReads() {}

  /** The units that DynamoDB Local leaves out. */
  static double unreported(SdkRequest request, SdkResponse response) {
    if (response instanceof QueryResponse query) {
      return query.scannedCount() == 0 ? smallest(consistent(request)) : 0;
    }
    if (response instanceof ScanResponse scan) {
      return scan.scannedCount() == 0 ? smallest(consistent(request)) : 0;
    }
    return response instanceof BatchGetItemResponse batch
        ? missing((BatchGetItemRequest) request, batch)
        : 0;
  }

  private static double missing(BatchGetItemRequest request, BatchGetItemResponse response) {
    double units = 0;
    for (Map.Entry<String, KeysAndAttributes> table : request.requestItems().entrySet()) {
      KeysAndAttributes left = response.unprocessedKeys().get(table.getKey());
      int missing =
          table.getValue().keys().size()
              - response.responses().getOrDefault(table.getKey(), List.of()).size()
              - (left == null ? 0 : left.keys().size());
      units += missing * smallest(table.getValue().consistentRead());
    }
    return units;
  }

  private static Boolean consistent(SdkRequest request) {
    return request.getValueForField("ConsistentRead", Boolean.class).orElse(false);
  }

  private static double smallest(@Nullable Boolean consistent) {
    return Boolean.TRUE.equals(consistent)
        ? CapacityRules.strongRead(0)
        : CapacityRules.eventualRead(0);
  }
}
