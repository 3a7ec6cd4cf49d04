/** What was found when the log was verified last, for pages, health and metrics alike. */
package dev.migrationledger.api.proof;
