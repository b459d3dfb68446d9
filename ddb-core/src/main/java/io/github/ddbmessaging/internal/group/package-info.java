/** The access patterns of a group: create and find. */
@NullMarked
package io.github.ddbmessaging.internal.group;

import org.jspecify.annotations.NullMarked;
