package dev.migrationledger.api.page;

import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.store.log.EventLog;
import org.springframework.context.support.GenericApplicationContext;
import org.thymeleaf.ITemplateEngine;

/** The pages' beans, each named here. */
public final class WebPages {

  private WebPages() {}

  /** Adds the pages to a service. */
  public static void register(GenericApplicationContext context, LedgerQuery query, EventLog log) {
    var targets = new Targets(query);
    context.registerBean(Html.class, () -> new Html(context.getBean(ITemplateEngine.class)));
    context.registerBean(
        OverviewPages.class, () -> new OverviewPages(query, targets, html(context)));
    context.registerBean(
        MigrationPages.class, () -> new MigrationPages(query, log, targets, html(context)));
    context.registerBean(AskPages.class, () -> new AskPages(query, targets, html(context)));
    context.registerBean(MissingPages.class, MissingPages::new);
    context.registerBean(PageProblems.class, () -> new PageProblems(html(context)));
  }

  private static Html html(GenericApplicationContext context) {
    return context.getBean(Html.class);
  }
}
