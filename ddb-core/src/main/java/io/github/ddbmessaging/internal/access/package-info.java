/** Who may do what: the only package that knows the acting user; and the rules of input. */
@NullMarked
package io.github.ddbmessaging.internal.access;

import org.jspecify.annotations.NullMarked;
