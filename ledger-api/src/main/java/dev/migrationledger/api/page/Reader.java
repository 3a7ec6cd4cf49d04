package dev.migrationledger.api.page;

import dev.migrationledger.api.access.Caller;
import dev.migrationledger.api.access.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.thymeleaf.context.Context;

/** Who reads a page. */
final class Reader {

  private final String name;
  private final boolean admin;
  private final @Nullable HttpServletRequest request;

  private Reader(String name, boolean admin, @Nullable HttpServletRequest request) {
    this.name = name;
    this.admin = admin;
    this.request = request;
  }

  /** The one whose request is answered now. */
  static Reader current() {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    var caller = Optional.ofNullable(authentication).flatMap(Caller::of);
    var request =
        RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
            ? attributes.getRequest()
            : null;
    return new Reader(
        caller.map(Caller::name).orElse(""),
        caller.filter(c -> c.may(Scope.ADMIN)).isPresent(),
        request);
  }

  /**
   * Tells a template: the name, empty for nobody, whether they see what is for admins, and what the
   * form to log out needs.
   */
  void show(Context context) {
    context.setVariable("reader", name);
    context.setVariable("admin", admin);
    boolean session = request != null && request.getSession(false) != null;
    context.setVariable("csrf", session ? csrf() : "");
  }

  /** What proves that a form comes from a page that was shown to this reader. */
  String csrf() {
    return request != null
            && request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
        ? token.getToken()
        : "";
  }
}
