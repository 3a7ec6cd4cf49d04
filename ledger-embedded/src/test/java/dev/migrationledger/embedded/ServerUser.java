package dev.migrationledger.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** A process of its own that uses the server on a folder until it is told to stop or killed. */
final class ServerUser {

  private ServerUser() {}

  /** Prints process id and port of the server, then waits for the end of its input. */
  public static void main(String[] arguments) throws IOException {
    try (EmbeddedPostgres server = EmbeddedPostgres.start(Path.of(arguments[0]))) {
      server.createDatabase("shared");
      System.out.println(server.pid() + " " + server.port());
      System.out.flush();
      System.in.readAllBytes();
    }
  }

  static Process spawn(Path folder) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            ServerUser.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Process id and port of the server, once the process has it. */
  static String awaitServer(Process process) throws IOException {
    String line = process.inputReader().readLine();
    if (line == null) {
      throw new IOException("the process ended without a server");
    }
    return line;
  }
}
