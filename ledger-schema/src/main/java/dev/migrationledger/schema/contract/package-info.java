/**
 * The schema that an application requires.
 *
 * <p>{@link dev.migrationledger.schema.contract.Contract#read} takes {@code schema-contract.yaml}
 * and refuses with all its mistakes at once; {@link
 * dev.migrationledger.schema.contract.Contract#check} takes a schema and the version that it has
 * come to, and gives each rule that it does not keep, with what it has instead. Knows no Spring, no
 * runner and no ledger: an application can hold its database against it at its start.
 */
@NullMarked
package dev.migrationledger.schema.contract;

import org.jspecify.annotations.NullMarked;
