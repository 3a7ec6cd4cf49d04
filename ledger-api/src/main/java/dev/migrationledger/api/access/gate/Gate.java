package dev.migrationledger.api.access.gate;

import dev.migrationledger.api.access.oidc.JwtCheck;
import dev.migrationledger.api.access.oidc.OidcLogin;
import dev.migrationledger.api.access.token.TokenCheck;
import dev.migrationledger.api.access.trail.Diary;
import dev.migrationledger.api.page.LoginPages;
import dev.migrationledger.api.page.Refused;
import dev.migrationledger.runner.settings.OidcSettings;
import jakarta.servlet.DispatcherType;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** The filters that every request passes before anything else sees it. */
public final class Gate {

  private final Refusals refusals;
  private final RefusedTokens refusedTokens;
  private final Bearer bearer;
  private final Login login;
  private final Witness witness;
  private final SessionCheck sessions;
  private final int questions;

  private Gate(
      Refusals refusals,
      RefusedTokens refusedTokens,
      SessionCheck sessions,
      Bearer bearer,
      Login login,
      Witness witness,
      int questions) {
    this.bearer = bearer;
    this.refusals = refusals;
    this.refusedTokens = refusedTokens;
    this.sessions = sessions;
    this.login = login;
    this.witness = witness;
    this.questions = questions;
  }

  /**
   * Puts it before a service.
   *
   * @param questions how many a caller may ask in a minute, 0 for any number
   */
  public static void register(
      GenericApplicationContext context,
      TokenCheck tokens,
      OidcSettings oidc,
      Diary diary,
      InstantSource clock,
      int questions) {
    var refusals =
        new Refusals(
            () -> context.getBean("handlerExceptionResolver", HandlerExceptionResolver.class),
            () -> context.getBean(Refused.class),
            () -> context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values());
    var login =
        new Login(
            tokens,
            () -> context.getBean(LoginPages.class),
            () -> context.getBeanProvider(OidcLogin.class).stream().findFirst(),
            diary,
            clock);
    var gate =
        new Gate(
            refusals,
            new RefusedTokens(refusals, diary, clock),
            new SessionCheck(tokens, clock, refusals),
            new Bearer(tokens, new JwtCheck(oidc)),
            login,
            new Witness(diary, clock),
            questions);
    context.registerBean(AccessAnswers.class, AccessAnswers::new);
    // each of its filters would be timed by itself, at more cost than what most of them do
    context.registerBean(
        SecurityObservationSettings.class, SecurityObservationSettings::noObservations);
    if (!oidc.client().id().isEmpty()) {
      context.registerBean(
          OidcLogin.class,
          () -> new OidcLogin(oidc, context.getBean(LoginPages.class), entry(), diary, clock));
    }
    context.registerBean(
        "gate", SecurityFilterChain.class, () -> gate.chain(context.getBean(HttpSecurity.class)));
  }

  private SecurityFilterChain chain(HttpSecurity http) {
    return http.requestCache(cache -> cache.disable())
        .headers(Headers::on)
        .csrf(csrf -> csrf.csrfTokenRepository(proofs()))
        .oauth2ResourceServer(server ->
            server
                .authenticationManagerResolver(request -> bearer)
                .authenticationEntryPoint(refusedTokens)
                .accessDeniedHandler(refusals))
        .authenticationManager(login)
        .formLogin(form ->
            form.loginPage("/login")
                .passwordParameter("token")
                .successHandler(login)
                .failureHandler(login))
        .logout(logout -> logout.logoutUrl("/logout").logoutSuccessHandler(login))
        .exceptionHandling(
            on -> on.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .authorizeHttpRequests(Gate::decisions)
        .addFilterBefore(new BodyLimit(refusals), SecurityContextHolderFilter.class)
        .addFilterAfter(sessions, SecurityContextHolderFilter.class)
        .addFilterBefore(witness, ExceptionTranslationFilter.class)
        .addFilterBefore(new TooOften(refusals, questions), AuthorizationFilter.class)
        .build();
  }

  private static void decisions(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          requests) {
    // what a request that was let in goes on to
    requests
        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
        .permitAll();
    for (var decision : Decision.ALL) {
      requests
          .requestMatchers(
              PathPatternRequestMatcher.pathPattern(decision.method(), decision.pattern()))
          .access(new Judge(decision.who()));
    }
    requests.anyRequest().access(new Judge(Decision.Who.NOBODY));
  }

  /** A session that somebody was led into, and a proof from before the login, are worth nothing. */
  private static SessionAuthenticationStrategy entry() {
    return new CompositeSessionAuthenticationStrategy(
        List.of(
            new ChangeSessionIdAuthenticationStrategy(), new CsrfAuthenticationStrategy(proofs())));
  }

  /** In a cookie, so that somebody who only looks at the login costs no session. */
  private static CookieCsrfTokenRepository proofs() {
    var proofs = new CookieCsrfTokenRepository();
    proofs.setCookieName("ledger-form");
    proofs.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Strict"));
    return proofs;
  }
}
