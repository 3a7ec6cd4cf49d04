/**
 * The edge behind which the audit service stands; the service's module provides what is behind it.
 */
package dev.migrationledger.runner.service;
