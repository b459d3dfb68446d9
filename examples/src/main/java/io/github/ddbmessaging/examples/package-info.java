/**
 * The quickstart: a bundled conversation, written and read back in DynamoDB Local inside the JVM.
 *
 * <p>Begin with {@code Quickstart}, which is the story; {@code Main} only runs it, or the command
 * line tool in {@code cli}; {@code Conversation} reads the bundled file, {@code ReadBack} holds
 * what was read against it and {@code ConsoleView} lays out what is printed.
 */
@NullMarked
package io.github.ddbmessaging.examples;

import org.jspecify.annotations.NullMarked;
