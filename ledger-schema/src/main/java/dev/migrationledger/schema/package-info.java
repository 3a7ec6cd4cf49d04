/**
 * The schema as a fact.
 *
 * <p>Takes a connection and gives a {@link dev.migrationledger.schema.SchemaSnapshot}: every object
 * of the database that a migration could have made, each with the attributes that make it what it
 * is, as canonical JSON (RFC 8785) with a SHA-256 for each object and one for the whole. The same
 * schema gives the same bytes, whatever the search path, the age of the server or the way by which
 * the schema came to be. Left out: what belongs to an extension, the schemas of the system, the
 * schema {@code ledger}, rows, sequences' positions, statistics, and roles, which belong to the
 * cluster. Passwords in options are never read. The entry is {@link
 * dev.migrationledger.schema.SchemaSnapshot#take}.
 */
@NullMarked
package dev.migrationledger.schema;

import org.jspecify.annotations.NullMarked;
