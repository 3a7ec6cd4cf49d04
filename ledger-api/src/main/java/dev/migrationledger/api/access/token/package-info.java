/**
 * Tokens: made, listed, rotated and revoked by admins, and looked up when one comes with a request.
 * The secret of one is given out once and kept as its SHA-256 only.
 */
package dev.migrationledger.api.access.token;
