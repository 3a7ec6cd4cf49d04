/** What one invocation of the runner plans, finds, does and leaves. */
package dev.migrationledger.domain.run;
