package io.github.ddbmessaging.testing;

import io.github.ddbmessaging.testing.Transport.Answer;
import java.util.UUID;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/** The few words of HTTP in the service's JSON protocol. */
final class Http {

  static final String TARGET = "X-Amz-Target";
  static final String REQUEST_ID = "x-amzn-RequestId";
  static final String CONTENT_TYPE = "Content-Type";
  static final String JSON = "application/x-amz-json-1.0";

  private Http() {}

  static String target(SdkHttpRequest request) {
    return request.firstMatchingHeader(TARGET).orElseThrow();
  }

  static SdkHttpFullResponse response(Answer answer) {
    return SdkHttpFullResponse.builder()
        .statusCode(answer.status())
        .putHeader(REQUEST_ID, newRequestId())
        .putHeader(CONTENT_TYPE, JSON)
        .build();
  }

  static String newRequestId() {
    return UUID.randomUUID().toString();
  }
}
