package io.github.ddbmessaging.examples.chat.session;

import io.github.ddbmessaging.examples.chat.web.Problem;
import io.github.ddbmessaging.examples.chat.web.ProblemWriter;
import io.github.ddbmessaging.examples.chat.web.RateLimitFilter;
import io.github.ddbmessaging.examples.chat.web.RateLimits;
import jakarta.servlet.DispatcherType;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** What a request needs to be let in, and what each response tells a browser. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; img-src 'self' blob:; object-src 'none'; base-uri 'none';"
          + " frame-ancestors 'none'; form-action 'self'";

  static final Problem NOT_NOW =
      Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "Nobody can be let in now: try again later")
          .after(Duration.ofSeconds(5));

  private static final Problem SIGN_IN =
      Problem.coded(HttpStatus.UNAUTHORIZED, "sign-in", "Sign in first");
  private static final Problem CSRF =
      Problem.coded(HttpStatus.FORBIDDEN, "csrf", "The header X-XSRF-TOKEN is missing or old");
  private final ProblemWriter problems;
  private final RateLimits limits;

  SecurityConfiguration(ProblemWriter problems, RateLimits limits) {
    this.problems = problems;
    this.limits = limits;
  }

  @Bean
  SecurityFilterChain requests(HttpSecurity http, JwtDecoder decoder, TokenConverter users)
      throws Exception {
    BearerTokenAuthenticationFilter tokens = tokenFilter(decoder, users);
    return http.sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(cache -> cache.disable())
        .logout(logout -> logout.disable())
        .csrf(
            csrf ->
                csrf.csrfTokenRepository(csrfCookie())
                    .csrfTokenRequestHandler(new EagerCsrfToken())
                    // Else each request would count as a sign-in and get another token, and of two
                    // at once one would have the old one.
                    .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy()))
        .headers(SecurityConfiguration::headers)
        // By hand: the resource server's own configuration leaves out CSRF protection wherever a
        // token is found, since it takes it for one that a script has sent.
        .addFilter(tokens)
        .addFilterAfter(
            new RateLimitFilter(limits, problems), BearerTokenAuthenticationFilter.class)
        .addFilterAfter(new SamePageFilter(problems), RateLimitFilter.class)
        .exceptionHandling(
            refusals ->
                refusals.authenticationEntryPoint(signInFirst()).accessDeniedHandler(forbidden()))
        .authorizeHttpRequests(
            requests ->
                requests
                    // What was let in goes on after a pause.
                    .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers(SessionEndpoints.OPEN)
                    .permitAll()
                    .requestMatchers(SessionEndpoints.API)
                    .authenticated()
                    .requestMatchers(
                        "/actuator/health", "/actuator/health/**", "/actuator/prometheus")
                    .permitAll()
                    .requestMatchers("/actuator/**")
                    .denyAll()
                    .requestMatchers(HttpMethod.GET)
                    .permitAll()
                    .requestMatchers(HttpMethod.HEAD)
                    .permitAll()
                    .anyRequest()
                    .denyAll())
        .build();
  }

  @Bean
  RequestRejectedHandler malformedRequests() {
    return (request, response, problem) ->
        problems.write(response, Problem.of(HttpStatus.BAD_REQUEST, "The request is malformed"));
  }

  private BearerTokenAuthenticationFilter tokenFilter(JwtDecoder decoder, TokenConverter users) {
    JwtAuthenticationProvider provider = new JwtAuthenticationProvider(decoder);
    provider.setJwtAuthenticationConverter(users);
    BearerTokenAuthenticationConverter cookies = new BearerTokenAuthenticationConverter();
    cookies.setBearerTokenResolver(
        request ->
            SessionEndpoints.API.matches(request) && !SessionEndpoints.OPEN.matches(request)
                ? SessionCookie.read(request)
                : null);
    BearerTokenAuthenticationFilter filter =
        new BearerTokenAuthenticationFilter(new ProviderManager(provider), cookies);
    filter.setAuthenticationFailureHandler(
        (request, response, problem) ->
            problems.write(response, limits.refuse(request, ofToken(problem))));
    return filter;
  }

  /** Scripts of this site read the cookie and send it back as a header; other sites can't. */
  private static CookieCsrfTokenRepository csrfCookie() {
    CookieCsrfTokenRepository repository = CookieCsrfTokenRepository.withHttpOnlyFalse();
    repository.setCookieCustomizer(cookie -> cookie.sameSite("Strict").path("/"));
    return repository;
  }

  private static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
        .crossOriginOpenerPolicy(Customizer.withDefaults())
        .frameOptions(frames -> frames.deny());
  }

  private static Problem ofToken(AuthenticationException problem) {
    return problem instanceof AuthenticationServiceException ? NOT_NOW : SIGN_IN;
  }

  /** The limit of rates has counted it: it stands before. */
  private AuthenticationEntryPoint signInFirst() {
    return (request, response, problem) -> problems.write(response, SIGN_IN);
  }

  private AccessDeniedHandler forbidden() {
    return (request, response, problem) ->
        problems.write(
            response,
            problem instanceof CsrfException
                ? limits.refuse(request, CSRF)
                : Problem.of(HttpStatus.FORBIDDEN, "This is not allowed"));
  }
}
