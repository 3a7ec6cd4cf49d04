package dev.migrationledger.runner.cli.ci;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.ci.CiCheck;
import dev.migrationledger.runner.ci.CiReport;
import dev.migrationledger.runner.shadow.ReplayedMigration;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A report in the XML that JUnit's Ant task began and build servers read: a suite of the checks,
 * and one of the migrations that ran.
 */
final class JunitReport {

  private static final String CHECKS = "ledger.ci";
  private static final String MIGRATIONS = "ledger.ci.migrations";

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

  private JunitReport() throws XMLStreamException {
    this.xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
  }

  static String of(CiReport report) {
    try {
      var junit = new JunitReport();
      junit.write(report);
      return junit.text.toString();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a report cannot be written", e);
    }
  }

  private void write(CiReport report) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    line();
    xml.writeStartElement("testsuites");
    attribute("name", "ledger ci");
    attribute("time", seconds(report.duration()));
    checks(report);
    migrations(report.replayed());
    line();
    xml.writeEndElement();
    xml.writeEndDocument();
    line();
    xml.close();
  }

  private void checks(CiReport report) throws XMLStreamException {
    var all = report.checks();
    var failed = all.stream().filter(CiCheck::failed).count();
    var skipped = all.stream().filter(c -> c.outcome() == CiCheck.Outcome.SKIPPED).count();
    suite(CHECKS, new Counts(all.size(), failed, skipped), report.duration());
    for (var check : all) {
      testCase(CHECKS, check.name(), check.duration());
      switch (check.outcome()) {
        case PASSED -> said(check.findings());
        case FAILED -> failure(check.findings());
        case SKIPPED -> {
          xml.writeEmptyElement("skipped");
          attribute("message", check.note());
        }
      }
      xml.writeEndElement();
    }
    line();
    xml.writeEndElement();
  }

  private void migrations(List<ReplayedMigration> replayed) throws XMLStreamException {
    var failed = replayed.stream().filter(ReplayedMigration::failed).count();
    var total =
        replayed.stream().map(ReplayedMigration::duration).reduce(Duration.ZERO, Duration::plus);
    suite(MIGRATIONS, new Counts(replayed.size(), failed, 0), total);
    for (var migration : replayed) {
      testCase(MIGRATIONS, migration.planned().file(), migration.duration());
      if (migration.failed()) {
        xml.writeEmptyElement("failure");
        attribute("message", "it failed on an empty database; see the check \"replay\"");
      }
      xml.writeEndElement();
    }
    line();
    xml.writeEndElement();
  }

  private record Counts(int tests, long failures, long skipped) {}

  private void suite(String name, Counts counts, Duration duration) throws XMLStreamException {
    line();
    xml.writeStartElement("testsuite");
    attribute("name", name);
    attribute("tests", Integer.toString(counts.tests));
    attribute("failures", Long.toString(counts.failures));
    attribute("errors", "0");
    attribute("skipped", Long.toString(counts.skipped));
    attribute("time", seconds(duration));
  }

  private void testCase(String suite, String name, Duration duration) throws XMLStreamException {
    line();
    xml.writeStartElement("testcase");
    attribute("classname", suite);
    attribute("name", name);
    attribute("time", seconds(duration));
  }

  private void failure(List<Finding> findings) throws XMLStreamException {
    var blocking = findings.stream().filter(Finding::blocks).toList();
    xml.writeStartElement("failure");
    attribute("message", told(blocking.getFirst()).lines().findFirst().orElse(""));
    attribute("type", blocking.getFirst().code());
    characters(findings);
    xml.writeEndElement();
  }

  /** Warnings of what passed. */
  private void said(List<Finding> findings) throws XMLStreamException {
    if (!findings.isEmpty()) {
      xml.writeStartElement("system-out");
      characters(findings);
      xml.writeEndElement();
    }
  }

  private void characters(List<Finding> findings) throws XMLStreamException {
    xml.writeCharacters(
        clean(
            findings.stream()
                .map(f -> told(f) + "\n    " + f.remedy() + "\n")
                .collect(Collectors.joining())));
  }

  private static String told(Finding finding) {
    var place = finding.line() == 0 ? "" : ":" + finding.line() + ":" + finding.column();
    var file = finding.file().isEmpty() ? "" : finding.file() + place + ": ";
    return finding.code() + " " + file + finding.message();
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, clean(value));
  }

  private void line() throws XMLStreamException {
    xml.writeCharacters("\n");
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1_000.0);
  }

  /** XML 1.0 has no place for control characters and lone surrogates, escaped or not. */
  private static String clean(String text) {
    return text.codePoints()
        .map(c -> isAllowed(c) ? c : 0xFFFD)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isAllowed(int c) {
    return c == '\t'
        || c == '\n'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
