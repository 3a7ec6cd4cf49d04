package dev.migrationledger.schema.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.TestDatabase;
import dev.migrationledger.schema.contract.rule.ContractCode;
import dev.migrationledger.schema.contract.rule.Violation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ContractCheckTest {

  private static final TestDatabase SHOP = shop();

  private static TestDatabase shop() {
    try {
      return TestDatabase.fresh()
          .run(
              """
              CREATE TYPE status AS ENUM ('new', 'paid');
              CREATE DOMAIN email AS varchar(80) NOT NULL;
              CREATE TABLE users (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                name varchar(40) NOT NULL DEFAULT 'anon',
                password text,
                address email,
                tags text[] DEFAULT '{}',
                status status NOT NULL DEFAULT 'new',
                score numeric(5,2),
                at timestamptz NOT NULL DEFAULT now(),
                upper_name text GENERATED ALWAYS AS (upper(name)) STORED,
                UNIQUE (address));
              CREATE TABLE orders (id int PRIMARY KEY, user_id bigint, other bigint, total int);
              ALTER TABLE orders ADD CONSTRAINT orders_user FOREIGN KEY (user_id) REFERENCES users;
              ALTER TABLE orders ADD CONSTRAINT later FOREIGN KEY (other) REFERENCES users NOT VALID;
              CREATE INDEX ON users (lower(name), at DESC);
              CREATE INDEX partly ON users (score) WHERE score > 1;
              CREATE VIEW paid AS SELECT id, total FROM orders;
              CREATE TABLE measures (at date, value int, user_id bigint REFERENCES users,
                PRIMARY KEY (at)) PARTITION BY RANGE (at);
              CREATE TABLE measures_1 PARTITION OF measures FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
              CREATE SCHEMA "Ünicode; x";
              CREATE TABLE "Ünicode; x"."Tä""ble.1" ("Cölumn; 1" int, "select" text, UNIQUE ("select"));
              """);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Violation> violations(String yaml, long head) throws SQLException {
    var contract = Contract.parse(yaml, "c.yaml");
    var whole = contract.check(SHOP.snapshot(), head);
    try (Connection c = SHOP.connect()) {
      assertThat(contract.check(c, head)).as("read in part").isEqualTo(whole);
    }
    return whole;
  }

  private static String said(String yaml) throws SQLException {
    return violations(yaml, Contract.EVERY_VERSION).stream()
        .map(Violation::toString)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void a_schema_that_keeps_its_contract_is_clean_however_types_are_written() throws SQLException {
    assertThat(
            said(
                """
                tables:
                  users:
                    kind: table
                    columns:
                      id: { type: int8, nullable: false, identity: always }
                      name: { type: varchar(40), nullable: false, default: "'anon'" }
                      password:
                      address: email not null
                      tags: { type: "text []", nullable: true, default: "'{}'" }
                      status: { type: status, default: "'new'" }
                      score: decimal(5, 2) null
                      at: { type: TIMESTAMPTZ, default: now() }
                      upper_name: { type: text, generated: true }
                    primary-key: id
                    unique: [[address]]
                    indexes:
                      - [lower(name)]
                      - columns: [lower(name), at]
                        method: btree
                      - columns: [address]
                        unique: true
                  public.orders:
                    foreign-keys:
                      - { columns: [user_id], references: users, to: [id] }
                      - { columns: [other], references: public.users, validated: false }
                  paid:
                    kind: view
                    columns: { id: int, total: int4 }
                  measures_1:
                    primary-key: [at]
                    foreign-keys: [{ columns: user_id, references: users }]
                  '"Ünicode; x"."Tä""ble.1"':
                    columns: { "Cölumn; 1": int, select: text }
                    unique: [select]
                enums:
                  status: { labels: [paid, new], others: refused }
                """))
        .isEmpty();
  }

  @Test
  void a_domain_is_also_the_type_that_it_is_made_of() throws SQLException {
    assertThat(said("tables: { users: { columns: { address: varchar(80) not null } } }")).isEmpty();
  }

  @Test
  void each_code_tells_what_there_is_instead() throws SQLException {
    assertThat(
            said(
                """
                tables:
                  user:
                  users:
                    kind: view
                    columns:
                      password_hash: text
                      id: { type: integer, identity: by-default }
                      password: text not null
                      name: varchar(40) null
                      at: { default: clock_timestamp() }
                      tags: { generated: true }
                      score: { default: 0 }
                    primary-key: [name]
                    unique: [[name]]
                    indexes: [[score]]
                  orders:
                    foreign-keys:
                      - { columns: [other], references: users }
                      - { columns: [total], references: users }
                    indexes:
                      - [user_id]
                enums:
                  state: [new]
                  status: { labels: [new, payed], others: refused }
                """))
        .isEqualTo(
            """
            CONTRACT-001 error c.yaml:2:3: there is no table or view public."user"; there is public.users
            CONTRACT-012 error c.yaml:3:3: public.users is a table, not a view
            CONTRACT-002 error c.yaml:6:7: public.users has "password", not "password_hash"
            CONTRACT-003 error c.yaml:7:7: public.users.id is bigint, not integer
            CONTRACT-005 error c.yaml:7:7: public.users.id is GENERATED ALWAYS AS IDENTITY, not GENERATED BY DEFAULT AS IDENTITY
            CONTRACT-004 error c.yaml:8:7: public.users.password may hold NULL, and the contract says it does not
            CONTRACT-004 error c.yaml:9:7: public.users.name is NOT NULL, and the contract says it may hold NULL
            CONTRACT-005 error c.yaml:10:7: public.users.at has the default now(), not the default clock_timestamp()
            CONTRACT-005 error c.yaml:11:7: public.users.tags is not generated
            CONTRACT-005 error c.yaml:12:7: public.users.score has no default, not the default 0
            CONTRACT-006 error c.yaml:13:18: public.users has no primary key on (name); it has primary key (id)
            CONTRACT-006 error c.yaml:14:14: public.users has no unique key on (name); it has unique (address), primary key (id)
            CONTRACT-009 error c.yaml:15:15: public.users has no index on (score); partly is partial
            CONTRACT-008 error c.yaml:18:9: foreign key later of public.orders is not validated: rows from before may break it
            CONTRACT-007 error c.yaml:19:9: public.orders has no foreign key (total) to public.users; it has (other) to public.users (id), (user_id) to public.users (id)
            CONTRACT-009 error c.yaml:21:9: public.orders has no index on (user_id); it has unique btree (id)
            CONTRACT-010 error c.yaml:23:3: there is no enum type public.state
            CONTRACT-011 error c.yaml:24:3: enum public.status lacks 'payed'; it has 'new', 'paid'
            CONTRACT-011 error c.yaml:24:3: enum public.status has 'paid', which the contract does not allow\
            """);
  }

  @Test
  void every_code_of_a_check_is_seen_in_the_test_before() throws Exception {
    var source =
        java.nio.file.Files.readString(
            java.nio.file.Path.of(
                "src/test/java/dev/migrationledger/schema/contract/ContractCheckTest.java"));

    assertThat(
            Arrays.stream(ContractCode.values())
                .filter(code -> code.compareTo(ContractCode.UNREADABLE) < 0)
                .filter(code -> !source.contains(code.code() + " error")))
        .isEmpty();
    assertThat(EnumSet.allOf(ContractCode.class))
        .allSatisfy(code -> assertThat(code.remedy()).isNotBlank());
  }

  @Test
  void what_is_optional_only_warns_and_so_does_all_of_an_optional_table() throws SQLException {
    assertThat(
            said(
                """
                tables:
                  users: { columns: { nick: { type: text, optional: true } } }
                  orders: { optional: true, columns: { note: text, total: text } }
                  gone: { optional: true, columns: { note: text } }
                """))
        .isEqualTo(
            """
            CONTRACT-002 warning c.yaml:2:23: public.users has no column "nick"
            CONTRACT-002 warning c.yaml:3:40: public.orders has no column "note"
            CONTRACT-003 warning c.yaml:3:52: public.orders.total is integer, not text
            CONTRACT-001 warning c.yaml:4:3: there is no table or view public.gone\
            """);
  }

  @Test
  void a_rule_holds_from_its_version_on() throws SQLException {
    var yaml =
        """
        tables:
          users: { columns: { nick: { type: text, since: "0031" }, mail: { since: 33 } } }
          teams: { since: 0032 }
        """;

    assertThat(violations(yaml, 0)).isEmpty();
    assertThat(violations(yaml, 30)).isEmpty();
    assertThat(violations(yaml, 31)).hasSize(1);
    assertThat(violations(yaml, 32)).hasSize(2);
    assertThat(violations(yaml, 33)).hasSize(3);
    assertThat(violations(yaml, Contract.EVERY_VERSION)).hasSize(3);
    assertThat(Contract.parse("tables: { teams: { since: 32 } }", "c").asksAnythingAt(31))
        .isFalse();
  }

  @Test
  void a_name_in_another_schema_is_pointed_at() throws SQLException {
    assertThat(said("schema: app\ntables: { users: }"))
        .endsWith("there is no table or view app.users; there is public.users");
  }

  @Test
  void a_check_within_a_transaction_sees_what_that_has_done_and_leaves_it_open()
      throws SQLException {
    var contract = Contract.parse("tables: { fresh: { columns: { a: int } } }", "c");
    try (Connection c = SHOP.connect();
        var sql = c.createStatement()) {
      c.setAutoCommit(false);
      sql.execute("CREATE TABLE fresh (a int)");

      assertThat(contract.check(c, 1)).isEmpty();

      sql.execute("ALTER TABLE fresh RENAME a TO b");
      assertThat(contract.check(c, 1)).hasSize(1);
      c.rollback();
    }
  }

  @Test
  void a_role_without_any_right_can_be_told_the_same() throws SQLException {
    SHOP.run("DROP ROLE IF EXISTS nobody_at_all", "CREATE ROLE nobody_at_all LOGIN PASSWORD 'x'");
    var contract = Contract.parse("tables: { users: { columns: { id: bigint } } }", "c");

    try (Connection c = SHOP.connect("nobody_at_all", "x")) {
      assertThat(contract.check(c, 1)).isEmpty();
    }
  }

  @Test
  void an_invalid_index_does_not_count() throws SQLException {
    var database = TestDatabase.fresh();
    database.run(
        "CREATE TABLE t (a int)",
        "CREATE UNIQUE INDEX t_a ON t (a)",
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 't_a'::regclass");
    SchemaSnapshot snapshot = database.snapshot();

    assertThat(
            Contract.parse("tables: { t: { unique: [[a]], indexes: [[a]] } }", "c")
                .check(snapshot, 1))
        .extracting(Violation::message)
        .containsExactly(
            "public.t has no unique key on (a)", "public.t has no index on (a); t_a is invalid");
  }
}
