package io.github.ddbmessaging.examples.kcl;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Streams of DynamoDB Local by ARNs with a region of AWS. Those of DynamoDB Local name the region
 * {@code ddblocal}, which the adapter refuses.
 */
final class RegionalStreams {
  private static final String LOCAL = ":ddblocal:";
  private static final String REGIONAL = ":eu-central-1:";

  private RegionalStreams() {}

  /** The ARN to give to the adapter. */
  static String arn(String localArn) {
    return localArn.replace(LOCAL, REGIONAL);
  }

  /** A client that knows the stream by that ARN. */
  static DynamoDbStreamsClient client(DynamoDbStreamsClient local) {
    return (DynamoDbStreamsClient)
        Proxy.newProxyInstance(
            RegionalStreams.class.getClassLoader(),
            new Class<?>[] {DynamoDbStreamsClient.class},
            (proxy, method, arguments) -> {
              if (arguments != null) {
                arguments[0] = localized(arguments[0]);
              }
              try {
                return method.invoke(local, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static Object localized(Object argument) {
    if (argument instanceof DescribeStreamRequest request) {
      return request.toBuilder().streamArn(local(request.streamArn())).build();
    }
    if (argument instanceof GetShardIteratorRequest request) {
      return request.toBuilder().streamArn(local(request.streamArn())).build();
    }
    return argument;
  }

  private static String local(String arn) {
    return arn.replace(REGIONAL, LOCAL);
  }
}
