package dev.migrationledger.api.access.gate;

import dev.migrationledger.api.access.token.TokenCheck;
import dev.migrationledger.api.page.Refused;
import jakarta.servlet.DispatcherType;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** The filters that every request passes before anything else sees it. */
public final class Gate {

  /** What is no page loads nothing; the pages have a policy of their own. */
  private static final String POLICY = "default-src 'none'; frame-ancestors 'none'";

  private final Refusals refusals;
  private final Bearer bearer;

  private Gate(Refusals refusals, Bearer bearer) {
    this.refusals = refusals;
    this.bearer = bearer;
  }

  /** Puts it before a service. */
  public static void register(GenericApplicationContext context, TokenCheck tokens) {
    var refusals =
        new Refusals(
            () -> context.getBean("handlerExceptionResolver", HandlerExceptionResolver.class),
            () -> context.getBean(Refused.class),
            () -> context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values());
    var gate = new Gate(refusals, new Bearer(tokens));
    context.registerBean(AccessAnswers.class, AccessAnswers::new);
    context.registerBean(
        "gate", SecurityFilterChain.class, () -> gate.chain(context.getBean(HttpSecurity.class)));
  }

  private SecurityFilterChain chain(HttpSecurity http) {
    return http.sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(cache -> cache.disable())
        .logout(logout -> logout.disable())
        .headers(Gate::headers)
        .oauth2ResourceServer(server ->
            server
                .authenticationManagerResolver(request -> bearer)
                .authenticationEntryPoint(refusals)
                .accessDeniedHandler(refusals))
        .exceptionHandling(
            on -> on.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .authorizeHttpRequests(requests -> {
          // what a request that was let in goes on to
          requests
              .dispatcherTypeMatchers(
                  DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
              .permitAll();
          for (var decision : Decision.ALL) {
            requests
                .requestMatchers(
                    PathPatternRequestMatcher.pathPattern(decision.method(), decision.pattern()))
                .access(new Judge(decision.who()));
          }
          requests.anyRequest().access(new Judge(Decision.Who.NOBODY));
        })
        .addFilterBefore(new BodyLimit(refusals), BearerTokenAuthenticationFilter.class)
        .build();
  }

  private static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
        .permissionsPolicyHeader(
            policy -> policy.policy("camera=(), geolocation=(), microphone=(), payment=(), usb=()"))
        .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
        .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
  }
}
