/** Names, types and expressions as SQL writes them, so that two ways of writing one are equal. */
@NullMarked
package dev.migrationledger.schema.contract.text;

import org.jspecify.annotations.NullMarked;
