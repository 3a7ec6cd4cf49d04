/**
 * The service's web pages: each a question of the read models, answered as HTML on the server. They
 * need nothing from another host, work without scripts, and refuse every script but the service's
 * own. Every state of a page is in its address.
 */
package dev.migrationledger.api.page;
