package dev.migrationledger.sql;

/** The catalogue of everything that can be found wrong with a script, as data. */
public enum SqlProblemCode {
  UNTERMINATED(
      "SQL-001",
      "Quoted text, a quoted identifier, a dollar quote or a block comment is opened and never closed.",
      "Everything from there to the end of the script belongs to it; nothing after it is read as SQL.",
      "Close it where it should end; the place named is where it was opened.",
      "SELECT 'never closed;\n"),
  META_COMMAND(
      "SQL-002",
      "A backslash stands outside quotes: a psql meta-command other than \\restrict and \\unrestrict.",
      "Only psql knows meta-commands; the server would refuse the line. The rest of the line is skipped.",
      "Remove the line, or write what it does as SQL.",
      "\\set ON_ERROR_STOP on\nSELECT 1;\n"),
  INVALID_UTF8(
      "SQL-003",
      "The script holds bytes that are not UTF-8.",
      "The statement around them is left out: its text cannot be known.",
      "Save the script as UTF-8, for example with: iconv -f LATIN1 -t UTF-8 old.sql > new.sql",
      "SELECT 'caf\u00e9';\n"),
  NUL_BYTE(
      "SQL-004",
      "The script holds a NUL byte.",
      "PostgreSQL cannot take text with a NUL; the statement around it is left out.",
      "Remove the byte; if there is one after every letter, the script is UTF-16: save it as UTF-8.",
      "SELECT 'a\0b';\n"),
  COPY_NOT_ENDED(
      "SQL-005",
      "The data of COPY … FROM STDIN reaches the end of the script without a line \\. to end it.",
      "SQL after the data, if any, was taken for data.",
      "Write a line with nothing but \\. after the last data line.",
      "COPY t FROM STDIN;\n1\tone\n"),
  TOO_LARGE(
      "SQL-006",
      "One statement is larger than 64 MiB.",
      "It is left out, and the reader goes on after it.",
      "Split it into several statements, or load the rows with COPY … FROM STDIN.",
      "INSERT INTO t VALUES ('…');\nSELECT 1;\n"),
  SQL_BEFORE_COPY_DATA(
      "SQL-008",
      "Something other than a line comment follows COPY … FROM STDIN; on the same line.",
      "The data starts on the next line; what stands between is not run.",
      "Move it behind the line \\. that ends the data.",
      "COPY t FROM STDIN; SELECT 1;\n1\n\\.\n"),
  SYNTAX(
      "SQL-009",
      "PostgreSQL's own parser (version 18) does not accept a statement.",
      "The server would refuse it too. The parser goes on with the next statement, so that all errors are told at once.",
      "Correct the statement at the place named; the caret stands below the word where PostgreSQL stopped.",
      "SELECT 1 FORM t;\n"),
  FOREIGN(
      "SQL-010",
      "The script is a template, or SQL of another database (MySQL, SQL Server, Oracle, SQLite).",
      "The server would refuse it. This is told once a file, in place of the syntax errors that come of it.",
      "Put the rendered text, or PostgreSQL's SQL, into the folder; the message says what to write instead.",
      "CREATE TABLE ${schema}.t (a int);\n");

  private final String code;
  private final String condition;
  private final String effect;
  private final String remedy;
  private final String example;

  SqlProblemCode(String code, String condition, String effect, String remedy, String example) {
    this.code = code;
    this.condition = condition;
    this.effect = effect;
    this.remedy = remedy;
    this.example = example;
  }

  public String code() {
    return code;
  }

  public String condition() {
    return condition;
  }

  public String effect() {
    return effect;
  }

  public String remedy() {
    return remedy;
  }

  /**
   * A script with exactly this problem, each character one byte (ISO 8859-1); {@code …} in the
   * example of {@link #TOO_LARGE} stands for 64 MiB of text.
   */
  public String example() {
    return example;
  }
}
