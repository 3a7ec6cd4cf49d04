/**
 * What can happen to a migration. Takes commands, gives events; refuses what would make the history
 * untrue. Knows no Spring, JDBC, JSON, HTTP or logging.
 */
package dev.migrationledger.domain;
