/**
 * The schema that the ledger goes by, and how the target differs from it.
 *
 * <p>The ledger goes by what the schema was when it was first looked at, with all that migrations
 * have done to it since: a run takes over what it changed itself, and nothing that somebody else
 * had changed before. The entries are {@link dev.migrationledger.runner.drift.RunSchema} for runs
 * and repairs, {@link dev.migrationledger.runner.drift.TakenSchema} for decisions to go by what is
 * there, and {@link dev.migrationledger.runner.drift.DriftScan} for everybody else.
 */
@NullMarked
package dev.migrationledger.runner.drift;

import org.jspecify.annotations.NullMarked;
