package dev.migrationledger.api;

import static java.util.Map.entry;

import dev.migrationledger.api.access.Scope;
import dev.migrationledger.api.access.gate.Gate;
import dev.migrationledger.api.access.gate.Proxies;
import dev.migrationledger.api.access.token.TokenCheck;
import dev.migrationledger.api.access.token.TokenRoutes;
import dev.migrationledger.api.access.token.Tokens;
import dev.migrationledger.api.access.trail.Diary;
import dev.migrationledger.api.approval.ApprovalRoutes;
import dev.migrationledger.api.evidence.Verifications;
import dev.migrationledger.api.export.Exports;
import dev.migrationledger.api.export.Taking;
import dev.migrationledger.api.live.Appends;
import dev.migrationledger.api.live.FollowedLog;
import dev.migrationledger.api.live.RunEvents;
import dev.migrationledger.api.openapi.document.OpenApiRoute;
import dev.migrationledger.api.page.Html;
import dev.migrationledger.api.page.WebPages;
import dev.migrationledger.api.page.migration.MigrationPages;
import dev.migrationledger.api.page.report.ReportPages;
import dev.migrationledger.api.page.trail.AccessLogPages;
import dev.migrationledger.api.report.Reports;
import dev.migrationledger.api.request.MalformedAddress;
import dev.migrationledger.api.request.Problems;
import dev.migrationledger.api.request.Targets;
import dev.migrationledger.api.resource.Lists;
import dev.migrationledger.api.resource.Questions;
import dev.migrationledger.api.resource.Scripts;
import dev.migrationledger.api.resource.Single;
import dev.migrationledger.api.resource.Times;
import dev.migrationledger.api.runner.Proved;
import dev.migrationledger.api.runner.RunnerRoutes;
import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.query.evidence.Proof;
import dev.migrationledger.runner.service.ServiceSettings;
import dev.migrationledger.store.LedgerStore;
import java.time.InstantSource;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.StandardEnvironment;

/**
 * The service's beans, each named here; nothing is looked for in packages. Settings are given here
 * too: neither files of the folder it was started in nor variables of the environment change them.
 */
final class LedgerApplication {

  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          entry("server.shutdown", "graceful"),
          entry("server.forward-headers-strategy", "none"),
          entry("server.error.whitelabel.enabled", "false"),
          entry("server.max-http-request-header-size", "16KB"),
          entry("server.servlet.session.timeout", "2h"),
          entry("server.servlet.session.cookie.name", "ledger-session"),
          entry("server.servlet.session.cookie.http-only", "true"),
          entry("server.servlet.session.cookie.same-site", "strict"),
          entry("server.servlet.session.tracking-modes", "cookie"),
          entry("spring.lifecycle.timeout-per-shutdown-phase", "10s"),
          entry("spring.config.location", "optional:classpath:/ledger-service/"),
          entry(
              "spring.autoconfigure.exclude", UserDetailsServiceAutoConfiguration.class.getName()),
          entry("spring.thymeleaf.enable-spring-el-compiler", "true"),
          entry("spring.web.resources.cache.cachecontrol.no-cache", "true"),
          entry("management.endpoints.web.exposure.include", "health,prometheus"),
          entry("management.endpoint.health.show-details", "when-authorized"),
          entry("management.endpoint.health.roles", Scope.READ.word()),
          entry("management.health.defaults.enabled", "false"),
          entry("management.health.ping.enabled", "true"),
          entry("spring.application.name", "migration-ledger"));

  /** How many questions one caller may ask in a minute. */
  private static final int QUESTIONS = 600;

  private final DataSource ds;
  private final LedgerStore store;
  private final ServiceSettings wanted;
  private final InstantSource clock;

  LedgerApplication(DataSource ds, LedgerStore store, ServiceSettings wanted) {
    this(ds, store, wanted, InstantSource.system());
  }

  /** The same with a clock of its own. */
  LedgerApplication(DataSource ds, LedgerStore store, ServiceSettings wanted, InstantSource clock) {
    this.clock = clock;
    this.ds = ds;
    this.store = store;
    this.wanted = wanted;
  }

  ConfigurableApplicationContext start() {
    var application = new SpringApplication(Wiring.class);
    application.setWebApplicationType(WebApplicationType.SERVLET);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.addInitializers(context -> {
      context
          .getEnvironment()
          .getPropertySources()
          .remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
      register((GenericApplicationContext) context);
    });
    var settings = new java.util.ArrayList<String>();
    SETTINGS.forEach((name, value) -> settings.add("--" + name + "=" + value));
    settings.add("--logging.config=classpath:" + Logs.file());
    settings.add("--server.address=" + wanted.listening().bind());
    settings.add("--server.port=" + wanted.listening().port());
    return application.run(settings.toArray(String[]::new));
  }

  private void register(GenericApplicationContext context) {
    var proof = new Proof(store::verify, clock);
    var query = new LedgerQuery(ds, store.log(), proof, clock, wanted.persons());
    var diary = new Diary(ds, clock);
    var taking = new Taking(store, diary, clock);
    context.registerBean(Diary.class, () -> diary);
    context.registerBean(Turns.class, () -> new Turns());
    context.registerBean("ledger", LedgerHealth.class, () -> new LedgerHealth(ds));
    var appends = new Appends(ds);
    var followed = new FollowedLog(ds, store.log(), appends);
    context.registerBean(Appends.class, () -> appends);
    context.registerBean("projections", Projections.class, () -> new Projections(followed, query));
    Operation.register(context, ds, proof);
    var targets = new Targets(query, wanted.target());
    context.registerBean(Questions.class, () -> new Questions(query, targets));
    context.registerBean(Lists.class, () -> new Lists(query, targets));
    context.registerBean(Single.class, () -> new Single(query, store.log(), targets));
    context.registerBean(Scripts.class, () -> new Scripts(query, store.log(), targets));
    context.registerBean(Times.class, () -> new Times(query, store.log(), targets));
    context.registerBean(Verifications.class, () -> new Verifications(store, proof));
    context.registerBean(Exports.class, () -> new Exports(query, store.log(), taking));
    context.registerBean(Reports.class, () -> new Reports(query, store, targets));
    context.registerBean(
        RunEvents.class, () -> new RunEvents(query, store.log(), targets, appends));
    var proved = new Proved(store, query, wanted.persons());
    ApprovalRoutes.register(context, store, query, targets, proved);
    context.registerBean(Problems.class, Problems::new);
    context.registerBean(
        "malformed-address", WebServerFactoryCustomizer.class, MalformedAddress::customizer);
    pages(context, query, proof, diary);
    context.registerBean(RunnerRoutes.class, () -> new RunnerRoutes(store, query, proved));
    OpenApiRoute.register(context);
    access(context, diary);
    for (var work : wanted.recurring()) {
      context.registerBean(work.name(), RecurringWork.class, () -> new RecurringWork(work, clock));
    }
  }

  private void access(GenericApplicationContext context, Diary diary) {
    var tokens = new Tokens(ds, clock);
    context.registerBean(TokenRoutes.class, () -> new TokenRoutes(tokens, clock));
    context.registerBean(
        "proxies",
        WebServerFactoryCustomizer.class,
        () -> Proxies.trusted(wanted.listening().proxies()));
    Gate.register(context, new TokenCheck(ds), wanted.oidc(), diary, clock, QUESTIONS);
  }

  private void pages(
      GenericApplicationContext context, LedgerQuery query, Proof proof, Diary diary) {
    WebPages.register(context, query, store.log(), proof, diary::trouble, wanted.oidc().host());
    MigrationPages.register(context, query, store.log(), wanted.persons());
    AccessLogPages.register(context, query);
    context.registerBean(
        ReportPages.class, () -> new ReportPages(query, context.getBean(Html.class)));
  }

  /** What the framework brings: a web server, and the actuator. */
  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Wiring {}
}
