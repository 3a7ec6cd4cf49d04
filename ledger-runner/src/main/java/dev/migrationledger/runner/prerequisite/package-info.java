/**
 * Finds out whether what pending migrations need is there when they run: in the target, or made by
 * a migration before. Takes the statements as the check of their grammar reads them and the
 * target's catalogs; gives findings, each with its place. It executes nothing of the scripts.
 */
package dev.migrationledger.runner.prerequisite;
