/** Who caused an event, from where, and on whose behalf: the origin every event carries. */
package dev.migrationledger.domain.origin;
