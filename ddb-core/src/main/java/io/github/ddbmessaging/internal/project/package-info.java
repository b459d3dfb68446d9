/** Pattern E: rows follow the table's stream. */
@NullMarked
package io.github.ddbmessaging.internal.project;

import org.jspecify.annotations.NullMarked;
