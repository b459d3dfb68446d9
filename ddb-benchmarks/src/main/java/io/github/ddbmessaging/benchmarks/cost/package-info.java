/** What the patterns cost in requests and units: the same on every machine. */
@NullMarked
package io.github.ddbmessaging.benchmarks.cost;

import org.jspecify.annotations.NullMarked;
