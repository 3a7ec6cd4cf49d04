/**
 * The gate before every address: says who may use it, finds out who is asking, and refuses. An
 * address without a decision is open to nobody.
 */
package dev.migrationledger.api.access.gate;
