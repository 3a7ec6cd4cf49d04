/**
 * What a statement means for the transaction it is run in, told from its parse tree.
 *
 * <p>Takes a tree; says which statement PostgreSQL refuses inside a transaction block. It needs no
 * server, and so cannot know what depends on the tables: REINDEX and CLUSTER of a partitioned
 * table.
 */
@NullMarked
package dev.migrationledger.sql.transaction;

import org.jspecify.annotations.NullMarked;
