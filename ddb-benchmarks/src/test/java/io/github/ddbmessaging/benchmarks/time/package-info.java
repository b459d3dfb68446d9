@NullMarked
package io.github.ddbmessaging.benchmarks.time;

import org.jspecify.annotations.NullMarked;
