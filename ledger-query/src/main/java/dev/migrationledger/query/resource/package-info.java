/**
 * What of the ledger can be listed: events, migrations, runs, edits, validations, recoveries and
 * drift, each with its fields; and one event or one migration as a whole.
 */
package dev.migrationledger.query.resource;
