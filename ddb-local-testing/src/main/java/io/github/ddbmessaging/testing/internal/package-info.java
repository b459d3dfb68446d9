/** Not API: what the public packages of this module share. May change in any release. */
@NullMarked
package io.github.ddbmessaging.testing.internal;

import org.jspecify.annotations.NullMarked;
