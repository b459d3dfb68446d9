/** Not API: what the stores are made of. Anything here may change in any release. */
@NullMarked
package io.github.ddbmessaging.internal;

import org.jspecify.annotations.NullMarked;
