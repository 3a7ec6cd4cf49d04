/**
 * Keeps a Spring Boot application from starting on a database that it cannot work with. Takes the
 * application's {@code DataSource} and the properties {@code ledger.contract.*}; holds the schema
 * against {@code schema-contract.yaml}, and the ledger's receipts against the version that is
 * expected; refuses the start with all that is wrong, or only says it. It reads catalogs and, where
 * the role may, the schema {@code ledger}; it changes nothing.
 */
@NullMarked
package dev.migrationledger.spring;

import org.jspecify.annotations.NullMarked;
