/** Tables and plots as text. */
@NullMarked
package io.github.ddbmessaging.benchmarks.report;

import org.jspecify.annotations.NullMarked;
