/** The statements for each kind of object: CREATE, ALTER, DROP and all that belongs to them. */
@NullMarked
package dev.migrationledger.schema.ddl.statement;

import org.jspecify.annotations.NullMarked;
