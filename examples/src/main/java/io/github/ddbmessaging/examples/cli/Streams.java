package io.github.ddbmessaging.examples.cli;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * What a program reads and prints to.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error
 */
public record Streams(InputStream in, PrintStream out, PrintStream err) {}
