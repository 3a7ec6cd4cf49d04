package dev.migrationledger.runner.settings;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.runner.source.Naming;
import dev.migrationledger.runner.target.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The settings of one command, each from its strongest source, all of them understood. */
public final class Settings {

  private static final Pattern DURATION = Pattern.compile("^(\\d{1,9})(ms|s|min|m|h)?$");
  private static final Set<String> ENVIRONMENTS =
      Set.of("production", "staging", "development", "test");

  private final Map<Setting, Given> values;

  private final LintSettings lint;
  private final ApprovalSettings approvals;

  private Settings(Map<Setting, Given> values, LintSettings lint, ApprovalSettings approvals) {
    this.values = values;
    this.lint = lint;
    this.approvals = approvals;
  }

  /**
   * Resolves.
   *
   * @param options what was given on the command line
   * @param environment the process's environment variables
   * @param folder where {@code ledger.yaml} lies, if there is one
   * @throws SettingsProblem with everything that cannot be understood
   */
  public static Settings resolve(
      Map<Setting, String> options, Map<String, String> environment, Path folder) {
    var problems = new ArrayList<String>();
    var file = SettingsFile.read(folder.resolve("ledger.yaml"), problems);
    var values = new EnumMap<Setting, Given>(Setting.class);
    for (var setting : Setting.values()) {
      values.put(setting, strongest(setting, options, environment, file));
    }
    var settings = new Settings(values, file.lint(), file.approvals());
    settings.check(problems);
    if (!problems.isEmpty()) {
      throw new SettingsProblem(problems);
    }
    return settings;
  }

  private static Given strongest(
      Setting setting,
      Map<Setting, String> options,
      Map<String, String> environment,
      SettingsFile file) {
    if (options.containsKey(setting)) {
      return new Given(options.get(setting), "--" + setting.key());
    }
    for (var variable : setting.variables()) {
      var value = environment.getOrDefault(variable, "");
      if (!value.isBlank()) {
        return new Given(value, variable);
      }
    }
    return new Given(file.text(setting), setting.key() + " in ledger.yaml");
  }

  private void check(List<String> problems) {
    for (var setting :
        List.of(
            Setting.LOCK_TIMEOUT,
            Setting.STATEMENT_TIMEOUT,
            Setting.LOCK_WAIT,
            Setting.DRIFT_EVERY)) {
      if (!DURATION.matcher(text(setting)).matches() && iso(text(setting)).isEmpty()) {
        problems.add(bad(setting, "write a number with ms, s, min or h, e.g. 5s"));
      }
    }
    var environment = text(Setting.ENVIRONMENT);
    if (!environment.isEmpty() && !ENVIRONMENTS.contains(environment)) {
      problems.add(
          bad(Setting.ENVIRONMENT, "it is one of production, staging, development and test"));
    }
    if (!Set.of("allow", "refuse").contains(text(Setting.COSMETIC_EDITS))) {
      problems.add(bad(Setting.COSMETIC_EDITS, "it is allow or refuse"));
    }
    if (!Set.of("text", "json").contains(text(Setting.LOG_FORMAT))) {
      problems.add(bad(Setting.LOG_FORMAT, "it is text or json"));
    }
    oidc(problems);
    Networks.problems(text(Setting.TRUSTED_PROXIES))
        .forEach(problem -> problems.add(bad(Setting.TRUSTED_PROXIES, problem)));
    try {
      naming();
    } catch (IllegalArgumentException e) {
      problems.add(bad(Setting.NAMING, "it is one of ledger, timestamp and flyway"));
    }
  }

  private void oidc(List<String> problems) {
    try {
      OidcSettings.grants(text(Setting.OIDC_GRANTS));
    } catch (IllegalArgumentException e) {
      problems.add(
          bad(Setting.OIDC_GRANTS, e.getMessage() + "; write e.g. dba=read approve; ci=run:shop"));
    }
    boolean issuer = !text(Setting.OIDC_ISSUER).isEmpty();
    if (issuer && !text(Setting.OIDC_ISSUER).matches("https?://\\S+")) {
      problems.add(bad(Setting.OIDC_ISSUER, "it is the issuer's address, https://..."));
    }
    if (issuer && text(Setting.OIDC_AUDIENCE).isEmpty()) {
      problems.add(
          bad(Setting.OIDC_AUDIENCE, "name what JWTs for this service have in the claim \"aud\""));
    }
    login(issuer, problems);
  }

  private void login(boolean issuer, List<String> problems) {
    if (!issuer && !text(Setting.OIDC_CLIENT).isEmpty()) {
      problems.add(bad(Setting.OIDC_CLIENT, "name the issuer that knows it, in oidc-issuer"));
    }
    if (text(Setting.OIDC_CLIENT).isEmpty() && !text(Setting.OIDC_CLIENT_SECRET).isEmpty()) {
      problems.add(bad(Setting.OIDC_CLIENT, "name the client that the secret belongs to"));
    }
    if (!List.of(text(Setting.OIDC_SCOPES).split("\\s+", -1)).contains("openid")) {
      problems.add(bad(Setting.OIDC_SCOPES, "openid has to be among them"));
    }
    if (!text(Setting.PUBLIC_ADDRESS).matches("(https?://[^\\s/?#]+/?)?")) {
      problems.add(
          bad(
              Setting.PUBLIC_ADDRESS,
              "it is where browsers reach the service, without a path: https://ledger.example"));
    }
  }

  /** The networks whose word the service takes for who is behind a connection. */
  public List<String> trustedProxies() {
    return Networks.read(text(Setting.TRUSTED_PROXIES));
  }

  /** Whose JWTs the service takes. */
  public OidcSettings oidc() {
    return new OidcSettings(
        text(Setting.OIDC_ISSUER),
        text(Setting.OIDC_AUDIENCE),
        text(Setting.OIDC_KEYS),
        text(Setting.OIDC_CLAIM),
        OidcSettings.grants(text(Setting.OIDC_GRANTS)),
        new OidcSettings.Client(
            text(Setting.OIDC_CLIENT),
            new Secret(text(Setting.OIDC_CLIENT_SECRET)),
            List.of(text(Setting.OIDC_SCOPES).strip().split("\\s+", -1)),
            text(Setting.PUBLIC_ADDRESS).replaceFirst("/$", "")));
  }

  private String bad(Setting setting, String remedy) {
    var given = given(setting);
    return SettingsCode.BAD_VALUE.said(
        "%s is \"%s\"; %s".formatted(given.source(), given.text(), remedy));
  }

  /** A setting's text. */
  public String text(Setting setting) {
    return given(setting).text();
  }

  /** A setting's duration; a bare number counts seconds, as PostgreSQL's users expect of ours. */
  public Duration duration(Setting setting) {
    var matcher = DURATION.matcher(text(setting));
    if (!matcher.matches()) {
      return iso(text(setting))
          .orElseThrow(() -> new IllegalStateException("checked before: " + setting));
    }
    var number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2) == null ? "s" : matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "m", "min" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofSeconds(number);
    };
  }

  /** As ISO 8601 writes it, e.g. {@code PT15M}. */
  private static Optional<Duration> iso(String text) {
    try {
      return text.startsWith("P")
          ? Optional.of(Duration.parse(text)).filter(d -> !d.isNegative())
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Whether an applied file may change in comments, blanks and the case of words. */
  public boolean allowsCosmeticEdits() {
    return text(Setting.COSMETIC_EDITS).equals("allow");
  }

  /** What {@code ledger.yaml} says about lint. */
  public LintSettings lint() {
    return lint;
  }

  /** What {@code ledger.yaml} says about approvals. */
  public ApprovalSettings approvals() {
    return approvals;
  }

  /** How files are named. */
  public Naming naming() {
    return Naming.valueOf(text(Setting.NAMING).toUpperCase(Locale.ROOT));
  }

  /** Where the migrations lie. */
  public Path folder() {
    return Path.of(text(Setting.DIR));
  }

  private Given given(Setting setting) {
    return requireNonNull(values.get(setting));
  }

  /**
   * A setting's text and who said so.
   *
   * @param source as a user would look for it: an option, a variable, a line of the file
   */
  private record Given(String text, String source) {}
}
