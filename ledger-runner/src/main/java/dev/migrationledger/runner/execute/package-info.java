/**
 * Carries out one planned migration on a target: takes a {@link
 * dev.migrationledger.runner.execute.Work}, gives a sealed {@link
 * dev.migrationledger.runner.execute.Outcome}, and never throws for an SQL error. Change and
 * receipt are one transaction; a script that cannot run in one leaves a receipt before and after
 * each statement.
 *
 * <p>Statements go to the server through the driver's own query executor (package {@code
 * org.postgresql.core}) and not through {@link java.sql.Statement}: the driver must not split,
 * rewrite or buffer what our reader has already split, several statements must share one round
 * trip, and the one that failed must be known exactly.
 */
@NullMarked
package dev.migrationledger.runner.execute;

import org.jspecify.annotations.NullMarked;
