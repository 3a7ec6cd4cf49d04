/**
 * What a command was told, from the strongest voice to the weakest: option, environment, {@code
 * ledger.yaml}, default. Takes all four, gives one value for each setting; reports everything that
 * cannot be understood at once.
 */
package dev.migrationledger.runner.settings;
