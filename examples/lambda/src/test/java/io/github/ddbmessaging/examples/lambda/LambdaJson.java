package io.github.ddbmessaging.examples.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Events and answers as Lambda's Java runtime reads and writes them, with its own serializers. */
final class LambdaJson {
  private LambdaJson() {}

  /** An event of this package's test resources. */
  static DynamodbEvent event(String name) {
    try (InputStream json = LambdaJson.class.getResourceAsStream(name + ".json")) {
      return serializer(DynamodbEvent.class).fromJson(Objects.requireNonNull(json, name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String of(StreamsEventResponse answer) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    serializer(StreamsEventResponse.class).toJson(answer, json);
    return json.toString(UTF_8);
  }

  /** The runtime has serializers of its own for some types, and takes Jackson for the rest. */
  private static <T> PojoSerializer<T> serializer(Class<T> type) {
    return LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
        ? LambdaEventSerializers.serializerFor(type, LambdaJson.class.getClassLoader())
        : JacksonFactory.getInstance().getSerializer(type);
  }
}
