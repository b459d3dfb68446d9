package io.github.ddbmessaging.testing;

class InMemoryServiceTest extends ServiceContract {

  @Override
  LocalDynamoDb start() {
    return LocalDynamoDb.start();
  }
}
