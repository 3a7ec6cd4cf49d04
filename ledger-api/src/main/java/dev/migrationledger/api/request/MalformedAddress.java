package dev.migrationledger.api.request;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import tools.jackson.databind.json.JsonMapper;

/**
 * The problem for a request that the web server itself refuses before anything else sees it, e.g.
 * for an address that is not percent-encoded (RFC 3986, 2.1).
 */
public final class MalformedAddress extends ErrorReportValve {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int LOWEST = 400;

  /** Made by the web server. */
  public MalformedAddress() {
    setShowReport(false);
    setShowServerInfo(false);
  }

  /** Puts it into the web server. */
  public static WebServerFactoryCustomizer<TomcatServletWebServerFactory> customizer() {
    return factory -> factory.addContextCustomizers(MalformedAddress::into);
  }

  private static void into(Context context) {
    Container host = context.getParent();
    ((StandardHost) host).setErrorReportValveClass(MalformedAddress.class.getName());
  }

  @Override
  protected void report(Request request, Response response, Throwable thrown) {
    int status = response.getStatus();
    if (status < LOWEST || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    var error = status < 500 ? ApiError.BAD_PARAMETER : ApiError.UNEXPECTED;
    var problem = new LinkedHashMap<String, Object>();
    problem.put("type", "urn:migration-ledger:error:" + error.code());
    problem.put("title", error.condition());
    problem.put("status", status);
    problem.put(
        "detail",
        "the web server refuses the request with status "
            + status
            + " before it is looked at: its address or a header is malformed, e.g. a % that no two"
            + " hexadecimal digits follow.");
    problem.put("code", error.code());
    problem.put("remedy", error.remedy());
    try {
      response.setContentType("application/problem+json");
      response.setCharacterEncoding(StandardCharsets.UTF_8.name());
      var writer = response.getReporter();
      if (writer != null) {
        writer.write(JSON.writeValueAsString(problem));
        response.finishResponse();
      }
    } catch (IOException e) {
      container.getLogger().debug("the reader is gone", e);
    }
  }
}
