/**
 * What a person decides about migrations: acknowledge an edit, retire, take a schema over, recover.
 * Takes a version and a reason, records it while holding the target's lock, gives what was
 * recorded.
 */
package dev.migrationledger.runner.change;
