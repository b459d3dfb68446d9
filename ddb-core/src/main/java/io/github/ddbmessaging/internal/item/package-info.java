/** What items are and what follows from them: kinds, keys, rows. Pure. */
@NullMarked
package io.github.ddbmessaging.internal.item;

import org.jspecify.annotations.NullMarked;
