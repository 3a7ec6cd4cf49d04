/** Holds a schema against the rules of a contract. */
@NullMarked
package dev.migrationledger.schema.contract.check;

import org.jspecify.annotations.NullMarked;
