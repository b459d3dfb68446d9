package io.github.ddbmessaging.examples.cli;

import java.util.List;

/**
 * How a command ended.
 *
 * @param status its exit status
 * @param out what it printed
 * @param err what it said on standard error
 */
record Outcome(int status, List<String> out, List<String> err) {}
