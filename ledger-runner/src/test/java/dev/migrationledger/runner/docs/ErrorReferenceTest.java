package dev.migrationledger.runner.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.ledger.LedgerRefusalCode;
import dev.migrationledger.runner.adopt.ImportCode;
import dev.migrationledger.runner.catalogue.Catalogued;
import dev.migrationledger.runner.ci.CiCode;
import dev.migrationledger.runner.doctor.DoctorCode;
import dev.migrationledger.runner.drift.DriftCode;
import dev.migrationledger.runner.plan.PlanCode;
import dev.migrationledger.runner.prerequisite.RowCode;
import dev.migrationledger.runner.recovery.state.RecoveryCode;
import dev.migrationledger.runner.remote.RemoteCode;
import dev.migrationledger.runner.rollback.RollbackCode;
import dev.migrationledger.runner.settings.SettingsCode;
import dev.migrationledger.runner.shadow.ShadowCode;
import dev.migrationledger.runner.source.SourceCode;
import dev.migrationledger.runner.trace.TraceCode;
import dev.migrationledger.runner.verify.VerifyCode;
import dev.migrationledger.runner.watch.WatchCode;
import dev.migrationledger.schema.catalog.SchemaCode;
import dev.migrationledger.schema.contract.rule.ContractCode;
import dev.migrationledger.sql.SqlProblemCode;
import dev.migrationledger.sql.order.OrderCode;
import dev.migrationledger.store.failure.StoreError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** {@code docs/errors.md} says what the catalogues say, and names each code there is. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ErrorReferenceTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern CODE_IN_SOURCE =
      Pattern.compile("\"((?!(?:LINT|SHA|ISO|UTF|CVE)-)[A-Z]+-\\d{3})\\b");
  private static final Pattern ROW = Pattern.compile("^\\| `([A-Z]+-\\d{3})` \\|(.*)\\|$");

  private static final List<Catalogued[]> OWN =
      List.of(
          CiCode.values(),
          DoctorCode.values(),
          DriftCode.values(),
          ImportCode.values(),
          PlanCode.values(),
          RecoveryCode.values(),
          RemoteCode.values(),
          RollbackCode.values(),
          RowCode.values(),
          SettingsCode.values(),
          ShadowCode.values(),
          SourceCode.values(),
          TraceCode.values(),
          VerifyCode.values(),
          WatchCode.values());

  @Test
  void every_code_of_the_program_has_one_row_and_every_row_has_a_code() throws IOException {
    assertThat(rows().keySet()).isEqualTo(codesInSources());
  }

  @Test
  void each_row_says_what_its_catalogue_says() throws IOException {
    var rows = rows();

    assertThat(catalogues())
        .hasSizeGreaterThan(60)
        .allSatisfy((code, said) ->
            said.forEach(text -> assertThat(rows.get(code)).as(code).contains(plain(text))));
  }

  private static Map<String, List<String>> catalogues() {
    var all = new TreeMap<String, List<String>>();
    for (var row : OWN.stream().flatMap(Arrays::stream).toList()) {
      all.put(row.code(), List.of(row.condition(), row.effect(), row.remedy()));
    }
    for (var e : LedgerRefusalCode.values()) {
      all.put(e.code(), List.of(e.condition(), e.effect(), e.remedy()));
    }
    for (var e : SqlProblemCode.values()) {
      all.put(e.code(), List.of(e.condition(), e.effect(), e.remedy()));
    }
    for (var e : OrderCode.values()) {
      all.put(e.code(), List.of(e.condition(), e.effect(), e.remedy()));
    }
    for (var e : StoreError.values()) {
      all.put(e.code(), List.of(e.condition(), e.effect(), e.remedy()));
    }
    for (var e : SchemaCode.values()) {
      all.put(e.code(), List.of(e.condition(), e.effect(), e.remedy()));
    }
    for (var e : ContractCode.values()) {
      all.put(e.code(), List.of(e.condition(), e.remedy()));
    }
    return all;
  }

  private static Map<String, String> rows() throws IOException {
    var rows = new TreeMap<String, String>();
    for (var line : Files.readAllLines(ROOT.resolve("docs/errors.md"))) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        assertThat(rows.put(row.group(1), plain(row.group(2)))).as(row.group(1)).isNull();
      }
    }
    return rows;
  }

  private static TreeSet<String> codesInSources() throws IOException {
    var codes = new TreeSet<String>();
    try (var modules = Files.list(ROOT)) {
      for (var module : modules.map(m -> m.resolve("src/main/java")).toList()) {
        for (var source : sources(module)) {
          CODE_IN_SOURCE
              .matcher(Files.readString(source))
              .results()
              .forEach(m -> codes.add(m.group(1)));
        }
      }
    }
    return codes;
  }

  private static List<Path> sources(Path module) throws IOException {
    if (!Files.isDirectory(module)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(module)) {
      return files.filter(f -> f.toString().endsWith(".java")).toList();
    }
  }

  /** Without what only Markdown or only Java needs around words. */
  private static String plain(String text) {
    var words = text.replace("&gt;", ">").replace("&lt;", "<").replaceAll("[`\"]", "");
    return String.join(" ", Arrays.asList(words.strip().split("\\s+")));
  }
}
