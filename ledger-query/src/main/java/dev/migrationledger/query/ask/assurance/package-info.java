/**
 * What an auditor wants shown and not only told: how things stood at a moment, that nothing
 * happened in between, that no record was altered, that changes were looked at by somebody else,
 * and what may have been missed. Reads the log beside the read models.
 */
package dev.migrationledger.query.ask.assurance;
