/** The access patterns A to E, written in several ways behind one interface. */
@NullMarked
package io.github.ddbmessaging.benchmarks.contender;

import org.jspecify.annotations.NullMarked;
