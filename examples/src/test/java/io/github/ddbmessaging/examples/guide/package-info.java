/** The service that docs/guide.md builds. */
@NullMarked
package io.github.ddbmessaging.examples.guide;

import org.jspecify.annotations.NullMarked;
