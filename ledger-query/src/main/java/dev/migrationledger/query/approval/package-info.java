/**
 * Who judged one migration: the approvals it got and what became of each, and the broken glass with
 * who looked at it. Knows nothing of how many approvals are needed: that is the runner's settings.
 */
package dev.migrationledger.query.approval;
