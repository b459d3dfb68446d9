/** With tempest, modelled its own way: one raw item, a view for each kind. */
@NullMarked
package io.github.ddbmessaging.benchmarks.contender.tempest;

import org.jspecify.annotations.NullMarked;
