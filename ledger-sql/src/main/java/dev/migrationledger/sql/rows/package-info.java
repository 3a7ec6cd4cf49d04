/**
 * What statements demand of the rows there are: no NULL, no duplicate, no orphan.
 *
 * <p>Takes the statements of pending scripts with their facts; gives the demands on tables of the
 * database, as long as nothing before can have changed their rows. It asks no database. The entry
 * is {@link dev.migrationledger.sql.rows.RowDemands}.
 */
@NullMarked
package dev.migrationledger.sql.rows;

import org.jspecify.annotations.NullMarked;
