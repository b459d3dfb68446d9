/** Metrics and traces of stores, admins and projectors with Micrometer. */
@NullMarked
package io.github.ddbmessaging.micrometer;

import org.jspecify.annotations.NullMarked;
