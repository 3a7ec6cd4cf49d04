package dev.migrationledger.api.page;

import dev.migrationledger.api.access.trail.Unrecorded;
import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.query.evidence.Proof;
import dev.migrationledger.store.log.EventLog;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.context.support.GenericApplicationContext;
import org.thymeleaf.ITemplateEngine;

/** The pages' beans, each named here. */
public final class WebPages {

  private WebPages() {}

  /**
   * Adds the pages to a service.
   *
   * @param trouble whether nothing can be recorded, which each page says
   * @param issuer where people may log in beside their tokens, empty for nowhere
   */
  public static void register(
      GenericApplicationContext context,
      LedgerQuery query,
      EventLog log,
      Proof proof,
      Supplier<Optional<Unrecorded>> trouble,
      String issuer) {
    var targets = new Targets(query);
    context.registerBean(Marks.class, () -> new Marks());
    context.registerBean(
        Html.class, () -> new Html(context.getBean(ITemplateEngine.class), trouble));
    context.registerBean(
        OverviewPages.class, () -> new OverviewPages(query, proof, targets, html(context)));
    context.registerBean(RunPages.class, () -> new RunPages(query, log, targets, html(context)));
    context.registerBean(SchemaPages.class, () -> new SchemaPages(query, targets, html(context)));
    context.registerBean(
        LogPages.class, () -> new LogPages(query, log, proof, targets, html(context)));
    context.registerBean(GraphPages.class, () -> new GraphPages(query, targets, html(context)));
    context.registerBean(
        MomentPages.class, () -> new MomentPages(query, log, targets, html(context)));
    context.registerBean(AskPages.class, () -> new AskPages(query, targets, html(context)));
    context.registerBean(
        MissingPages.class, () -> new MissingPages(context.getBean(PageProblems.class)));
    context.registerBean(PageProblems.class, () -> new PageProblems(html(context)));
    context.registerBean(
        LoginPages.class,
        () -> new LoginPages(html(context), context.getBean(Refused.class), issuer));
    context.registerBean(
        Refused.class, () -> new Refused(html(context), context.getBean(PageProblems.class)));
  }

  private static Html html(GenericApplicationContext context) {
    return context.getBean(Html.class);
  }
}
