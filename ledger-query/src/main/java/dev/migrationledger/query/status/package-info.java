/**
 * Where every migration stands: the read model {@code schema_migrations} and the status answer.
 * Takes the events of a target, gives one row for each migration and for each file that was
 * refused.
 */
package dev.migrationledger.query.status;
