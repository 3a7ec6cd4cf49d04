package dev.migrationledger.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A random script of tokens that mislead a careless splitter, and what it must split into. */
record NastyScript(String script, List<String> texts, List<String> data) {

  private static final List<String> TOKENS =
      List.of(
          "'a;'",
          "'it''s;'",
          "E'\\';'",
          "e'\\\\'",
          "E'a''\\';'",
          "U&'\\0441;'",
          "U&\"a;\"",
          "b'1;'",
          "x'F;'",
          "N'a\\'",
          "\"a;\"\"b\"",
          "\"--\"",
          "'/*'",
          "'--'",
          "$$;'$$",
          "$tag$ ; $$ $ta$ $tag$",
          "$_é$;$é_$_é$",
          "a$1",
          "b$$",
          "$1",
          "typee",
          "é😀",
          "(a;b)",
          "(';)' ; (x))",
          "1e10",
          ".5",
          "::int",
          "->>",
          "*",
          "/",
          "-",
          "+",
          "=",
          ",",
          "CASE",
          "END",
          "BEGIN",
          "ATOMIC",
          "FROM",
          "STDIN",
          "'x\n;y'",
          "E'\\\n;'",
          "[1:2]",
          ":a",
          "%",
          "'\\'");

  private static final List<String> GAPS =
      List.of(
          " ",
          "\t",
          "\n",
          "\r\n",
          "\f",
          " /* ; */ ",
          "/* /* ' */ $$ */",
          "/***/",
          " -- ;'\n",
          " --\r\n",
          "\u000b",
          " /*\n'*/ ");

  private static final List<String> BODIES =
      List.of(
          "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN 1 = 1 THEN ';' END; END",
          "create or replace procedure s.p(a int) begin atomic ; ; case end case case end end ; end",
          "CREATE RULE r AS ON INSERT TO v DO INSTEAD (SELECT 1; SELECT ')'; SELECT 2)");

  static NastyScript generate(RandomGenerator random) {
    StringBuilder script = new StringBuilder();
    List<String> texts = new ArrayList<>();
    List<String> data = new ArrayList<>();
    int statements = random.nextInt(1, 12);
    for (int i = 0; i < statements; i++) {
      gaps(random, script);
      switch (random.nextInt(8)) {
        case 0 -> {
          texts.add("COPY t FROM STDIN");
          script.append("COPY t FROM STDIN;\n");
          data.add(lines(random));
          script.append(data.getLast()).append(random.nextBoolean() ? "\\.\n" : "\\.\r\n");
        }
        case 1 -> {
          texts.add(pick(random, BODIES));
          script.append(texts.getLast()).append(';');
        }
        default -> {
          texts.add(statement(random));
          script.append(texts.getLast());
          gaps(random, script);
          script.append(';');
        }
      }
    }
    gaps(random, script);
    return new NastyScript(script.toString(), texts, data);
  }

  private static String statement(RandomGenerator random) {
    StringBuilder text = new StringBuilder("SELECT");
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(' ');
      gaps(random, text);
      String token = pick(random, TOKENS);
      boolean escapes = token.startsWith("E'") || token.startsWith("e'");
      text.append(' ').append(token).append(escapes ? " ," : "");
    }
    return text.toString();
  }

  private static String lines(RandomGenerator random) {
    StringBuilder lines = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      lines
          .append(pick(random, TOKENS).replace("\\.", ""))
          .append(random.nextBoolean() ? "\n" : "\r\n");
    }
    return lines.toString();
  }

  private static void gaps(RandomGenerator random, StringBuilder script) {
    for (int i = random.nextInt(3); i > 0; i--) {
      script.append(pick(random, GAPS));
    }
  }

  private static String pick(RandomGenerator random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
