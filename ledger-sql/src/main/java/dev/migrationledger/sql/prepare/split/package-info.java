/**
 * Dividing functions that are too big for a JVM method, or that the JVM would never compile because
 * they are longer than it cares for, into several methods.
 *
 * <p>Takes register code; gives class files. The blocks of a function are dealt out to methods of
 * bounded length in their order. A method keeps registers in local variables; what lives on when it
 * ends goes through an array that the function's parts share. The entry is {@link
 * dev.migrationledger.sql.prepare.split.CompiledModule#split}.
 */
@NullMarked
package dev.migrationledger.sql.prepare.split;

import org.jspecify.annotations.NullMarked;
