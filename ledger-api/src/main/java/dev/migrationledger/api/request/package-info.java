/**
 * Reading requests and refusing them: parameters, targets, problems (RFC 9457), and the one way an
 * answer becomes a response. Names everything wrong with a request at once.
 */
package dev.migrationledger.api.request;
