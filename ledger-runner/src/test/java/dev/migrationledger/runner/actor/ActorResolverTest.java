package dev.migrationledger.runner.actor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.origin.Actor;
import dev.migrationledger.domain.origin.ActorKind;
import dev.migrationledger.domain.origin.CiContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ActorResolverTest {

  private static final String GITHUB = "GITHUB_ACTIONS=true;GITHUB_ACTOR=octo";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      quoteCharacter = '"',
      value = {
        // option | environment | os user | principal | kind | by | on behalf of
        "ada | LEDGER_ACTOR=env;GITHUB_ACTIONS=true;GITHUB_ACTOR=octo | root | ada | HUMAN | option | \"\"",
        "\"\" | LEDGER_ACTOR=env | ci | env | HUMAN | environment | \"\"",
        "\"\" | LEDGER_ACTOR=deployer;GITHUB_ACTIONS=true;GITHUB_ACTOR=octo | ci | deployer | SERVICE | environment | octo",
        "\"\" | GITHUB_ACTIONS=true;GITHUB_ACTOR=octo | runner | octo | SERVICE | ci | octo",
        "\"\" | GITHUB_ACTIONS=true;GITHUB_ACTOR=renovate[bot];GITHUB_TRIGGERING_ACTOR=eve | runner | renovate[bot] | SERVICE | ci | eve",
        "\"\" | GITHUB_ACTIONS=true;GITHUB_ACTOR=renovate[bot] | runner | renovate[bot] | SERVICE | ci | \"\"",
        "\"\" | GITLAB_CI=true;GITLAB_USER_LOGIN=grace;GITLAB_USER_EMAIL=g@x.org | root | grace | SERVICE | ci | g@x.org",
        "\"\" | GITLAB_CI=true;GITLAB_USER_EMAIL=g@x.org | root | g@x.org | SERVICE | ci | g@x.org",
        "\"\" | JENKINS_URL=https://j/;BUILD_USER_ID=mo | jenkins | mo | SERVICE | ci | mo",
        "\"\" | JENKINS_URL=https://j/;BUILD_USER_ID=mo;CHANGE_AUTHOR=lin | jenkins | mo | SERVICE | ci | lin",
        "\"\" | JENKINS_URL=https://j/;CHANGE_AUTHOR=lin | jenkins | lin | SERVICE | ci | lin",
        "\"\" | JENKINS_URL=https://j/ | jenkins | jenkins | SERVICE | os | \"\"",
        "\"\" | CI=true;CI_ACTOR=zed | build | zed | SERVICE | ci | zed",
        "\"\" | CI=true | build | build | SERVICE | os | \"\"",
        "\"\" | CI=false;GITHUB_ACTOR=octo | pat | pat | HUMAN | os | \"\"",
        "\"\" | SUDO_USER=pat | root | root | HUMAN | os | pat",
        "\"\" | SUDO_USER=pat | postgres | postgres | HUMAN | os | \"\"",
        "\"\" | SUDO_USER=root | root | root | HUMAN | os | \"\"",
        "\"\" | A=b | ? | unknown | HUMAN | os | \"\"",
        "\"\" | LOGNAME=pat | ? | pat | HUMAN | os | \"\"",
        "\"   \" | LEDGER_ACTOR= | pat | pat | HUMAN | os | \"\"",
      })
  void the_nearest_statement_about_the_actor_wins(
      String option,
      String environment,
      String osUser,
      String principal,
      ActorKind kind,
      String by,
      String onBehalfOf) {
    Actor actor = ActorResolver.resolve(option, variables(environment), osUser, "box");

    assertThat(actor.principal()).isEqualTo(principal);
    assertThat(actor.kind()).isEqualTo(kind);
    assertThat(actor.authenticatedBy()).isEqualTo(by);
    assertThat(actor.onBehalfOf()).isEqualTo(onBehalfOf);
    assertThat(actor.host()).isEqualTo("box");
    assertThat(actor.databaseUser()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      quoteCharacter = '"',
      value = {
        // environment | system | job | run | url | commit | pull request
        "GITHUB_ACTIONS=true;GITHUB_WORKFLOW=deploy;GITHUB_JOB=prod;GITHUB_RUN_ID=77;GITHUB_SERVER_URL=https://github.com;GITHUB_REPOSITORY=a/b;GITHUB_SHA=abc;GITHUB_REF=refs/pull/12/merge | github | deploy / prod | 77 | https://github.com/a/b/actions/runs/77 | abc | 12",
        "GITHUB_ACTIONS=true;GITHUB_REF=refs/heads/main;GITHUB_JOB=prod | github | prod | \"\" | \"\" | \"\" | \"\"",
        "GITLAB_CI=true;CI=true;CI_JOB_NAME=migrate;CI_PIPELINE_ID=5;CI_PIPELINE_URL=https://g.org/p/5;CI_COMMIT_SHA=def;CI_MERGE_REQUEST_IID=9 | gitlab | migrate | 5 | https://g.org/p/5 | def | 9",
        "GITLAB_CI=true;CI_JOB_URL=https://g.org/j/6;CI_PIPELINE_URL=https://g.org/p/5 | gitlab | \"\" | \"\" | https://g.org/j/6 | \"\" | \"\"",
        "JENKINS_URL=https://j/;JOB_NAME=x/y;BUILD_NUMBER=3;BUILD_URL=https://u:p@j.org:8443/job/3/?token=s;GIT_COMMIT=123;CHANGE_ID=4 | jenkins | x/y | 3 | https://j.org:8443/job/3/ | 123 | 4",
        "CI=true;BUILD_ID=8;BUILD_URL=javascript:alert(1);GIT_COMMIT=77 | generic | \"\" | 8 | \"\" | 77 | \"\"",
        "CI=1;BUILD_NUMBER=8 | generic | \"\" | 8 | \"\" | \"\" | \"\"",
        "GIT_COMMIT=77;BUILD_ID=8 | \"\" | \"\" | \"\" | \"\" | \"\" | \"\"",
      })
  void a_pipeline_is_known_by_its_own_variables(
      String environment,
      String system,
      String job,
      String run,
      String url,
      String commit,
      String pullRequest) {
    assertThat(ActorResolver.ci(variables(environment)))
        .isEqualTo(new CiContext(system, job, run, url, commit, pullRequest));
  }

  @Test
  void foreign_text_is_one_bounded_line_without_control_marks() {
    Map<String, String> environment = new HashMap<>(variables(GITHUB));
    environment.put("GITHUB_ACTOR", "e\u001b[31mve\n\u202eroot\u0000" + "x".repeat(1_000_000));
    environment.put("GITHUB_JOB", "\ud800job");

    Actor actor = ActorResolver.resolve("", environment, "u\u0007ser", "ho\tst");

    assertThat(actor.principal()).startsWith("e\ufffd[31mve\ufffd\ufffdroot\ufffdx").endsWith("x…");
    assertThat(actor.principal()).hasSizeLessThanOrEqualTo(256);
    assertThat(actor.osUser()).isEqualTo("u\ufffdser");
    assertThat(actor.host()).isEqualTo("ho\ufffdst");
    assertThat(ActorResolver.ci(environment).job()).isEqualTo("\ufffdjob");
  }

  @Test
  void a_cut_never_splits_a_character() {
    assertThat(ForeignText.clean("a" + "😀".repeat(300))).matches("a(😀)+…").hasSize(256);
  }

  @Test
  void no_variable_that_holds_a_token_is_copied() {
    Map<String, String> environment = new HashMap<>(variables(GITHUB));
    for (String name : "GITHUB_TOKEN CI_JOB_TOKEN ACTIONS_ID_TOKEN_REQUEST_TOKEN".split(" ")) {
      environment.put(name, "s3cr3t");
    }
    environment.put("GITHUB_SERVER_URL", "https://x:s3cr3t@github.com");
    environment.put("GITHUB_REPOSITORY", "a/b");
    environment.put("GITHUB_RUN_ID", "7");

    assertThat(ActorResolver.resolve("", environment).toString()).doesNotContain("s3cr3t");
    assertThat(ActorResolver.ci(environment).toString()).doesNotContain("s3cr3t");
    assertThat(ActorResolver.ci(environment).url())
        .isEqualTo("https://github.com/a/b/actions/runs/7");
  }

  @Test
  void the_host_is_asked_of_the_environment_then_of_the_file(@TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("hostname"), "from-file\n");

    assertThat(HostName.of(Map.of("HOSTNAME", "from-env"), file)).isEqualTo("from-env");
    assertThat(HostName.of(Map.of(), file)).isEqualTo("from-file");
    assertThat(HostName.of(Map.of(), folder.resolve("none"))).isNotBlank();
  }

  private static Map<String, String> variables(String text) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String pair : text.split(";")) {
      variables.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return variables;
  }
}
