package dev.migrationledger.query.ask.grammar;

import dev.migrationledger.query.projection.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes questions apart. */
public final class Grammar {

  private static final Pattern VERSION =
      Pattern.compile("(?:.*/)?[vV#]?\\d{1,18}(?:[_.-][\\w.-]*[a-zA-Z][\\w.-]*)?");

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s,;?!\"“”‘()]+");

  private static final Pattern AROUND_WORD = Pattern.compile("^['.]+|['.:]+$");

  private static final int LONGEST_NAME = 4;

  private static final Set<Concept> PERSONAL =
      EnumSet.of(
          Concept.DID,
          Concept.EVERYTHING,
          Concept.HISTORY,
          Concept.BETWEEN,
          Concept.SINCE,
          Concept.UNTIL,
          Concept.BEFORE);

  private final List<String> people;
  private final List<String> targets;
  private final Instant now;

  /**
   * A grammar for one moment and place.
   *
   * @param people the names that mean somebody
   * @param targets the names that mean a target
   * @param now what "today" is measured by
   */
  public Grammar(List<String> people, List<String> targets, Instant now) {
    this.people = List.copyOf(people);
    this.targets = List.copyOf(targets);
    this.now = now;
  }

  /** The same, knowing nobody by name. */
  public Grammar withoutPeople() {
    return new Grammar(List.of(), targets, now);
  }

  /** Takes a question apart. */
  public Parsed parse(String question) {
    var concepts = EnumSet.noneOf(Concept.class);
    var versions = new ArrayList<String>();
    var spans = new ArrayList<Span>();
    var actors = new ArrayList<String>();
    var named = new ArrayList<String>();
    var strange = new ArrayList<String>();
    var words = split(question);
    var times = new Times(now);
    for (int i = 0; i < words.size(); i++) {
      var word = words.get(i);
      var time = times.at(words.subList(i, words.size()));
      var person = person(words.subList(i, words.size()));
      var target = target(words, i);
      var concept = Concept.of(word.toLowerCase(Locale.ROOT));
      if (time.isPresent()) {
        spans.addAll(time.get().spans());
        i += time.get().words() - 1;
      } else if (target.isPresent()) {
        named.add(target.get());
      } else if (VERSION.matcher(word).matches()) {
        versions.add(version(word));
      } else if (person.isPresent()) {
        actors.add(person.get());
        i += split(person.get()).size() - 1;
      } else if (concept.isPresent()) {
        concepts.add(concept.get());
      } else if (!Fillers.has(word.toLowerCase(Locale.ROOT))) {
        strange.add(word);
      }
    }
    return new Parsed(
        concepts, distinct(versions), Times.together(spans), actors, distinct(named), strange, now);
  }

  private static List<String> distinct(List<String> words) {
    return words.stream().distinct().toList();
  }

  private static String version(String word) {
    var name = word.substring(word.lastIndexOf('/') + 1);
    return Words.versionOf(name.startsWith("#") ? name.substring(1) : name);
  }

  /** A target's name; where it is also a common word, only behind "on" or "target". */
  private Optional<String> target(List<String> words, int at) {
    var word = words.get(at);
    var lower = word.toLowerCase(Locale.ROOT);
    var before = at == 0 ? "" : words.get(at - 1).toLowerCase(Locale.ROOT);
    boolean common = Concept.of(lower).isPresent() || Fillers.has(lower);
    if (common && !List.of("on", "target", "database", "environment").contains(before)) {
      return Optional.empty();
    }
    return targets.stream()
        .filter(word::equals)
        .findFirst()
        .or(() -> targets.stream().filter(word::equalsIgnoreCase).findFirst());
  }

  /** The longest of the names that these words begin with. */
  private Optional<String> person(List<String> words) {
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
  public static boolean asksAboutSomebody(Parsed p) {
    return !p.strange().isEmpty()
        && p.strange().size() <= LONGEST_NAME
        && p.any(Concept.DID, Concept.EVERYTHING)
        && PERSONAL.containsAll(p.concepts())
        && p.versions().isEmpty()
        && (p.times().isEmpty() || p.hasPeriod());
  }

  private static List<String> split(String question) {
    var words = new ArrayList<String>();
    for (var word : BETWEEN_WORDS.split(Concept.together(question), -1)) {
      var bare = AROUND_WORD.matcher(word).replaceAll("");
      if (!bare.isEmpty()) {
        words.add(bare);
      }
    }
    return words;
  }
}
