package io.github.ddbmessaging.benchmarks.contender;

/**
 * What a listed item says, whatever its type.
 *
 * @param of the sender of a message, or the group of a row
 * @param text the text or preview
 */
public record Shown(String of, String text) {}
