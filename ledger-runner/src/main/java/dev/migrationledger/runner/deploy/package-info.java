/**
 * The straight line of a deploy: read, plan, lock, start, execute, record, finish, report. {@link
 * dev.migrationledger.runner.deploy.Deployer} is the first file to read.
 */
package dev.migrationledger.runner.deploy;
