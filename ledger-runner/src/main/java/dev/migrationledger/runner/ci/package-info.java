/**
 * What is checked before a change is merged: takes a folder of migrations, and where there are any
 * a base branch and a ledger, and gives everything that would go wrong after the merge, all at
 * once. It changes nothing. The entry is {@link dev.migrationledger.runner.ci.Ci#run}.
 */
package dev.migrationledger.runner.ci;
