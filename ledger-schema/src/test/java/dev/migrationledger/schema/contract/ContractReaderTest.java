package dev.migrationledger.schema.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrationledger.schema.contract.rule.ContractCode;
import dev.migrationledger.schema.contract.rule.ContractProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ContractReaderTest {

  private static String refused(String yaml) {
    return String.valueOf(
        catchThrowableOfType(ContractProblem.class, () -> Contract.parse(yaml, "c.yaml"))
            .getMessage());
  }

  @Test
  void all_mistakes_are_told_at_once_each_with_its_place() {
    assertThat(
            refused(
                """
                versoin: 1
                tables:
                  users:
                    colums: {}
                    kind: tabel
                    columns:
                      id: { tpe: bigint }
                      name: { nullable: maybe, since: v31 }
                      name: text
                      list: [a]
                    primary-key: []
                    unique: id
                    foreign-keys:
                      - { columns: [a, b], to: [c] }
                    indexes:
                      - { unique: true }
                  users: {}
                  public.users: {}
                  a.b.c: {}
                enums:
                  status: { labels: [a, a], others: perhaps }
                  none: { others: refused }
                """))
        .isEqualTo(
            """
            CONTRACT-021 c.yaml:1:1 a contract has no "versoin"; did you mean "version"?
            CONTRACT-021 c.yaml:4:5 a table has no "colums"; did you mean "columns"?
            CONTRACT-022 c.yaml:5:11 "kind" is "tabel"; it is one of table, view, materialized-view
            CONTRACT-021 c.yaml:7:13 a column has no "tpe"; did you mean "type"?
            CONTRACT-022 c.yaml:8:25 "nullable" is "maybe"; it is true or false
            CONTRACT-022 c.yaml:8:39 "since" is "v31"; write a migration's number, e.g. "0031"
            CONTRACT-023 c.yaml:9:7 "columns" says "name" a second time; keep one of them
            CONTRACT-022 c.yaml:10:13 a column needs lines of the form "name: value"
            CONTRACT-022 c.yaml:11:18 "columns" is empty
            CONTRACT-022 c.yaml:12:13 "unique" needs a list; begin each of its lines with "- "
            CONTRACT-022 c.yaml:14:9 a foreign key needs "references: <table>"
            CONTRACT-022 c.yaml:14:32 "to" has 1 columns and "columns" has 2
            CONTRACT-022 c.yaml:16:9 "columns" is missing
            CONTRACT-023 c.yaml:17:3 "tables" says "users" a second time; keep one of them
            CONTRACT-023 c.yaml:18:3 public.users is told a second time; keep one of them
            CONTRACT-022 c.yaml:19:3 "a.b.c" is no name; write name, schema.name, or quotes as SQL has them: '"a.b"'
            CONTRACT-023 c.yaml:21:25 "labels" has "a" a second time; keep one of them
            CONTRACT-022 c.yaml:21:37 "others" is "perhaps"; it is one of allowed, refused
            CONTRACT-022 c.yaml:22:9 "others: refused" needs "labels"
            Nothing was checked.\
            """);
  }

  @Test
  void a_text_that_is_no_contract_is_refused() {
    assertThat(refused("")).contains("CONTRACT-020 c.yaml holds no rules");
    assertThat(refused("- a")).contains("CONTRACT-020 c.yaml holds no rules");
    assertThat(refused("tables: [")).contains("CONTRACT-020 c.yaml is not YAML: line 1");
    assertThat(refused("a: *b")).contains("is not YAML").contains("line 1, column 4");
    assertThat(refused("tables: { \"a\\0b\": }")).contains("is no name");
  }

  @Test
  void hostile_yaml_is_refused_without_harm() {
    var bomb = new StringBuilder("a0: &a0 [x, x, x]\n");
    for (int i = 1; i < 60; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThat(refused(bomb.toString())).contains("CONTRACT-020").contains("aliases");
    assertThat(refused("tables: " + "[".repeat(200_000))).contains("CONTRACT-020");
    assertThat(refused("tables: &t { a: { columns: *t } }")).contains("CONTRACT-");
    assertThat(refused("tables: !!javax.script.ScriptEngineManager {a: [1]}"))
        .contains("CONTRACT-022 c.yaml:1:48");
  }

  @Test
  void a_hundred_mistakes_are_enough() {
    assertThat(refused("tables:\n" + "  a.b.c.%d:\n".repeat(300).formatted(range(300))))
        .contains("and 200 more mistakes");
  }

  private static Object[] range(int end) {
    var numbers = new Object[end];
    for (int i = 0; i < end; i++) {
      numbers[i] = i;
    }
    return numbers;
  }

  @Test
  void a_file_that_is_not_there_or_not_text_is_told(@TempDir Path folder) throws IOException {
    assertThatThrownBy(() -> Contract.read(folder.resolve("none.yaml")))
        .hasMessageContaining("none.yaml is not there; \"ledger contract generate\" writes one");

    var binary = folder.resolve("binary.yaml");
    Files.write(binary, new byte[] {(byte) 0xc3, 0x28});
    assertThatThrownBy(() -> Contract.read(binary)).hasMessageContaining("is not UTF-8");
    assertThatThrownBy(() -> Contract.read(folder))
        .isInstanceOfSatisfying(
            ContractProblem.class,
            p -> assertThat(p.mistakes().getFirst().code()).isEqualTo(ContractCode.UNREADABLE));

    var good = folder.resolve("good.yaml");
    Files.writeString(good, "tables: { users: }");
    assertThat(Contract.read(good).rules().tables()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int|integer",
        "INT4|integer",
        "int8|bigint",
        "bigserial|bigint",
        "varchar(40)|character varying(40)",
        "character  varying ( 40 )|character varying(40)",
        "char|character(1)",
        "char(3)|character(3)",
        "bool|boolean",
        "float|double precision",
        "float(10)|real",
        "decimal(5)|numeric(5,0)",
        "numeric( 10 , 2 )|numeric(10,2)",
        "timestamptz|timestamp with time zone",
        "timestamptz(3)|timestamp(3) with time zone",
        "timestamp|timestamp without time zone",
        "timestamp (0) without time zone|timestamp(0) without time zone",
        "timetz|time with time zone",
        "text[]|text[]",
        "int[3][4]|integer[]",
        "varchar(10) array|character varying(10)[]",
        "bit|bit(1)",
        "varbit(5)|bit varying(5)",
        "pg_catalog.int4|integer",
        "App.Status|app.status",
        "\"Sta tus\"[]|\"Sta tus\"[]",
        "interval day to second(3)|interval day to second(3)",
        "public.geometry(Point, 4326)|public.geometry(point,4326)"
      })
  void types_are_read_as_the_server_writes_them(String written, String canonical) {
    assertThat(
            Contract.parse("tables: { t: { columns: { c: '" + written + "' } } }", "c")
                .rules()
                .tables()
                .getFirst()
                .columns()
                .getFirst()
                .type())
        .isEqualTo(canonical);
  }
}
