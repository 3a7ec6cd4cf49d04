package dev.migrationledger.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Names the target and the run a request is about in every line that is logged for it. */
final class LogContext implements HandlerInterceptor {

  static final String TARGET = "target";
  static final String RUN = "run";

  private static final int MOST_LETTERS = 200;

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    var path = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    var places = path instanceof Map<?, ?> map ? map : Map.of();
    put(TARGET, places.get(TARGET), request.getParameter(TARGET));
    put(
        RUN,
        places.get(RUN),
        request.getRequestURI().equals("/run") ? request.getParameter("id") : null);
    return true;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception e) {
    MDC.remove(TARGET);
    MDC.remove(RUN);
  }

  private static void put(String name, @Nullable Object inPath, @Nullable String asked) {
    var value = inPath == null ? asked : inPath.toString();
    if (value != null && !value.isEmpty()) {
      MDC.put(name, value.length() > MOST_LETTERS ? value.substring(0, MOST_LETTERS) : value);
    }
  }
}
