/** With the Enhanced Client and beans, as its guide shows. */
@NullMarked
package io.github.ddbmessaging.benchmarks.contender.enhanced;

import org.jspecify.annotations.NullMarked;
