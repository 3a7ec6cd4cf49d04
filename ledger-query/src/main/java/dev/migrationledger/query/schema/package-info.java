/** What is known of the schemas of targets: how they were looked at, and where they drifted. */
@NullMarked
package dev.migrationledger.query.schema;

import org.jspecify.annotations.NullMarked;
