/**
 * What the tool prints: {@code Views} makes an {@code Entry} of a thing, and a {@code Printer}
 * prints it, for people or for programs.
 */
@NullMarked
package io.github.ddbmessaging.examples.cli.output;

import org.jspecify.annotations.NullMarked;
