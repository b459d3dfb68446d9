package io.github.ddbmessaging.campaign;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** What serves the requests to a table. */
interface Database {
  /** Returns the response, or throws what the AWS SDK's client would throw. */
  SdkResponse execute(SdkRequest request);
}
