/**
 * Repairs a target. Takes what was detected and what was chosen, gives a plan with an id, and
 * carries it out step by step: recorded before, proved and recorded after. Refuses a plan that was
 * made for another state.
 */
package dev.migrationledger.runner.recovery.repair;
