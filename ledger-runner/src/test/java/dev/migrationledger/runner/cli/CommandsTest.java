package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine.Command;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class CommandsTest {

  @ParameterizedTest
  @EnumSource
  void a_command_is_listed_under_the_names_it_gives_itself(Commands command) {
    var itself = command.type().getAnnotation(Command.class);
    var names = new ArrayList<>(List.of(itself.name()));
    names.addAll(List.of(itself.aliases()));

    assertThat(command.names()).isEqualTo(names);
  }

  @Test
  void a_command_line_that_names_no_command_knows_them_all() {
    assertThat(Commands.of("--help")).hasSize(Commands.values().length);
    assertThat(Commands.of("help", "migrate")).hasSize(Commands.values().length);
    assertThat(Commands.of("up", "--help")).containsExactly(Commands.MIGRATE.type());
    assertThat(Commands.of()).hasSize(Commands.values().length);
  }
}
