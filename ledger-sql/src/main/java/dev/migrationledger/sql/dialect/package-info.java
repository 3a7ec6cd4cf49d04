/**
 * Tells templates and other databases' SQL from PostgreSQL's. Takes a statement that PostgreSQL
 * does not accept and where it stopped; gives what the statement looks like instead, if anything.
 * It is never asked about a statement that PostgreSQL accepts.
 */
@NullMarked
package dev.migrationledger.sql.dialect;

import org.jspecify.annotations.NullMarked;
