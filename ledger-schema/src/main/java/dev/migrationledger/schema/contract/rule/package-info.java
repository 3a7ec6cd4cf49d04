/** What a contract asks for, and how it is told that a schema does not have it. */
@NullMarked
package dev.migrationledger.schema.contract.rule;

import org.jspecify.annotations.NullMarked;
