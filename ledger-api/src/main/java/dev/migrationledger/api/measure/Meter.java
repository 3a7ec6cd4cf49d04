package dev.migrationledger.api.measure;

/**
 * One of the figures.
 *
 * @param kind what is measured
 * @param first the value of its first label, empty when it has none
 * @param second the value of its second label, empty when it has none
 */
record Meter(Kind kind, String first, String second) {}
