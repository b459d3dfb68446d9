/** Reads: ranges and pages of a partition, cursors, single items, heads, the whole table. */
@NullMarked
package io.github.ddbmessaging.internal.read;

import org.jspecify.annotations.NullMarked;
