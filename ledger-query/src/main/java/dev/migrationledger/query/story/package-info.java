/**
 * One migration's whole story: the script as it ran, every edit, its runs, the objects it makes,
 * what it needs and who needs it, and its timeline from discovery to now.
 */
package dev.migrationledger.query.story;
