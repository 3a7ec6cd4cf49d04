/** The objects of a schema as values: what they are called, what they say, and their hash. */
@NullMarked
package dev.migrationledger.schema.object;

import org.jspecify.annotations.NullMarked;
