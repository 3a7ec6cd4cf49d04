/** What the schema of a target is known to be, and how it was found to differ. */
@NullMarked
package dev.migrationledger.domain.schema;

import org.jspecify.annotations.NullMarked;
