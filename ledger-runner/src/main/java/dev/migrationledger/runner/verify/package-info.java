/**
 * Verification after a migration: what its script promises is held against the catalogs inside the
 * migration's own transaction, and the contract of the application with it, so that what is not as
 * it should be is rolled back.
 *
 * <p>Takes the statements of scripts as they are parsed before the run; gives a {@link
 * dev.migrationledger.runner.execute.work.Verification} for each. The entry is {@link
 * dev.migrationledger.runner.verify.Verifications}.
 */
@NullMarked
package dev.migrationledger.runner.verify;

import org.jspecify.annotations.NullMarked;
