/**
 * What the ledger measures of itself, read from its tables every few seconds. Each meter stands in
 * the operations guide with its meaning and the alarm it is good for.
 */
package dev.migrationledger.api.measure;
