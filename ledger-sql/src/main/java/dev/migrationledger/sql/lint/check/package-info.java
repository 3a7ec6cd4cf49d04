/**
 * What recognises the conditions that rules are about, in the parse tree.
 *
 * <p>Takes a statement and the script around it; gives the places. A file of checks belongs to each
 * file of rules, and a check has the name of its rule. The entry is {@link
 * dev.migrationledger.sql.lint.check.Checks#named}.
 */
@NullMarked
package dev.migrationledger.sql.lint.check;

import org.jspecify.annotations.NullMarked;
