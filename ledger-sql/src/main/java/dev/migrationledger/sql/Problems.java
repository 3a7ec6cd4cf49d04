package dev.migrationledger.sql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The problems found so far; no more than a limit, so that a binary file cannot fill memory. */
final class Problems {

  static final int LIMIT = 1000;

  private final List<SqlProblem> found = new ArrayList<>();

  void add(SqlProblemCode code, Place place, String message) {
    if (found.size() < LIMIT) {
      found.add(new SqlProblem(code.code(), place, message, code.remedy()));
    }
  }

  List<SqlProblem> inOrder() {
    return found.stream()
        .sorted(
            Comparator.comparingInt((SqlProblem problem) -> problem.place().line())
                .thenComparingInt(problem -> problem.place().column()))
        .toList();
  }
}
