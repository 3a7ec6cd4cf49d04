package dev.migrationledger.report.render;

import dev.migrationledger.report.document.Document;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Documents as PDF on A4 across, every page with the title and its number. Text is text: it can be
 * searched and copied, and nothing in it is a link, a script or a form.
 */
final class Pdf {

  private Pdf() {}

  /** The pages; the same document gives the same bytes. */
  static byte[] of(Document document) {
    try (var pdf = new PDDocument();
        var letters = Letters.embeddedIn(pdf)) {
      describe(pdf, document);
      try (var paper = new Paper(pdf, letters)) {
        paper.title(document.title());
        for (var section : document.sections()) {
          paper.heading(section.heading());
          section.paragraphs().forEach(paper::paragraph);
          if (!section.grid().isEmpty()) {
            PdfTable.of(section.grid(), letters, paper.width()).draw(paper);
          }
        }
        paper.number(document.title());
      }
      var out = new ByteArrayOutputStream();
      pdf.save(out, CompressParameters.DEFAULT_COMPRESSION);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("a PDF in memory cannot fail", e);
    }
  }

  /** The document's number depends on what it says: the library would take the time of day. */
  private static void describe(PDDocument pdf, Document document) {
    var words = document.toString().getBytes(StandardCharsets.UTF_8);
    var number = UUID.nameUUIDFromBytes(words);
    pdf.setDocumentId(number.getMostSignificantBits());
    pdf.getDocumentInformation().setTitle(Texts.oneLine(document.title()));
    pdf.getDocumentInformation().setProducer("migration-ledger");
    pdf.getDocumentCatalog().setLanguage("en");
  }
}
