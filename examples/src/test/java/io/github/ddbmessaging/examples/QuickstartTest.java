package io.github.ddbmessaging.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class QuickstartTest {
  private static List<String> lines = List.of();

  @BeforeAll
  static void runOnce() {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try (LocalDynamoDb dynamoDb = LocalDynamoDb.start();
        DynamoDbClient client = dynamoDb.client()) {
      new Quickstart(client, new PrintStream(output, true, UTF_8)).run();
    }
    lines = output.toString(UTF_8).lines().toList();
  }

  @Test
  void run_whenAllIsWell_printsNoLineWiderThan80Columns() {
    assertThat(lines).isNotEmpty().allMatch(line -> DisplayText.width(line) <= 80);
  }

  @Test
  void run_whenAllIsWell_printsNoTrailingBlanksAndNoControlCharacters() {
    assertThat(lines).noneMatch(line -> line.matches(".*(\\s|\\p{Cc}.*)"));
  }

  @Test
  void run_whenAllIsWell_saysThatEveryMessageIsReadBack() {
    assertThat(lines)
        .contains("   285 messages: the same texts, senders and times, in the same order");
  }

  @Test
  void run_whenAllIsWell_saysThatEveryRowIsReadBack() {
    assertThat(lines)
        .contains("   14 lines in the lists of all people: each shows its group's newest message");
  }

  @Test
  void run_whenAllIsWell_listsConversationsByTheirNewestMessage() {
    assertThat(lines)
        .containsSubsequence(
            "   2026-02-28 10:25  hut-weekend",
            "   2026-02-22 22:15  sakura_t    田中 さくら",
            "   2026-02-15 18:34  bob_okafor  Bob Okafor",
            "                     💛");
  }

  @Test
  void run_whenAllIsWell_pagesToOlderMessages() {
    assertThat(lines)
        .containsSubsequence(
            "   2026-02-28 10:22  annek       What rolls, Bob?",
            "   2026-02-16 18:20  dana-levi   כן!",
            "   2026-02-16 07:12  ivan_l      Я не храпел. Это была печь.");
  }

  /** Pattern; calls, requests, read units, write units; write units a call and by design. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "A page of messages 3 3 1.5 0 0 0",
        "B page of groups 1 1 0.5 0 0 0",
        "B all groups, consistent 8 8 8 0 0 0",
        "C message, 2 members 114 114 0 1368 12 12",
        "C message, 3 members 64 64 0 1024 16 16",
        "C message, 5 members 98 98 0 2352 24 24",
        "C message over 1 KB 4 4 0 74 18.5 18.5",
        "D new group, 2 members 3 3 0 24 8 8",
        "D new group, 3 members 1 1 0 10 10 10",
        "D new group, 5 members 1 1 0 14 14 14"
      })
  void run_whenAllIsWell_printsTheCostsOfTheDesign(String row) {
    assertThat(lines).extracting(line -> line.strip().replaceAll(" +", " ")).contains(row);
  }
}
