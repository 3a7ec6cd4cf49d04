/**
 * What scripts create and name, and which migration needs which: the read models {@code
 * migration_dependencies}, {@code migration_objects} and {@code migration_facts}. Each takes the
 * last discovery of a migration and gives its rows; an event that tells no facts gives none.
 */
package dev.migrationledger.query.dependency;
