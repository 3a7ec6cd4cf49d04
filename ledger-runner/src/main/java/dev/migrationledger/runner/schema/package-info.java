/**
 * Looks into the target's catalogs and, where asked to, its rows. Takes an open session; gives what
 * is there as the role that migrates sees it. It changes nothing and waits for nobody long.
 */
package dev.migrationledger.runner.schema;
