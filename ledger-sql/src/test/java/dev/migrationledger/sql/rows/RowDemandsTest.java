package dev.migrationledger.sql.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.sql.facts.FactReader;
import dev.migrationledger.sql.facts.ObjectKind;
import dev.migrationledger.sql.order.Present;
import dev.migrationledger.sql.order.PresentObject;
import dev.migrationledger.sql.parse.PostgresSql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RowDemandsTest {

  @Test
  void a_statement_demands_what_it_would_fail_without() {
    assertThat(
            demands(
                """
                ALTER TABLE a ALTER x SET NOT NULL, ADD CONSTRAINT u UNIQUE NULLS NOT DISTINCT (x, y);
                ALTER TABLE ONLY app.b ADD PRIMARY KEY (x);
                ALTER TABLE a ADD FOREIGN KEY (x) REFERENCES app.b (y);
                ALTER TABLE a VALIDATE CONSTRAINT f;
                CREATE UNIQUE INDEX ON a (y);
                """))
        .containsExactly(
            "1:1 NO_NULLS public.a [x] only=false",
            "1:41 NO_DUPLICATES public.a [x, y] only=true nulls",
            "2:28 NO_NULLS app.b [x] only=true",
            "2:28 NO_DUPLICATES app.b [x] only=true",
            "3:19 NO_ORPHANS public.a [x] only=true -> app.b [y]",
            "4:1 VALID public.a [] only=false f",
            "5:1 NO_DUPLICATES public.a [y] only=false");
  }

  @Test
  void what_is_checked_later_or_by_other_means_is_not_demanded() {
    assertThat(
            demands(
                """
                ALTER TABLE a ADD FOREIGN KEY (x) REFERENCES a (x) NOT VALID;
                ALTER TABLE a ADD FOREIGN KEY (x) REFERENCES a (x) MATCH FULL;
                ALTER TABLE a ADD UNIQUE USING INDEX i;
                CREATE INDEX ON a (x); CREATE UNIQUE INDEX ON a (x) WHERE x > 1;
                CREATE UNIQUE INDEX ON a ((x + 1)); CREATE UNIQUE INDEX ON a (x int4_ops);
                CREATE UNIQUE INDEX IF NOT EXISTS i ON a (x);
                ALTER TABLE a ALTER later SET NOT NULL; ALTER TABLE later ALTER x SET NOT NULL;
                """))
        .isEmpty();
  }

  @Test
  void what_may_have_changed_before_is_left() {
    for (var before :
        List.of(
            "UPDATE a SET x = 1",
            "COPY a FROM 'x'",
            "MERGE INTO c USING a ON true WHEN MATCHED THEN DELETE",
            "INSERT INTO noticed VALUES (1)",
            "CREATE TRIGGER t AFTER INSERT ON c EXECUTE FUNCTION f(); INSERT INTO c VALUES (1)",
            "SELECT mine()",
            "CALL p()",
            "DROP TABLE c",
            "DO $$ BEGIN DELETE FROM c; END $$",
            "ALTER TABLE a ALTER x TYPE bigint")) {
      assertThat(demands(before + "; ALTER TABLE a ALTER x SET NOT NULL;")).as(before).isEmpty();
    }
    for (var before : List.of("INSERT INTO app.b VALUES (1)", "SELECT lower('x')", "DROP VIEW v")) {
      assertThat(demands(before + "; ALTER TABLE a ALTER x SET NOT NULL;")).as(before).hasSize(1);
    }
  }

  private static List<String> demands(String text) {
    try (var sql = new PostgresSql()) {
      var script = new RowDemands();
      var facts = new FactReader();
      sql.parse(text).statements().forEach(s -> script.add(s, facts.next(s)));
      return RowDemands.of(new LinkedHashMap<>(Map.of("0001_a.sql", script)), present()).stream()
          .map(RowDemandsTest::line)
          .toList();
    }
  }

  private static String line(RowDemand d) {
    var pointing =
        d.kind() == RowDemand.Kind.NO_ORPHANS
            ? " -> " + d.other().written() + " " + d.otherColumns()
            : "";
    return "%d:%d %s %s.%s %s only=%s%s%s%s"
        .formatted(
            d.place().line(),
            d.place().column(),
            d.kind(),
            d.table().schema(),
            d.table().name(),
            d.columns(),
            d.only(),
            pointing,
            d.constraint().isEmpty() ? "" : " " + d.constraint(),
            d.nullsEqual() ? " nulls" : "");
  }

  private static Present present() {
    var objects = new ArrayList<PresentObject>();
    for (var table : List.of("public.a", "app.b", "public.c", "public.noticed")) {
      var schema = table.substring(0, table.indexOf('.'));
      var name = table.substring(table.indexOf('.') + 1);
      objects.add(new PresentObject(ObjectKind.TABLE, schema, "", name, "", false));
      objects.add(new PresentObject(ObjectKind.COLUMN, schema, name, "x", "", false));
      objects.add(new PresentObject(ObjectKind.COLUMN, schema, name, "y", "", false));
    }
    objects.add(new PresentObject(ObjectKind.TRIGGER, "public", "noticed", "t", "", true));
    objects.add(new PresentObject(ObjectKind.INDEX, "public", "a", "i", "", false));
    objects.add(new PresentObject(ObjectKind.FUNCTION, "public", "", "mine", "()", false));
    objects.add(new PresentObject(ObjectKind.FUNCTION, "pg_catalog", "", "lower", "", false));
    return new Present(new Present.Session("u", "public", true), objects);
  }
}
