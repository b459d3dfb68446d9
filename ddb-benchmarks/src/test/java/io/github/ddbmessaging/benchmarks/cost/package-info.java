@NullMarked
package io.github.ddbmessaging.benchmarks.cost;

import org.jspecify.annotations.NullMarked;
