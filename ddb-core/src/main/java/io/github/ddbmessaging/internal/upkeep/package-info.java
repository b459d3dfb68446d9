/** What an operator does to a whole table: rebuild and check. */
@NullMarked
package io.github.ddbmessaging.internal.upkeep;

import org.jspecify.annotations.NullMarked;
