package dev.migrationledger.report.document;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A report for people.
 *
 * @param title what it is
 * @param sections its parts, in order
 */
public record Document(String title, List<Section> sections) {

  public Document {
    requireNonNull(title, "title");
    sections = List.copyOf(sections);
  }

  /**
   * One part.
   *
   * @param heading what it is about
   * @param paragraphs what it says, before its grid
   * @param grid its rows; one without rows is not shown
   */
  public record Section(String heading, List<String> paragraphs, Grid grid) {

    public Section {
      requireNonNull(heading, "heading");
      paragraphs = List.copyOf(paragraphs);
      requireNonNull(grid, "grid");
    }
  }
}
