/** The commands that show the product: the demo, the service, and the warm-up after a build. */
package dev.migrationledger.runner.cli.demo;
