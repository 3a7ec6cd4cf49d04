package dev.migrationledger.runner.cli.lint;

/** A finding as a workflow command, which GitHub shows beside the line. */
public final class GithubAnnotation {

  private GithubAnnotation() {}

  /** One line, whatever the file's name and the message hold. */
  public static String of(LintLine line) {
    var kind =
        switch (line.severity()) {
          case ERROR -> "error";
          case WARNING -> "warning";
          case INFO -> "notice";
        };
    var place = line.line() == 0 ? "" : ",line=%d,col=%d".formatted(line.line(), line.column());
    return "::%s file=%s%s,title=%s::%s"
        .formatted(kind, property(line.file()), place, property(line.code()), data(said(line)));
  }

  private static String said(LintLine line) {
    var effect = line.effect().isEmpty() ? "" : line.effect() + "\n";
    return line.message() + "\n" + effect + line.workaround();
  }

  /** As the runner's own toolkit escapes: a percent sign first, for it escapes the others. */
  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
