package dev.migrationledger.report.document;

import dev.migrationledger.report.document.Document.Section;
import dev.migrationledger.report.incident.IncidentReport;
import java.util.List;
import java.util.Map;

/** The report on a window of time, for people and for programs that read tables. */
public final class IncidentDocument {

  private IncidentDocument() {}

  /** The report as a document. */
  public static Document of(IncidentReport report) {
    var scope =
        "From %s to %s (UTC, the second excluded), target%s %s, as of event %d."
            .formatted(
                report.from(),
                report.to(),
                report.targets().size() == 1 ? "" : "s",
                String.join(", ", report.targets()),
                report.asOf());
    return new Document(
        "Incident timeline",
        List.of(
            new Section("Scope", List.of(scope), Grid.NONE),
            new Section(
                "Counts",
                report.counts().isEmpty() ? List.of("Nothing is on record.") : List.of(),
                new Grid(
                    List.of("event", "times"),
                    report.counts().entrySet().stream().map(IncidentDocument::count).toList())),
            new Section("Timeline", List.of(), rows(report))));
  }

  /** The timeline as one grid. */
  public static Grid rows(IncidentReport report) {
    return new Grid(
        List.of("index", "at", "target", "weight", "event", "actor", "run", "what", "leaf"),
        report.timeline().stream().map(IncidentDocument::step).toList());
  }

  private static List<String> step(IncidentReport.Step s) {
    return List.of(
        Long.toString(s.index()),
        s.at().text(),
        s.target(),
        s.weight(),
        s.event(),
        s.actor(),
        s.run(),
        s.sentence(),
        s.leaf());
  }

  private static List<String> count(Map.Entry<String, Long> count) {
    return List.of(count.getKey(), count.getValue().toString());
  }
}
