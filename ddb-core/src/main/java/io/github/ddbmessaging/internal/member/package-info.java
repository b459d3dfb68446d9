/** The access patterns of members: add, remove, leave, roles. */
@NullMarked
package io.github.ddbmessaging.internal.member;

import org.jspecify.annotations.NullMarked;
