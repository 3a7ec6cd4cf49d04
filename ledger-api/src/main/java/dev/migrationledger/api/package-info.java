/**
 * The audit service: the ledger's answers over HTTP, read only. Every body is the JSON the command
 * line prints; every error is a problem (RFC 9457) with a code and a remedy.
 */
package dev.migrationledger.api;
