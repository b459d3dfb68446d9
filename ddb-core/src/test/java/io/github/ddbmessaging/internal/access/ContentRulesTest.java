package io.github.ddbmessaging.internal.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.model.Attachment;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.MessageContent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class ContentRulesTest {
  private static final MessageContent HI = MessageContent.ofText("Hi");
  private static final Attachment FILE = Attachment.of("a.png", "image/png", 0, "k");
  private static final String HALF = "\ud83d";

  static Stream<MessageContent> good() {
    return Stream.of(
        HI,
        Samples.fullContent(),
        attached("", FILE),
        HI.withMentions(users(Limits.MENTIONS)),
        HI.withMentions(List.of("ann", "ann")),
        HI.withAttachments(Collections.nCopies(Limits.ATTACHMENTS, FILE)),
        attached("Hi", named("\ud83d\ude00".repeat(Limits.ATTACHMENT_NAME_LENGTH))),
        attached("Hi", at("k".repeat(Limits.LOCATION_BYTES))),
        attached("Hi", FILE.withDimensions(1, 1).withDuration(Duration.ZERO)),
        HI.withData(Map.of("k", "x".repeat(Limits.DATA_BYTES - 1))),
        HI.withData(Map.of("k", "", "line", "a\nb")));
  }

  @ParameterizedTest
  @MethodSource("good")
  void check_ofContentWithinItsLimits_acceptsIt(MessageContent content) {
    assertThatCode(() -> ContentRules.check(content, 10)).doesNotThrowAnyException();
  }

  static final List<Arguments> REFUSALS =
      List.of(
          arguments(MessageContent.ofText(""), "The message text is blank"),
          arguments(attached(" ", FILE), "The message text is blank"),
          arguments(
              HI.withMentions(users(Limits.MENTIONS + 1)),
              "The message has 51 mentions; at most 50 are allowed"),
          arguments(
              HI.withMentions(List.of("a#b")), "The id of a mentioned user 'a#b' holds a '#'"),
          arguments(HI.withMentions(List.of("")), "The id of a mentioned user is blank"),
          arguments(
              HI.withAttachments(Collections.nCopies(Limits.ATTACHMENTS + 1, FILE)),
              "The message has 11 attachments; at most 10 are allowed"),
          arguments(attached("Hi", named(" ")), "The name of an attachment is blank"),
          arguments(
              attached("Hi", named(HALF)),
              "The name of an attachment holds half of a surrogate pair"),
          arguments(
              attached("Hi", named("x".repeat(Limits.ATTACHMENT_NAME_LENGTH + 1))),
              "The name of an attachment has 256 characters; at most 255 are allowed"),
          arguments(
              attached("Hi", Attachment.of("a", "image/png\n", 1, "k")),
              "The content type of an attachment holds a control character"),
          arguments(attached("Hi", at("")), "The location of an attachment is blank"),
          arguments(
              attached("Hi", at("https://files/a\r\nSet-Cookie: b")),
              "The location of an attachment holds a control character"),
          arguments(
              attached("Hi", at("k".repeat(Limits.LOCATION_BYTES + 1))),
              "The location of an attachment takes 2049 bytes; at most 2048 do"),
          arguments(
              attached("Hi", Attachment.of("a", "b", -1, "k")),
              "The size of an attachment is -1; at least 0"),
          arguments(
              attached("Hi", FILE.withDimensions(0, 1)),
              "The width of an attachment is 0; at least 1"),
          arguments(
              attached("Hi", FILE.withDimensions(1, -5)),
              "The height of an attachment is -5; at least 1"),
          arguments(
              attached("Hi", FILE.withDuration(Duration.ofMillis(-1))),
              "The duration of an attachment is negative"),
          arguments(
              HI.withData(Map.of("k", "x".repeat(Limits.DATA_BYTES))),
              "The data takes 4097 bytes; at most 4096 do"),
          arguments(
              HI.withData(Map.of("", "confidential")), "The name of a string in data is blank"),
          arguments(
              HI.withData(Map.of("k", HALF)),
              "The value of a string in data holds half of a surrogate pair"));

  @ParameterizedTest
  @FieldSource("REFUSALS")
  void check_ofContentPastALimit_saysWhatAndWhyWithoutQuotingIt(
      MessageContent content, String message) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> ContentRules.check(content, 10))
        .withMessage("%s", message);
  }

  static Stream<Runnable> nulls() {
    Map<String, String> noValue = Collections.singletonMap("k", null);
    return Stream.of(
        () -> MessageContent.ofText(null),
        () -> HI.withMentions(Arrays.asList("ann", null)),
        () -> HI.withAttachments(Arrays.asList(FILE, null)),
        () -> HI.withData(noValue),
        () -> Attachment.of(null, "b", 1, "k"),
        () -> Attachment.of("a", null, 1, "k"),
        () -> Attachment.of("a", "b", 1, null));
  }

  @ParameterizedTest
  @MethodSource("nulls")
  void content_withNullInIt_isRefused(Runnable make) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(make::run)
        .withMessageEndingWith("is given: it is null");
  }

  private static MessageContent attached(String text, Attachment file) {
    return MessageContent.ofText(text).withAttachments(List.of(file));
  }

  private static Attachment named(String name) {
    return Attachment.of(name, "image/png", 1, "k");
  }

  private static Attachment at(String location) {
    return Attachment.of("a", "image/png", 1, location);
  }

  private static Set<String> users(int number) {
    return IntStream.range(0, number).mapToObj(i -> "user-" + i).collect(Collectors.toSet());
  }
}
