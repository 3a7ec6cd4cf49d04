/** All targets at a glance: how each one stands, and what was edited last. */
package dev.migrationledger.query.overview;
