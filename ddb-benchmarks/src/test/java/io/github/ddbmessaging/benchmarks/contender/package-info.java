@NullMarked
package io.github.ddbmessaging.benchmarks.contender;

import org.jspecify.annotations.NullMarked;
