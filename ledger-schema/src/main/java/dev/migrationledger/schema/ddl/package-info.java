/**
 * Differences as SQL: what makes a change, what undoes it, and what a migration file says so that a
 * change made by hand becomes part of the history.
 *
 * <p>The entry is {@link dev.migrationledger.schema.ddl.SchemaDdl}. What SQL cannot say, or what
 * nobody can know from two snapshots, is told in words ({@link
 * dev.migrationledger.schema.ddl.Ddl#missing}), and never guessed.
 */
@NullMarked
package dev.migrationledger.schema.ddl;

import org.jspecify.annotations.NullMarked;
