package io.github.ddbmessaging.testing;

class HttpServiceTest extends ServiceContract {

  @Override
  LocalDynamoDb start() {
    return LocalDynamoDb.builder().http().start();
  }
}
