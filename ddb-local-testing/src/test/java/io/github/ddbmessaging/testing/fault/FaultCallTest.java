package io.github.ddbmessaging.testing.fault;

import static io.github.ddbmessaging.testing.fault.Notes.TABLE;
import static io.github.ddbmessaging.testing.fault.Notes.note;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class FaultCallTest {

  static Stream<SdkRequest> requestsAboutNoteA() {
    return Stream.of(
        PutItemRequest.builder().tableName(TABLE).item(note("a")).build(),
        GetItemRequest.builder().tableName(TABLE).key(note("a")).build(),
        UpdateItemRequest.builder().tableName(TABLE).key(note("a")).build(),
        DeleteItemRequest.builder().tableName(TABLE).key(note("a")).build(),
        BatchGetItemRequest.builder()
            .requestItems(
                Map.of(TABLE, KeysAndAttributes.builder().keys(List.of(note("a"))).build()))
            .build(),
        batch(WriteRequest.builder().putRequest(p -> p.item(note("a"))).build()),
        batch(WriteRequest.builder().deleteRequest(d -> d.key(note("a"))).build()),
        TransactGetItemsRequest.builder()
            .transactItems(
                TransactGetItem.builder().get(g -> g.tableName(TABLE).key(note("a"))).build())
            .build(),
        transaction(
            TransactWriteItem.builder().put(p -> p.tableName(TABLE).item(note("a"))).build()),
        transaction(
            TransactWriteItem.builder().update(u -> u.tableName(TABLE).key(note("a"))).build()),
        transaction(
            TransactWriteItem.builder().delete(d -> d.tableName(TABLE).key(note("a"))).build()),
        transaction(
            TransactWriteItem.builder()
                .conditionCheck(c -> c.tableName(TABLE).key(note("a")))
                .build()));
  }

  @ParameterizedTest
  @MethodSource("requestsAboutNoteA")
  void touchesItem_whenTheRequestIsAboutIt_isTrue(SdkRequest request) {
    assertThat(call(request).touchesItem(note("a"))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("requestsAboutNoteA")
  void touchesItem_whenTheRequestIsAboutAnother_isFalse(SdkRequest request) {
    assertThat(call(request).touchesItem(note("b"))).isFalse();
  }

  @ParameterizedTest
  @MethodSource("requestsAboutNoteA")
  void touchesTable_whenTheRequestNamesIt_isTrue(SdkRequest request) {
    assertThat(call(request).touchesTable(TABLE)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("requestsAboutNoteA")
  void touchesTable_whenTheRequestNamesAnother_isFalse(SdkRequest request) {
    assertThat(call(request).touchesTable("others")).isFalse();
  }

  @Test
  void touchesTable_whenAQuery_isTrue() {
    assertThat(call(QueryRequest.builder().tableName(TABLE).build()).touchesTable(TABLE)).isTrue();
  }

  @Test
  void touchesItem_whenAQuery_isFalse() {
    assertThat(call(QueryRequest.builder().tableName(TABLE).build()).touchesItem(note("a")))
        .isFalse();
  }

  @Test
  void touchesTable_whenTheRequestNamesNone_isFalse() {
    assertThat(call(ListTablesRequest.builder().build()).touchesTable(TABLE)).isFalse();
  }

  private static FaultCall call(SdkRequest request) {
    return new FaultCall("Operation", request);
  }

  private static SdkRequest batch(WriteRequest write) {
    return BatchWriteItemRequest.builder().requestItems(Map.of(TABLE, List.of(write))).build();
  }

  private static SdkRequest transaction(TransactWriteItem action) {
    return TransactWriteItemsRequest.builder().transactItems(action).build();
  }
}
