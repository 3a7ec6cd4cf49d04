/** What another tool's history table said when it was taken over. */
package dev.migrationledger.domain.history;
