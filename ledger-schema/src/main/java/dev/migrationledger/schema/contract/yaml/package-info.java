/**
 * Contracts as YAML: takes a text and gives rules, each with its place; refuses with all mistakes
 * at once. Writes one from a schema, too.
 */
@NullMarked
package dev.migrationledger.schema.contract.yaml;

import org.jspecify.annotations.NullMarked;
