/**
 * Every event as a line that can be read: the read model {@code audit_trail}, the history answer,
 * and the sentences both are told in.
 */
package dev.migrationledger.query.audit;
