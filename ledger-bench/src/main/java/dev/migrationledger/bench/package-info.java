/**
 * Measures whole processes on one durable PostgreSQL, contestants in turn: the floors (psql, a bare
 * JDBC program, SHA-256 of the bytes), the ledger through its launcher, and the peers. It prints
 * medians and what they are as multiples of the floors. It asserts nothing.
 */
@NullMarked
package dev.migrationledger.bench;

import org.jspecify.annotations.NullMarked;
