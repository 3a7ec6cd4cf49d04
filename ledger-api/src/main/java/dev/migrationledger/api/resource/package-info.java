/** What can be asked over HTTP, one address each; nothing can be changed through any of them. */
package dev.migrationledger.api.resource;
