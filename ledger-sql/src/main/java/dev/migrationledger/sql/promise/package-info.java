/**
 * What a script promises: which objects are there when all of it has run, and how they are.
 *
 * <p>Takes the statements of one script; gives what can be held against the catalogs. Where a
 * script runs what cannot be read beforehand, nothing from before that is promised. It asks no
 * database. The entry is {@link dev.migrationledger.sql.promise.Promises}.
 */
@NullMarked
package dev.migrationledger.sql.promise;

import org.jspecify.annotations.NullMarked;
