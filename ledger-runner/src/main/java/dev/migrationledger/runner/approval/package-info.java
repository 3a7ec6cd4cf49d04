/**
 * Who has to approve a migration before it runs, and who did. Takes a plan, what {@code
 * ledger.yaml} asks for and what the ledger knows; gives the plan with a finding for every
 * migration that lacks an approval. Asks nothing of anybody where no approval is needed.
 */
@NullMarked
package dev.migrationledger.runner.approval;

import org.jspecify.annotations.NullMarked;
