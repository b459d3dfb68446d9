package io.github.ddbmessaging.campaign;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** What answers requests to the table. */
interface Database {
  /** Answers a request, or throws what the AWS SDK's client would throw. */
  SdkResponse execute(SdkRequest request);
}
