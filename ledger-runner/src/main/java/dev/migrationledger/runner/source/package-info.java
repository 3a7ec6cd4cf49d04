/**
 * Reads a folder of migrations. Takes a folder and a naming convention, gives the files in strict
 * numeric order with their checksums and, where asked, what their text says; reports everything
 * that is wrong at once as findings and refuses nothing itself.
 */
package dev.migrationledger.runner.source;
