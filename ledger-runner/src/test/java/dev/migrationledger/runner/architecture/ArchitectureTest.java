package dev.migrationledger.runner.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

  private static final String RUNNER = "dev.migrationledger.runner";

  @SuppressWarnings("NullAway.Init")
  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(RUNNER, "dev.migrationledger.domain");
  }

  @Test
  void only_the_rooms_that_talk_to_a_database_use_jdbc() {
    noClasses()
        .that()
        .resideInAPackage(RUNNER + "..")
        .and()
        .resideOutsideOfPackages(
            RUNNER + ".execute..",
            RUNNER + ".target..",
            RUNNER + ".recovery..",
            RUNNER + ".trace..",
            RUNNER + ".scratch..",
            RUNNER + ".shadow..",
            RUNNER + ".prerequisite..",
            RUNNER + ".schema..",
            RUNNER + ".verify..",
            RUNNER + ".watch..",
            RUNNER + ".history..",
            RUNNER + ".record..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..")
        .check(classes);
  }

  @Test
  void only_record_and_workspace_know_axon() {
    noClasses()
        .that()
        .resideInAPackage(RUNNER + "..")
        .and()
        .resideOutsideOfPackages(RUNNER + ".record..", RUNNER + ".workspace..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.axonframework..")
        .check(classes);
  }

  @Test
  void the_rooms_of_the_runner_have_no_cycles() {
    slices().matching(RUNNER + ".(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void the_rules_and_the_state_know_no_framework() {
    noClasses()
        .that()
        .resideInAPackage("dev.migrationledger.domain.ledger")
        .and()
        .haveNameMatching(".*\\.(LedgerState|\\w*Rules|MigrationState|OpenRun|Sight|LedgerImage)")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.axonframework..", "org.springframework..", "java.sql..")
        .check(classes);
  }

  @Test
  void planning_and_reading_folders_know_neither_console_nor_store() {
    noClasses()
        .that()
        .resideInAnyPackage(RUNNER + ".plan..", RUNNER + ".source..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("picocli..", "dev.migrationledger.store..", RUNNER + ".cli..")
        .check(classes);
  }

  @Test
  void commands_live_under_the_command_line() {
    classes()
        .that()
        .areAnnotatedWith("picocli.CommandLine$Command")
        .should()
        .resideInAPackage(RUNNER + ".cli..")
        .check(classes);
  }
}
