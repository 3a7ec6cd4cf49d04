/**
 * Asks the catalogs, one question for each kind of object.
 *
 * <p>The questions lie beside this package as SQL. A row is an object: the columns {@code schema},
 * {@code parent}, {@code name} and {@code signature} are its key, every other column is an
 * attribute, and NULL, false and an empty list mean that it has none. Words in double braces stand
 * for what many questions share ({@link dev.migrationledger.schema.catalog.Question}).
 */
@NullMarked
package dev.migrationledger.schema.catalog;

import org.jspecify.annotations.NullMarked;
