/**
 * What a script writes beyond names and shapes: defaults, the columns of views, privileges and
 * owners, as they are when all of it has run.
 *
 * <p>Takes the statements of one script with their facts; gives what can be held against the
 * catalogs. What a statement makes doubtful is not claimed any more. It asks no database. The entry
 * is {@link dev.migrationledger.sql.claim.Claims}.
 */
@NullMarked
package dev.migrationledger.sql.claim;

import org.jspecify.annotations.NullMarked;
