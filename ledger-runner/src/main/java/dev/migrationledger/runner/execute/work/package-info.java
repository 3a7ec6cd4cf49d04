/**
 * What an execution is given and keeps count of: the migration and its run, the settings, and the
 * time and attempts spent on it.
 */
package dev.migrationledger.runner.execute.work;
