package io.github.ddbmessaging.testing;

import com.amazonaws.services.dynamodbv2.exceptions.DynamoDBLocalServiceException;
import com.amazonaws.services.dynamodbv2.local.exceptions.ExceptionBean;
import com.amazonaws.services.dynamodbv2.local.shared.mapper.DynamoDBObjectMapper;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ddbmessaging.testing.Locales.Work;
import io.github.ddbmessaging.testing.Operations.Operation;
import java.io.IOException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Speaks the service's JSON protocol to the engine, which works on threads of its own. */
final class InProcessTransport implements Transport {

  private static final ObjectMapper JSON = new DynamoDBObjectMapper();

  private final Engine engine;

  InProcessTransport(Engine engine) {
    this.engine = engine;
  }

  /**
   * {@inheritDoc}
   *
   * @throws SdkClientException if the engine is closed, before or while it answers
   */
  @Override
  public Answer send(String target, byte[] body) throws IOException {
    engine.requireOpen();
    Operation<?> operation = Operations.BY_TARGET.get(target);
    if (operation == null) {
      return error(400, "UnknownOperationException", "DynamoDB Local does not have " + target);
    }
    try {
      return new Answer(200, engine.call(() -> run(operation, body)));
    } catch (DynamoDBLocalServiceException e) {
      return error(
          e.getStatusCode(),
          new ExceptionBean(
              e.getErrorCode(), e.getMessage(), e.getCancellationReasons(), e.getItem()));
    } catch (JsonProcessingException e) {
      return error(400, "SerializationException", e.getOriginalMessage());
    } catch (RuntimeException | LinkageError e) {
      engine.requireOpen();
      return error(500, "InternalServerError", e.toString());
    }
  }

  private <R> byte[] run(Operation<R> operation, byte[] body) throws IOException {
    R request = JSON.readValue(body, operation.requestType());
    Work<Object, RuntimeException> work = () -> operation.call().apply(engine.local(), request);
    return JSON.writeValueAsBytes(
        Locales.DIGITS.during(operation.isPartiQl() ? () -> Locales.LETTERS.during(work) : work));
  }

  private static Answer error(int status, String code, String message)
      throws JsonProcessingException {
    return error(status, new ExceptionBean(code, message));
  }

  private static Answer error(int status, ExceptionBean error) throws JsonProcessingException {
    return new Answer(status, JSON.writeValueAsBytes(error));
  }
}
