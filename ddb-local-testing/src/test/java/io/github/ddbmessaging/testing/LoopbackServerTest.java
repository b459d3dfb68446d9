package io.github.ddbmessaging.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopbackServerTest {

  private LocalDynamoDb dynamoDb;
  private URI endpoint;

  @BeforeEach
  void start() {
    dynamoDb = LocalDynamoDb.builder().http().start();
    endpoint = dynamoDb.endpoint();
  }

  @AfterEach
  void close() {
    dynamoDb.close();
  }

  @Test
  void endpoint_whenHttp_isALoopbackAddress() throws Exception {
    assertThat(InetAddress.getByName(endpoint.getHost()).isLoopbackAddress()).isTrue();
  }

  @Test
  void endpoint_whenReachedByAnotherAddressOfThisMachine_refusesTheConnection() throws Exception {
    List<InetAddress> others =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress())
            .toList();
    assumeTrue(!others.isEmpty(), "this machine has the loopback only");

    assertThat(others)
        .allSatisfy(
            address ->
                assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(() -> new Socket(address, endpoint.getPort()).close()));
  }

  @Test
  void endpoint_whenTheEngineIsClosed_refusesTheConnection() {
    dynamoDb.close();

    assertThatExceptionOfType(ConnectException.class)
        .isThrownBy(() -> new Socket(endpoint.getHost(), endpoint.getPort()).close());
  }

  @Test
  void httpPort_whenTaken_isRefused() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(LocalDynamoDb.builder().httpPort(taken.getLocalPort())::start)
          .withMessageContaining(Integer.toString(taken.getLocalPort()));
    }
  }

  @Test
  void request_whenUnsigned_isAnswered() throws Exception {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(endpoint)
                .header("X-Amz-Target", "DynamoDB_20120810.ListTables")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

    assertThat(response.body()).isEqualTo("{\"TableNames\":[]}");
  }

  @Test
  void request_whenItNamesNoOperation_isABadRequest() throws Exception {
    assertThat(send(HttpRequest.newBuilder(endpoint)).statusCode()).isEqualTo(400);
  }

  @Test
  void request_whenItIsNotJson_isABadRequest() throws Exception {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(endpoint)
                .header("X-Amz-Target", "DynamoDB_20120810.ListTables")
                .POST(HttpRequest.BodyPublishers.ofString("no JSON")));

    assertThat(response.body()).contains("SerializationException");
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }
}
