/** How things stood at a moment: the events up to it, folded as the read models fold them. */
package dev.migrationledger.query.moment;
