package io.github.ddbmessaging.testing;

import java.io.IOException;

/** What carries a client's requests to the engine. Safe for use by many threads. */
@FunctionalInterface
interface Transport {

  /**
   * Sends one request.
   *
   * @param target the value of the header {@code X-Amz-Target}, such as {@code
   *     DynamoDB_20120810.PutItem}
   * @param body the request's JSON
   * @return the service's answer, an error included
   * @throws IOException if there is no answer
   */
  Answer send(String target, byte[] body) throws IOException;

  /**
   * What the service answers.
   *
   * @param status the HTTP status: 200, 400 or 500
   * @param body the response's or the error's JSON
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answer(int status, byte[] body) {}
}
