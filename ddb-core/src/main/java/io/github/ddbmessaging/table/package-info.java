/** The table's layout: keys, attributes, and how each kind of item is mapped. */
@NullMarked
package io.github.ddbmessaging.table;

import org.jspecify.annotations.NullMarked;
