package dev.migrationledger.sql.dialect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a text may look like that is not PostgreSQL's SQL, and by what it is known. */
public enum Look {
  FLYWAY(
      "a Flyway or Liquibase template",
      true,
      "\\$\\{[^{}\\n]{0,200}\\}",
      "",
      "Write the value where the placeholder stands, or render the file before: placeholders are"
          + " not filled in here."),
  JINJA(
      "a Jinja, Mustache or Go template",
      true,
      "\\{\\{[^\\n]{0,200}?\\}\\}|\\{%[^\\n]{0,200}?%\\}",
      "",
      "Render the template and put what comes out into the folder: templates are not filled in"
          + " here."),
  ERB(
      "an ERB template",
      true,
      "",
      "<%[=#-]?[^\\n]{0,200}?%>",
      "Render the template and put what comes out into the folder: templates are not filled in"
          + " here."),
  PSQL(
      "a psql script with variables",
      true,
      "",
      ":(?:[A-Za-z_]\\w*|'\\w+'|\"\\w+\")",
      "Write the value where the variable stands: only psql fills variables in."),
  MYSQL(
      "MySQL's SQL",
      false,
      "`[^`\\n]{1,64}`|\\bENGINE\\s*=\\s*\\w+|\\bAUTO_INCREMENT\\b"
          + "|\\bDEFAULT\\s+CHARSET\\b|\\b(?:UN)?LOCK\\s+TABLES\\b",
      "(?m)\\bUNSIGNED\\b|^[ \\t]{0,20}DELIMITER\\b|^[ \\t]{0,20}#[^\\n]*",
      "Write it as PostgreSQL's SQL: \"name\" for `name`, GENERATED ALWAYS AS IDENTITY for"
          + " AUTO_INCREMENT, -- for #, no ENGINE or CHARSET."),
  SQL_SERVER(
      "SQL Server's SQL",
      false,
      "\\bIDENTITY\\s*\\(\\s*\\d+\\s*,\\s*\\d+\\s*\\)|\\bNVARCHAR\\s*\\(\\s*MAX\\s*\\)"
          + "|\\bSET\\s+(?:ANSI_NULLS|QUOTED_IDENTIFIER|NOCOUNT)\\b"
          + "|\\bDECLARE\\s+@\\w+",
      "(?im)^[ \\t]{0,20}GO\\b|\\b(?:NON)?CLUSTERED\\b|\\[[A-Za-z_][\\w .-]{0,127}\\]",
      "Write it as PostgreSQL's SQL: a semicolon for GO, \"name\" for [name], GENERATED ALWAYS AS"
          + " IDENTITY for IDENTITY(1,1)."),
  ORACLE(
      "Oracle's SQL",
      false,
      "\\bN?VARCHAR2\\b|\\bSYSDATE\\b|\\bCREATE\\s+(?:OR\\s+REPLACE\\s+)?(?:EDITIONABLE\\s+)?PACKAGE\\b"
          + "|\\b(?:ENABLE|DISABLE)\\s+NOVALIDATE\\b|\\bEXECUTE\\s+IMMEDIATE\\b",
      "(?m)^[ \\t]{0,20}/[ \\t\\r]*$",
      "Write it as PostgreSQL's SQL: varchar for VARCHAR2, numeric for NUMBER, no line with / alone."),
  SQLITE(
      "SQLite's SQL",
      false,
      "\\bAUTOINCREMENT\\b|\\bWITHOUT\\s+ROWID\\b|\\bPRAGMA\\s+\\w+",
      "",
      "Write it as PostgreSQL's SQL: GENERATED ALWAYS AS IDENTITY for AUTOINCREMENT, no PRAGMA.");

  private final String words;
  private final boolean template;
  private final Pattern anywhere;
  private final Pattern whereItStopped;
  private final String remedy;

  /**
   * @param anywhere what no PostgreSQL has outside quotes
   * @param whereItStopped what PostgreSQL may have too, so that it has to be what is refused
   */
  Look(String words, boolean template, String anywhere, String whereItStopped, String remedy) {
    this.words = words;
    this.template = template;
    this.anywhere = pattern(anywhere);
    this.whereItStopped = pattern(whereItStopped);
    this.remedy = remedy;
  }

  /** As in {@code a Flyway or Liquibase template}. */
  public String words() {
    return words;
  }

  /** Whether it is SQL once it is filled in; the others are SQL of another database. */
  public boolean isTemplate() {
    return template;
  }

  /** What to do. */
  public String remedy() {
    return remedy;
  }

  Matcher anywhere(String bare) {
    return anywhere.matcher(bare);
  }

  Matcher whereItStopped(String bare) {
    return whereItStopped.matcher(bare);
  }

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex.isEmpty() ? "(?!)" : regex, Pattern.CASE_INSENSITIVE);
  }
}
