package dev.migrationledger.api.page;

import dev.migrationledger.api.access.trail.Unrecorded;
import dev.migrationledger.query.ask.catalogue.Question;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Makes a page of a template and what it shows, with the headers that each page has. */
public final class Html {

  private static final MediaType TYPE = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
  private static final String POLICY =
      "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'";
  private static final List<String> SUGGESTIONS =
      Arrays.stream(Question.values()).map(Question::example).toList();

  private final ITemplateEngine engine;
  private final Supplier<Optional<Unrecorded>> trouble;

  /**
   * Makes pages.
   *
   * @param trouble whether nothing can be recorded, which each page says
   */
  Html(ITemplateEngine engine, Supplier<Optional<Unrecorded>> trouble) {
    this.engine = engine;
    this.trouble = trouble;
  }

  /**
   * An answer.
   *
   * @param template its name
   * @param target the target it is about, empty when it is about none or all
   * @param asOf index of the last event it covers, −1 when there is none
   * @param shown what the template shows
   */
  public ResponseEntity<String> page(
      String template, String target, long asOf, Map<String, Object> shown) {
    return page(HttpStatus.OK, template, target, asOf, shown);
  }

  /** An answer with a status of its own. */
  public ResponseEntity<String> page(
      HttpStatus status, String template, String target, long asOf, Map<String, Object> shown) {
    var context = new Context(Locale.ROOT, shown);
    context.setVariable("target", target);
    context.setVariable("asOf", asOf);
    context.setVariable("suggestions", SUGGESTIONS);
    trouble.get().ifPresent(unrecorded -> context.setVariable("unrecorded", unrecorded));
    Reader.current().show(context);
    return ResponseEntity.status(status)
        .contentType(TYPE)
        .cacheControl(CacheControl.noStore())
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "same-origin")
        .body(engine.process(template, context));
  }

  /** A piece of a page. It may be kept, so it must be the same for every reader. */
  String piece(String template, Map<String, Object> shown) {
    return engine.process(template, new Context(Locale.ROOT, shown));
  }
}
