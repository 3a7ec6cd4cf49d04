package dev.migrationledger.schema.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.migrationledger.schema.TestDatabase;
import dev.migrationledger.schema.contract.rule.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ContractGenerateTest {

  @Test
  void a_schema_keeps_the_contract_that_is_written_from_it() throws SQLException {
    var snapshot = TestDatabase.withEverything().snapshot();
    var yaml = Contract.generate(snapshot);

    assertThat(Contract.parse(yaml, "c.yaml").check(snapshot, Contract.EVERY_VERSION))
        .extracting(Violation::toString)
        .isEmpty();
    assertThat(yaml)
        .startsWith("# yaml-language-server: $schema=schema-contract.schema.json\n")
        .contains(
            """
              "\\"Schéma; Ünicode\\".\\"Tä\\"\\"ble; DROP\\"":
                columns:
                  "Cölumn; 1": integer null
            """)
        .contains(
            """
              app.orders:
                columns:
                  id: integer not null
                  user_id: bigint null
                  total: numeric(10,2) null
                  during: tstzrange null
                primary-key: [id]
                foreign-keys:
                  - columns: [user_id]
                    references: app.users
                    to: [id]
                    validated: false
            """)
        .contains(
            """
              app.status:
                labels: [new, "it's paid", "Ünicode"]
                others: refused
            """)
        .doesNotContain("measures_2024");
    assertThat(Contract.generate(snapshot)).isEqualTo(yaml);
    assertValid(yaml);
  }

  @Test
  void an_empty_schema_has_a_contract_too() throws SQLException {
    var yaml = Contract.generate(TestDatabase.fresh().snapshot());

    assertThat(Contract.parse(yaml, "c").rules().tables()).isEmpty();
    assertValid(yaml);
  }

  @Test
  void the_schema_for_editors_refuses_what_the_reader_refuses() {
    assertThat(invalid("tables: { a: { colums: {} } }")).contains("colums");
    assertThat(invalid("tables: { a: { columns: { b: { nullable: maybe } } } }")).isNotEmpty();
    assertThat(invalid("tables: { a: { columns: { b: { since: v1 } } } }")).isNotEmpty();
    assertThat(invalid("enums: { a: { others: perhaps } }")).isNotEmpty();
    assertThat(invalid("tables: { a: { foreign-keys: [{ columns: [x] }] } }")).isNotEmpty();
    assertValid("version: 1\ntables: { a: , b: { columns: { c: , d: int not null } } }");
    assertValid("enums: { a: [x, y] }\ntables: { t: { unique: [a, [b, c]], since: 31 } }");
  }

  @Test
  void the_documentation_has_the_same_schema() throws IOException {
    assertThat(Files.readString(Path.of("../docs/schema-contract.schema.json")))
        .isEqualTo(Contract.jsonSchema());
  }

  /** A hundred schemas with random names and types; each keeps the contract written from it. */
  @Test
  void any_schema_keeps_its_own_contract() throws SQLException {
    long seed = 20261121;
    var random = RandomGeneratorFactory.getDefault().create(seed);
    for (int i = 0; i < 100; i++) {
      var database = i % 25 == 0 ? TestDatabase.fresh() : null;
      current = database == null ? current : database;
      var sql = randomTable(random, i);
      current.run(sql);
      var snapshot = current.snapshot();
      var yaml = Contract.generate(snapshot);
      assertThat(Contract.parse(yaml, "c").check(snapshot, 1))
          .as("seed %d, round %d, after %s%n%s", seed, i, sql, yaml)
          .isEmpty();
      assertValid(yaml);
    }
  }

  private TestDatabase current = TestDatabase.fresh();

  private static String randomTable(RandomGenerator random, int number) {
    var types =
        "int|bigint|text[]|varchar(7)|char|numeric(4)|numeric(9,3)|timestamptz(2)|time|interval|bit|uuid|jsonb|\"char\""
            .split("\\|");
    var sql = new StringBuilder("CREATE TABLE " + randomName(random, number) + " (");
    int columns = 1 + random.nextInt(4);
    for (int c = 0; c < columns; c++) {
      sql.append(randomName(random, c)).append(' ').append(types[random.nextInt(types.length)]);
      sql.append(random.nextBoolean() ? " NOT NULL, " : ", ");
    }
    return sql + randomName(random, 99) + " int UNIQUE)";
  }

  /** Unlike any other with another number. */
  private static String randomName(RandomGenerator random, int number) {
    var letters = "aZ_ \"'.,:;#-[]{}()&*!|>%@`\\/\u00e4\u4e16\t\n~?0";
    var name = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      char c = letters.charAt(random.nextInt(letters.length()));
      name.append(c == '"' ? "\"\"" : String.valueOf(c));
    }
    return '"' + name.toString() + number + '"';
  }

  private static void assertValid(String yaml) {
    assertThat(invalid(yaml)).as(yaml).isEmpty();
  }

  private static String invalid(String yaml) {
    var value = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    var errors =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Contract.jsonSchema())
            .validate(JsonMapper.shared().writeValueAsString(value), InputFormat.JSON);
    return errors.isEmpty() ? "" : errors.toString();
  }
}
