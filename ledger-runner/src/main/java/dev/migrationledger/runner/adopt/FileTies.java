package dev.migrationledger.runner.adopt;

import dev.migrationledger.runner.history.ForeignRow;
import dev.migrationledger.runner.history.Tool;
import dev.migrationledger.runner.source.SourceFile;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Ties rows to files: by what somebody said, by the file's name, by the number, and by the words of
 * the name. Leading zeros, folders, and the endings of other tools do not matter.
 */
public final class FileTies {

  private static final Pattern NUMBERED =
      Pattern.compile("^[VBU]?(\\d{1,18})(?:(?:\\.0+)*)(?:[_.-]+(.*))?$", Pattern.CASE_INSENSITIVE);
  private static final Pattern ENDING =
      Pattern.compile("(\\.(up|down|deploy|revert))?\\.(sql|py|rb|xml|ya?ml|json)$");

  private final List<SourceFile> files;
  private final Map<String, String> said;

  /** The files of a folder, and what somebody said of rows. */
  public FileTies(List<SourceFile> files, Map<String, String> said) {
    this.files = List.copyOf(files);
    this.said = Map.copyOf(said);
  }

  /** The files that a row may be about. */
  public Tie of(Tool tool, ForeignRow row) {
    for (var key : List.of(row.version(), row.name(), row.script())) {
      var file = said.get(key);
      if (file != null && !key.isEmpty()) {
        return new Tie(files.stream().filter(f -> f.file().equals(file)).toList(), true);
      }
    }
    var named = byFileName(row);
    if (!named.isEmpty()) {
      return new Tie(named, true);
    }
    var numbered = byNumber(row);
    var words = words(row);
    var same = numbered.stream().filter(f -> words(f).equals(words)).toList();
    if (same.size() == 1) {
      return new Tie(same, true);
    }
    var theirs = tool == Tool.DJANGO ? List.<SourceFile>of() : numbered;
    if (theirs.isEmpty() && !words.isEmpty()) {
      return new Tie(files.stream().filter(f -> words(f).equals(words)).toList(), true);
    }
    return new Tie(theirs, words.isEmpty());
  }

  /** The number of a row, as far as its version or its name starts with one. */
  static OptionalLong number(ForeignRow row) {
    var version = NUMBERED.matcher(stem(row.version().isEmpty() ? row.script() : row.version()));
    return version.matches()
        ? OptionalLong.of(Long.parseLong(version.group(1)))
        : OptionalLong.empty();
  }

  private List<SourceFile> byFileName(ForeignRow row) {
    var base = stem(row.script().isEmpty() ? row.version() : row.script());
    return files.stream().filter(f -> stem(f.file()).equalsIgnoreCase(base)).toList();
  }

  private List<SourceFile> byNumber(ForeignRow row) {
    var number = number(row);
    return number.isEmpty()
        ? List.of()
        : files.stream().filter(f -> f.version().number() == number.getAsLong()).toList();
  }

  private static String words(SourceFile file) {
    return wordsOf(stem(file.file()));
  }

  private static String words(ForeignRow row) {
    var named = row.name().isEmpty() ? row.script() : row.name();
    return wordsOf(stem(named.isEmpty() ? row.version() : named));
  }

  /** The name without its number, in lower case with single underscores. */
  private static String wordsOf(String stem) {
    var numbered = NUMBERED.matcher(stem);
    var words = numbered.matches() ? numbered.group(2) == null ? "" : numbered.group(2) : stem;
    return words.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_");
  }

  /** The file's name without folders and ending. */
  private static String stem(String path) {
    var name = path.substring(path.replace('\\', '/').lastIndexOf('/') + 1);
    return ENDING.matcher(name).replaceFirst("");
  }
}
