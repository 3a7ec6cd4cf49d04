/** What a migration's script is: its identity, bytes, dependencies, authors and edits. */
package dev.migrationledger.domain.script;
