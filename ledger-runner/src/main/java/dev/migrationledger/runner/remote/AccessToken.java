package dev.migrationledger.runner.remote;

import dev.migrationledger.runner.target.OwnersFile;
import dev.migrationledger.runner.target.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds the token for a service: in the environment, or in a file that only its owner may read. */
final class AccessToken {

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{1,16384}");

  private AccessToken() {}

  static Secret of(Map<String, String> environment, Path folder) {
    var token = environment.getOrDefault("LEDGER_TOKEN", "").strip();
    var file = environment.getOrDefault("LEDGER_TOKEN_FILE", "");
    if (token.isEmpty() && !file.isEmpty()) {
      token = read(folder.resolve(file));
    }
    if (token.isEmpty()) {
      throw unusable("no token is given for the service");
    }
    if (!TOKEN.matcher(token).matches()) {
      throw unusable("what is given as a token has characters that no token has");
    }
    return new Secret(token);
  }

  private static String read(Path file) {
    try {
      return switch (OwnersFile.of(file)) {
        case OWNER_ONLY -> Files.readString(file).strip();
        case OTHERS_TOO ->
            throw unusable("others than its owner may read the token's file " + file);
        case NOT_KNOWN_HERE ->
            throw unusable("who may read the token's file " + file + " cannot be found out here");
      };
    } catch (IOException e) {
      throw unusable("the token's file " + file + " cannot be read (" + e + ")");
    }
  }

  private static RemoteFailure.Unusable unusable(String what) {
    return new RemoteFailure.Unusable(RemoteCode.TOKEN, what);
  }
}
