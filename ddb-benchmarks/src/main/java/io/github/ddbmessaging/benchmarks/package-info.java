/**
 * What the library costs, measured beside what a user would otherwise write. {@link
 * io.github.ddbmessaging.benchmarks.Main} runs it all and writes the report; nothing here is
 * published.
 */
@NullMarked
package io.github.ddbmessaging.benchmarks;

import org.jspecify.annotations.NullMarked;
