/**
 * What is different between two snapshots, each difference once.
 *
 * <p>A change that brings others with it is told as one, and what comes with it as its parts: the
 * columns of a dropped table, the text of a view after a column was renamed, the columns of
 * partitions that follow their parent. The entry is {@link
 * dev.migrationledger.schema.diff.SchemaDiff#between}.
 */
@NullMarked
package dev.migrationledger.schema.diff;

import org.jspecify.annotations.NullMarked;
