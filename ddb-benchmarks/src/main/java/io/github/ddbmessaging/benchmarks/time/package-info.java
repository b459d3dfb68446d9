/** How long it takes: only ratios of what ran side by side mean anything. */
@NullMarked
package io.github.ddbmessaging.benchmarks.time;

import org.jspecify.annotations.NullMarked;
