/**
 * What the tool does to tables directly, where the library has no method: {@code Seeding} loads a
 * {@code SeedFile} into one, by {@code Batches}. Nothing here prints or knows of commands.
 */
@NullMarked
package io.github.ddbmessaging.examples.cli.table;

import org.jspecify.annotations.NullMarked;
