/** Which migration needs which: the read model {@code migration_dependencies}. */
package dev.migrationledger.query.dependency;
