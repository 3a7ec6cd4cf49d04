package dev.migrationledger.report.document;

import dev.migrationledger.query.projection.Words;
import dev.migrationledger.report.changes.Change;
import dev.migrationledger.report.changes.ChangeReport;
import dev.migrationledger.report.changes.Exceptional;
import dev.migrationledger.report.document.Document.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** The report on changes, for people. */
public final class ChangeDocument {

  private ChangeDocument() {}

  /** The report as a document. */
  public static Document of(ChangeReport report) {
    var sections = new ArrayList<Section>();
    sections.add(new Section("Scope", scope(report), Grid.NONE));
    sections.add(new Section("Population", population(report), Grid.NONE));
    sections.add(
        new Section(
            "Changes",
            report.changes().isEmpty()
                ? List.of("Nothing was changed in the period.")
                : List.of(counted(report.changes().size(), "change") + ", oldest first."),
            changes(report.changes())));
    sections.add(exceptions(report));
    sections.add(sample(report));
    sections.add(
        new Section(
            "Requirements",
            List.of("What the parts of this report are evidence for."),
            new Grid(
                List.of("framework", "requirement", "title", "evidence"),
                report.controls().stream()
                    .map(c -> List.of(c.framework(), c.requirement(), c.title(), c.evidence()))
                    .toList())));
    sections.add(new Section("What the ledger does not prove", report.limits(), Grid.NONE));
    return new Document("Change population and exceptions: " + report.target(), sections);
  }

  private static List<String> scope(ChangeReport report) {
    return List.of(
        "Target %s%s, from %s to %s (UTC, the second excluded)."
            .formatted(
                report.target(),
                report.environment().isEmpty() ? "" : ", which serves " + report.environment(),
                report.from(),
                report.to()),
        report.asOf() < 0
            ? "The ledger holds no event."
            : "As of event %d, root %s.".formatted(report.asOf(), report.population().root()));
  }

  private static List<String> population(ChangeReport report) {
    var p = report.population();
    var whole = p.contiguous() && p.eventsInLog() == p.eventsHeld();
    return List.of(
        "The log's head counts %s; the log holds %d. %s"
            .formatted(
                counted(p.eventsInLog(), "event"),
                p.eventsHeld(),
                whole
                    ? "Indexes, and the target's sequences, run without a gap."
                    : "THE LOG HAS A GAP: do not rely on this report before \"ledger verify\" has"
                        + " said what is missing."),
        "%d of them are the target's; %d of these were recorded in the period."
            .formatted(p.eventsOfTarget(), p.eventsInPeriod()));
  }

  private static Section exceptions(ChangeReport report) {
    var all = report.exceptions();
    return new Section(
        "Exceptions",
        all.isEmpty()
            ? List.of("Nothing went another way than the ordinary one.")
            : List.of(
                "%s, of which %d open as of event %d."
                    .formatted(counted(all.size(), "exception"), report.open(), report.asOf())),
        new Grid(
            List.of("event", "at", "kind", "subject", "by", "what", "disposition"),
            all.stream().map(ChangeDocument::exception).toList()));
  }

  private static List<String> exception(Exceptional e) {
    return List.of(
        Long.toString(e.index()),
        e.at().text(),
        e.kind() + (e.carriedOver() ? ", carried over" : ""),
        e.subject(),
        e.by(),
        e.what(),
        e.disposition());
  }

  private static Section sample(ChangeReport report) {
    var drawn = new HashSet<>(report.sample().indexes());
    return new Section(
        "Sample",
        List.of(
            "%d of %s, drawn with the seed %s: %s."
                .formatted(
                    drawn.size(),
                    counted(report.changes().size(), "change"),
                    report.sample().seed(),
                    report.sample().method())),
        changes(report.changes().stream().filter(c -> drawn.contains(c.index())).toList()));
  }

  private static Grid changes(List<Change> changes) {
    return new Grid(
        List.of(
            "event",
            "at",
            "kind",
            "migration",
            "checksum",
            "by",
            "known by",
            "from",
            "author",
            "approved by",
            "outcome"),
        changes.stream().map(ChangeDocument::change).toList());
  }

  private static List<String> change(Change c) {
    var commit = c.commit().isEmpty() ? "" : " in " + Words.brief(c.commit());
    return List.of(
        Long.toString(c.index()),
        c.at().text(),
        c.kind(),
        c.file().isEmpty() ? c.version() : c.file(),
        Words.brief(c.checksum()),
        c.by(),
        c.knownBy(),
        c.from(),
        c.author() + commit,
        c.approvedBy().isEmpty() ? "not recorded" : c.approvedBy(),
        c.outcome());
  }

  private static String counted(long n, String thing) {
    return n + " " + thing + (n == 1 ? "" : "s");
  }
}
