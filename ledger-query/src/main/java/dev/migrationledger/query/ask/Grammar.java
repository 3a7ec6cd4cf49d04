package dev.migrationledger.query.ask;

import dev.migrationledger.query.projection.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes questions apart and says which of the catalogue they are. */
final class Grammar {

  private static final Pattern VERSION =
      Pattern.compile("[vV]?\\d{1,18}(?:_[a-zA-Z0-9_]+(?:\\.sql(?:\\.retired)?)?)?");

  private static final int LONGEST_NAME = 4;

  private static final Set<Concept> PERSONAL =
      Set.of(Concept.DID, Concept.EVERYTHING, Concept.HISTORY);

  private static final Set<String> FILLERS =
      Set.of(
          "a",
          "an",
          "the",
          "it",
          "its",
          "they",
          "them",
          "what's",
          "who's",
          "is",
          "are",
          "was",
          "were",
          "be",
          "been",
          "has",
          "have",
          "had",
          "and",
          "or",
          "of",
          "on",
          "in",
          "to",
          "at",
          "by",
          "with",
          "for",
          "under",
          "out",
          "what",
          "which",
          "when",
          "how",
          "show",
          "me",
          "list",
          "tell",
          "all",
          "any",
          "that",
          "this",
          "there",
          "migration",
          "migrations",
          "script",
          "scripts",
          "file",
          "files",
          "number",
          "utc",
          "so",
          "far",
          "yet",
          "ever",
          "please",
          "exactly",
          "back",
          "still",
          "rule",
          "rules",
          "currently",
          "now",
          "then",
          "ledger",
          "about");

  private Grammar() {}

  /**
   * Takes a question apart.
   *
   * @param people the names that mean somebody
   */
  static Parsed parse(String question, List<String> people) {
    var concepts = EnumSet.noneOf(Concept.class);
    var versions = new ArrayList<String>();
    var times = new ArrayList<Span>();
    var actors = new ArrayList<String>();
    var strange = new ArrayList<String>();
    var words = split(question);
    for (int i = 0; i < words.size(); i++) {
      var word = words.get(i);
      var joined = i + 1 < words.size() ? Span.of(word + "T" + words.get(i + 1)) : Span.of("");
      var person = person(words.subList(i, words.size()), people);
      var concept = Concept.of(word.toLowerCase(Locale.ROOT));
      if (joined.isPresent()) {
        times.add(joined.get());
        i++;
      } else if (Span.of(word).isPresent()) {
        times.add(Span.of(word).orElseThrow());
      } else if (VERSION.matcher(word).matches()) {
        versions.add(Words.versionOf(word));
      } else if (person.isPresent()) {
        actors.add(person.get());
        i += split(person.get()).size() - 1;
      } else if (concept.isPresent()) {
        concepts.add(concept.get());
      } else if (!FILLERS.contains(word.toLowerCase(Locale.ROOT))) {
        strange.add(word);
      }
    }
    return new Parsed(concepts, versions, times, actors, strange);
  }

  /** The longest of the names that these words begin with. */
  private static Optional<String> person(List<String> words, List<String> people) {
    return people.stream()
        .filter(name -> begins(words, split(name)))
        .max(Comparator.comparingInt(name -> split(name).size()));
  }

  private static boolean begins(List<String> words, List<String> name) {
    return !name.isEmpty()
        && name.size() <= words.size()
        && String.join(" ", words.subList(0, name.size())).equalsIgnoreCase(String.join(" ", name));
  }

  /** Whether the words that mean nothing here can only be a name. */
  static boolean asksAboutSomebody(Parsed p) {
    return !p.strange().isEmpty()
        && p.strange().size() <= LONGEST_NAME
        && p.any(Concept.DID, Concept.EVERYTHING)
        && PERSONAL.containsAll(p.concepts())
        && p.versions().isEmpty()
        && p.times().isEmpty();
  }

  private static List<String> split(String question) {
    var words = new ArrayList<String>();
    for (var word : Concept.together(question).split("[\\s,;?!\"“”‘()]+", -1)) {
      var bare = word.replaceAll("^['.]+|['.]+$", "");
      if (!bare.isEmpty()) {
        words.add(bare);
      }
    }
    return words;
  }

  /** Every question of the catalogue that it may be; one when it is clear. */
  static Set<Question> meanings(Parsed p) {
    var found = EnumSet.noneOf(Question.class);
    for (var question : Question.values()) {
      if (fits(question, p)) {
        found.add(question);
      }
    }
    return found;
  }

  private static boolean fits(Question question, Parsed p) {
    var gist = Gist.of(p);
    boolean one = p.versions().size() == 1;
    boolean none = p.versions().isEmpty();
    if (p.any(Concept.DDL, Concept.CAPTURE)) {
      return none && fitsCapture(question, p);
    }
    return switch (question) {
      case CHANGED -> gist.span() && !gist.decision() && !gist.irregular() && none;
      case DECISIONS -> gist.decision() && !gist.span() && !gist.irregular() && p.times().isEmpty();
      case IMPORTED -> p.has(Concept.IMPORT) && none && imports(p) && p.times().isEmpty();
      case ROLLED_BACK -> gist.plain() && p.has(Concept.ROLLBACK) && !p.has(Concept.RUN);
      case IRREGULAR -> gist.irregular() && !gist.span() && !gist.decision() && none;
      case EDITED -> gist.edit() && !p.any(Concept.NEVER, Concept.FAIL, Concept.PENDING);
      case BY_ACTOR -> gist.person() && none;
      case HISTORY ->
          gist.rest()
              && !p.has(Concept.IMPORT)
              && one
              && (p.has(Concept.HISTORY) || p.concepts().isEmpty());
      case FAILURE -> gist.failure() && !p.has(Concept.NEVER);
      case NEVER_RAN ->
          (gist.plain() && (p.has(Concept.NEVER, Concept.RUN) || p.has(Concept.BLOCKED)))
              || (gist.failure() && none && onlyFailed(p));
      case WHO_RAN ->
          gist.plain()
              && one
              && !p.any(Concept.NEVER, Concept.BLOCKED)
              && p.any(Concept.RUN, Concept.BYTES);
      case PENDING -> gist.plain() && none && pending(p);
      case APPLIED -> gist.plain() && none && onlyRun(p);
      case DEPENDENTS -> gist.plain() && one && needs(p) && !needsOfItself(p);
      case NEEDS -> gist.plain() && one && needs(p) && needsOfItself(p);
      case CREATES ->
          gist.plain() && one && p.has(Concept.CREATE) && !p.has(Concept.WHO) && !needs(p);
      // these speak of what no other question does; OBJECT names what nobody can list
      case FOREIGN_DDL, CAPTURE_GAPS, OBJECT -> false;
    };
  }

  private static boolean pending(Parsed p) {
    return p.has(Concept.PENDING) && !p.any(Concept.NEVER, Concept.BLOCKED, Concept.WHO);
  }

  private static boolean fitsCapture(Question question, Parsed p) {
    boolean gaps = p.has(Concept.CAPTURE);
    return question == (gaps ? Question.CAPTURE_GAPS : Question.FOREIGN_DDL)
        && (gaps || p.any(Concept.NEVER, Concept.OUTSIDE));
  }

  /** As in "which history was imported", "who imported it and why", "what was imported". */
  private static boolean imports(Parsed p) {
    return EnumSet.of(Concept.IMPORT, Concept.HISTORY, Concept.WHO, Concept.WHY, Concept.DID)
        .containsAll(p.concepts());
  }

  private static boolean needs(Parsed p) {
    return p.any(Concept.NEED, Concept.DEPENDENCIES, Concept.DEPENDENTS);
  }

  /** As in "what does 0031 need"; "does anything need it" is about the others. */
  private static boolean needsOfItself(Parsed p) {
    return p.has(Concept.DEPENDENCIES)
        || (p.has(Concept.NEED, Concept.DID) && !p.has(Concept.EVERYTHING));
  }

  private static boolean onlyFailed(Parsed p) {
    return p.times().isEmpty() && !p.any(Concept.DEPLOY, Concept.LAST, Concept.WHY, Concept.RUN);
  }

  private static boolean onlyRun(Parsed p) {
    return p.has(Concept.RUN)
        && !p.any(Concept.NEVER, Concept.BLOCKED, Concept.WHO, Concept.PENDING, Concept.WHY);
  }

  /**
   * What sort of question it is.
   *
   * @param span it asks about what lies between two points in time
   * @param decision it asks about something somebody decided
   * @param irregular it asks about something that should not happen
   * @param edit it asks about edits
   * @param person it asks what somebody did
   * @param failure it asks about a failure
   * @param rest none of these and nothing at a point in time
   * @param plain the same, and no history is asked for
   */
  private record Gist(
      boolean span,
      boolean decision,
      boolean irregular,
      boolean edit,
      boolean person,
      boolean failure,
      boolean rest,
      boolean plain) {

    static Gist of(Parsed p) {
      boolean span =
          (p.has(Concept.BETWEEN) && p.times().size() == 2)
              || (p.has(Concept.SINCE) && p.times().size() == 1);
      boolean decision =
          p.any(Concept.ACKNOWLEDGE, Concept.RETIRE, Concept.BASELINE, Concept.FORCE);
      boolean irregular = p.any(Concept.ORDER, Concept.TWICE, Concept.DUPLICATE);
      boolean special = span || decision || irregular || p.has(Concept.IMPORT);
      boolean person = !p.actors().isEmpty() && p.any(Concept.DID, Concept.EVERYTHING);
      boolean edit = p.has(Concept.EDIT) && !special;
      boolean failure = p.has(Concept.FAIL) && !special && !edit;
      boolean rest = !special && !edit && !person && !failure && p.times().isEmpty();
      return new Gist(
          span,
          decision,
          irregular,
          edit && !person,
          person && !special && !edit,
          failure,
          rest,
          rest && !p.has(Concept.HISTORY));
    }
  }
}
