/**
 * The audit service: the ledger's answers over HTTP, read only. Every body of {@code /api} is the
 * JSON the command line prints; every error is a problem (RFC 9457) with a code and a remedy. The
 * pages for people are in {@code page}.
 */
package dev.migrationledger.api;
