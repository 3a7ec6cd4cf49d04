package dev.migrationledger.runner.record;

import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.ledger.LedgerRefusal;
import dev.migrationledger.domain.origin.Origin;
import dev.migrationledger.store.codec.LedgerJson;
import dev.migrationledger.store.codec.UnreadableJson;
import dev.migrationledger.store.log.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What a run would have told the ledger, a JSON line each, on the disk before the run goes on. A
 * last line that a crash cut off was not followed by anything and is left out; what ran then is
 * known from its receipt.
 */
public final class Journal {

  private static final String OPEN = ".journal.jsonl";
  private static final String KEPT = "Kept";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path file;
  private final LedgerJson json = new LedgerJson();

  private Journal(Path file) {
    this.file = file;
  }

  /**
   * The journal of a run; its file is made with the first entry. Its name starts with the time, so
   * that journals keep their order also when they are brought back from elsewhere.
   */
  public static Journal of(Path folder, String run, Instant start) {
    return new Journal(folder.resolve(TIME.format(start) + "-" + run + OPEN));
  }

  /** The journals in a folder that no ledger has taken yet, oldest first. */
  public static List<Journal> waiting(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files
          .filter(f -> f.getFileName().toString().endsWith(OPEN))
          .sorted(Comparator.comparing(Path::getFileName))
          .map(Journal::new)
          .toList();
    } catch (IOException e) {
      throw new JournalFailure.Unreadable(folder, 0, e);
    }
  }

  /** Its file. */
  public Path file() {
    return file;
  }

  void add(JournalEntry entry) {
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(file.getParent());
        create();
      }
      try (var channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
        var line = new String(json.write(line(entry)), StandardCharsets.UTF_8) + "\n";
        var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
    } catch (IOException e) {
      throw new JournalFailure.Unwritable(file, e);
    }
  }

  /** For its owner only: scripts and who ran them are nobody else's business. */
  private void create() throws IOException {
    if (Files.getFileAttributeView(file.getParent(), PosixFileAttributeView.class) == null) {
      Files.createFile(file);
    } else {
      var owner = PosixFilePermissions.fromString("rw-------");
      Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
    }
    persistName();
  }

  /**
   * A file is safe when its folder's entry is on disk too; not every system can be asked for it.
   */
  private void persistName() {
    try (var folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    } catch (IOException e) {
      System.getLogger(Journal.class.getName())
          .log(System.Logger.Level.DEBUG, "a folder cannot be synchronised here", e);
    }
  }

  /** What it holds, in order. */
  public List<JournalEntry> entries() {
    var entries = new ArrayList<JournalEntry>();
    int number = 0;
    try {
      var text = Files.readString(file);
      for (var line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
        number++;
        entries.add(entry(json.read(line.getBytes(StandardCharsets.UTF_8), Line.class)));
      }
    } catch (IOException | UnreadableJson e) {
      throw new JournalFailure.Unreadable(file, number, e);
    }
    return entries;
  }

  /** Hands these entries of it on; a delivery that was cut off may be made again. */
  public void deliver(List<JournalEntry> entries, Consumer<JournalEntry> ledger) {
    for (int i = 0; i < entries.size(); i++) {
      try {
        ledger.accept(entries.get(i));
      } catch (LedgerRefusal e) {
        throw new JournalFailure.Refused(file, i + 1, e);
      }
    }
  }

  /** Sets the file aside, so that it is not read again. */
  public void setAside() {
    try {
      Files.move(file, file.resolveSibling(file.getFileName() + ".recorded"));
    } catch (IOException e) {
      throw new JournalFailure.Unwritable(file, e);
    }
  }

  private Line line(JournalEntry entry) {
    return switch (entry) {
      case JournalEntry.Kept(var contents) -> new Line(KEPT, "", List.of(), contents);
      case JournalEntry.Sent(var command, var origin) ->
          new Line(
              command.getClass().getSimpleName(),
              new String(json.write(command), StandardCharsets.UTF_8),
              List.of(origin),
              List.of());
    };
  }

  private JournalEntry entry(Line line) throws UnreadableJson, IOException {
    if (line.kind().equals(KEPT)) {
      return new JournalEntry.Kept(line.contents());
    }
    var body = line.body().getBytes(StandardCharsets.UTF_8);
    var origin = line.origin().stream().findFirst().orElseThrow(() -> new IOException("no origin"));
    return new JournalEntry.Sent(json.readCommand(body, type(line)), origin);
  }

  private static Class<? extends LedgerCommand> type(Line line) throws IOException {
    return Arrays.stream(LedgerCommand.class.getPermittedSubclasses())
        .filter(type -> type.getSimpleName().equals(line.kind()))
        .findFirst()
        .orElseThrow(() -> new IOException("an unknown command, \"" + line.kind() + "\""))
        .asSubclass(LedgerCommand.class);
  }

  /**
   * A line of the file.
   *
   * @param kind the command's name, or that texts follow
   * @param body the command's JSON
   * @param origin whose it was, one for a command
   * @param contents the texts
   */
  private record Line(String kind, String body, List<Origin> origin, List<Content> contents) {}
}
