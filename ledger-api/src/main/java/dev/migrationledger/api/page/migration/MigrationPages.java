package dev.migrationledger.api.page.migration;

import dev.migrationledger.api.access.Caller;
import dev.migrationledger.api.access.Scope;
import dev.migrationledger.api.approval.Judgement;
import dev.migrationledger.api.approval.Judgements;
import dev.migrationledger.api.page.Html;
import dev.migrationledger.api.page.PageError;
import dev.migrationledger.api.page.PageProblem;
import dev.migrationledger.api.page.Targets;
import dev.migrationledger.api.request.ApiProblem;
import dev.migrationledger.api.request.Parameters;
import dev.migrationledger.domain.ledger.LedgerRefusal;
import dev.migrationledger.domain.origin.Persons;
import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.store.log.EventLog;
import java.net.URI;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** One migration, from discovery to now, and the forms to judge it. */
@Controller
public final class MigrationPages {

  private final LedgerQuery query;
  private final EventLog log;
  private final Targets targets;
  private final Html html;
  private final Judgements judgements;
  private final Persons persons;

  private MigrationPages(
      LedgerQuery query, EventLog log, Persons persons, Html html, Judgements judgements) {
    this.persons = persons;
    this.query = query;
    this.log = log;
    this.targets = new Targets(query);
    this.html = html;
    this.judgements = judgements;
  }

  /** Adds them to a service that has pages and takes judgements. */
  public static void register(
      GenericApplicationContext context, LedgerQuery query, EventLog log, Persons persons) {
    context.registerBean(
        MigrationPages.class,
        () ->
            new MigrationPages(
                query,
                log,
                persons,
                context.getBean(Html.class),
                context.getBean(Judgements.class)));
  }

  @GetMapping("/migration")
  ResponseEntity<String> migration(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(name = "target", defaultValue = "") String name,
      @RequestParam(name = "version", defaultValue = "") String number,
      @RequestParam(name = "recorded", defaultValue = "") String recorded) {
    var seen = seen(caller, name, number);
    return html.page("migration", seen.target(), seen.asOf(), seen.shown(recorded));
  }

  @PostMapping("/migration/approvals")
  ResponseEntity<String> approve(
      @AuthenticationPrincipal Caller caller, @RequestParam MultiValueMap<String, String> form) {
    return judged(
        caller,
        form,
        "approve",
        given -> {
          var judgement =
              Judgement.OfBytes.read(
                  given, given.text("target"), given.text("version"), given.text("key"));
          return judgements.approve(caller, judgement);
        });
  }

  @PostMapping("/migration/reviews")
  ResponseEntity<String> review(
      @AuthenticationPrincipal Caller caller, @RequestParam MultiValueMap<String, String> form) {
    return judged(caller, form, "review", given -> judgements.review(caller, judgement(given)));
  }

  @PostMapping("/migration/withdrawals")
  ResponseEntity<String> withdraw(
      @AuthenticationPrincipal Caller caller, @RequestParam MultiValueMap<String, String> form) {
    return judged(caller, form, "withdraw", given -> judgements.withdraw(caller, judgement(given)));
  }

  private static Judgement judgement(Parameters given) {
    return Judgement.read(given, given.text("target"), given.text("version"), given.text("key"));
  }

  /** To the page that says what is on record now; or the page again, with why not. */
  private ResponseEntity<String> judged(
      Caller caller,
      MultiValueMap<String, String> form,
      String word,
      Function<Parameters, Judgements.OnRecord> judge) {
    var given = new Parameters(form);
    given.text("_csrf");
    try {
      var recorded = judge.apply(given);
      return ResponseEntity.status(HttpStatus.SEE_OTHER)
          .location(page(form, recorded.index()))
          .build();
    } catch (ApiProblem e) {
      return again(caller, form, Refusal.of(e, word, first(form, "reason")), e);
    } catch (LedgerRefusal e) {
      return again(caller, form, Refusal.of(e, word, first(form, "reason")), e);
    }
  }

  /** Who may not read is not shown the page for having sent a form. */
  private ResponseEntity<String> again(
      Caller caller, MultiValueMap<String, String> form, Refusal refusal, RuntimeException why) {
    if (!caller.may(Scope.READ)) {
      throw why;
    }
    var seen = seen(caller, first(form, "target"), first(form, "version"));
    return html.page(
        refusal.status(), "migration", seen.target(), seen.asOf(), seen.shown(refusal));
  }

  private SeenMigration seen(Caller caller, String name, String number) {
    var target = targets.known(name);
    var version = Targets.version(target, number);
    return query
        .answer((c, asOf) ->
            SeenMigration.read(
                c, log, caller, persons, new SeenMigration.Wanted(target, version, asOf)))
        .orElseThrow(() ->
            new PageProblem(
                PageError.UNKNOWN_MIGRATION,
                target,
                "The ledger knows no migration " + version.text() + " on " + target + "."));
  }

  private static URI page(MultiValueMap<String, String> form, long index) {
    return UriComponentsBuilder.fromPath("/migration")
        .queryParam("target", "{target}")
        .queryParam("version", "{version}")
        .queryParam("recorded", index)
        .fragment("approvals")
        .encode()
        .buildAndExpand(first(form, "target"), first(form, "version"))
        .toUri();
  }

  private static String first(MultiValueMap<String, String> form, String name) {
    return Objects.requireNonNullElse(form.getFirst(name), "");
  }
}
