/**
 * DDL that was captured on a target, the times when some may have gone unseen, and who changed an
 * object as far as that tells.
 */
package dev.migrationledger.query.capture;
