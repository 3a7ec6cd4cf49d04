package dev.migrationledger.query.ask.reply;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Locale;

/**
 * Somebody a question may mean: who did something here, or wrote or edited a script.
 *
 * @param name as recorded
 * @param email empty when none is known
 */
public record Person(String name, String email) {

  public Person {
    requireNonNull(name, "name");
    requireNonNull(email, "email");
  }

  /** From {@code Name <address>}, or a name alone. */
  public static Person of(String signature) {
    int open = signature.lastIndexOf(" <");
    return open > 0 && signature.endsWith(">")
        ? new Person(
            signature.substring(0, open), signature.substring(open + 2, signature.length() - 1))
        : new Person(signature, "");
  }

  public String signature() {
    return email.isEmpty() ? name : name + " <" + email + ">";
  }

  /** The whole name or the whole address, in any case of letters. */
  public boolean isCalled(String words) {
    return name.equalsIgnoreCase(words) || (!email.isEmpty() && email.equalsIgnoreCase(words));
  }

  /** A part of the name, or the address before its @. */
  public boolean mayBe(String word) {
    var wanted = word.toLowerCase(Locale.ROOT);
    var local = email.contains("@") ? email.substring(0, email.indexOf('@')) : "";
    return local.equalsIgnoreCase(word)
        || Arrays.asList(name.toLowerCase(Locale.ROOT).split(" ", -1)).contains(wanted);
  }
}
