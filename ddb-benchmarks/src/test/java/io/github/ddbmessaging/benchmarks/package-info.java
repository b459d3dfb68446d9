@NullMarked
package io.github.ddbmessaging.benchmarks;

import org.jspecify.annotations.NullMarked;
