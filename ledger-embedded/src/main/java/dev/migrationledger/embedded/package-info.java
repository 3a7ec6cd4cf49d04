/**
 * A real PostgreSQL server of our own, for people without one and for tests. Takes a folder, gives
 * a running server on the loopback address with a random password, and refuses, with a code and a
 * remedy, whatever would leave two servers on one folder or a server nobody can reach.
 */
@NullMarked
package dev.migrationledger.embedded;

import org.jspecify.annotations.NullMarked;
