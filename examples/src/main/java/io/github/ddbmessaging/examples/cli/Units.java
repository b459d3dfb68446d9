package io.github.ddbmessaging.examples.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** Adds up the units that AWS reports for every request of a client. Thread-safe. */
final class Units implements ExecutionInterceptor {
  private static final String ASKED = "ReturnConsumedCapacity";
  private static final String REPORTED = "ConsumedCapacity";

  private final LongAdder requests = new LongAdder();
  private final DoubleAdder readUnits = new DoubleAdder();
  private final DoubleAdder writeUnits = new DoubleAdder();

  @Override
  public SdkRequest modifyRequest(
      Context.ModifyRequest context, ExecutionAttributes executionAttributes) {
    SdkRequest request = context.request();
    Optional<SdkField<?>> asked = field(request, ASKED);
    if (asked.isEmpty()) {
      return request;
    }
    SdkRequest.Builder builder = request.toBuilder();
    asked.get().set(builder, ReturnConsumedCapacity.TOTAL.toString());
    return builder.build();
  }

  @Override
  public void afterExecution(
      Context.AfterExecution context, ExecutionAttributes executionAttributes) {
    requests.increment();
    Object reported =
        field(context.response(), REPORTED)
            .map(field -> field.getValueOrDefault(context.response()))
            .orElse(null);
    boolean write = isWrite(context.request());
    if (reported instanceof List<?> tables) {
      tables.forEach(table -> add(table, write));
    } else if (reported != null) {
      add(reported, write);
    }
  }

  long requests() {
    return requests.sum();
  }

  double readUnits() {
    return readUnits.sum();
  }

  double writeUnits() {
    return writeUnits.sum();
  }

  private void add(Object reported, boolean write) {
    if (reported instanceof ConsumedCapacity consumed && consumed.capacityUnits() != null) {
      (write ? writeUnits : readUnits).add(consumed.capacityUnits());
    }
  }

  private static boolean isWrite(SdkRequest request) {
    String name = request.getClass().getSimpleName();
    return name.contains("Write") || name.startsWith("Put") || name.startsWith("Update");
  }

  private static Optional<SdkField<?>> field(SdkPojo pojo, String name) {
    return pojo.sdkFields().stream().filter(field -> field.memberName().equals(name)).findFirst();
  }
}
