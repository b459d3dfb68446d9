/**
 * The command line tool: one class for each subcommand, which parses and prints.
 *
 * <p>Begin with {@code Tool}, which wires the commands up and turns failures into one line. {@code
 * TableCommand} is what nearly all commands extend: it opens a {@code Session}, which holds the
 * clients. What is printed is laid out in {@code output}; {@code table} checks and fills tables.
 */
@NullMarked
package io.github.ddbmessaging.examples.cli;

import org.jspecify.annotations.NullMarked;
