/**
 * The database that is migrated: takes an address, gives a session with identity, advisory lock and
 * receipts, and refuses with one sealed {@link dev.migrationledger.runner.target.TargetFailure}
 * when the target cannot be reached, entered, written or locked.
 */
@NullMarked
package dev.migrationledger.runner.target;

import org.jspecify.annotations.NullMarked;
