package dev.migrationledger.runner.plan;

import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.ledger.MigrationState;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.runner.source.MigrationFolder;
import dev.migrationledger.runner.source.ParsedScript;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.runner.target.Receipt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** The room's entry: reconciles folder, ledger and receipts into a plan. */
public final class Planner {

  private final MigrationFolder folder;
  private final LedgerState state;
  private final PlanRequest request;
  private final ScriptReading reading;
  private final List<Finding> findings = new ArrayList<>();
  private final List<ParsedScript> ambiguous = new ArrayList<>();
  private List<ParsedScript> candidates = new ArrayList<>();
  private final List<FoundEdit> edited = new ArrayList<>();
  private final List<SourceFile> retiredByHand = new ArrayList<>();

  private Planner(
      MigrationFolder folder, LedgerState state, PlanRequest request, ScriptReading reading) {
    this.folder = folder;
    this.state = state;
    this.request = request;
    this.reading = reading;
  }

  /**
   * Plans. Pure but for what it asks {@code reading}: nothing when all is done and unchanged.
   *
   * @param state what the ledger knows, after any open run was settled
   * @param receipts what the target itself remembers
   */
  public static Plan plan(
      MigrationFolder folder,
      LedgerState state,
      List<Receipt> receipts,
      PlanRequest request,
      ScriptReading reading) {
    return new Planner(folder, state, request, reading).plan(receipts);
  }

  private Plan plan(List<Receipt> receipts) {
    findings.addAll(folder.findings());
    folder.migrations().forEach(this::sort);
    folder.ambiguous().forEach(this::ambiguous);
    folder.retired().forEach(this::retired);
    findings.addAll(Missing.find(folder, state));
    findings.addAll(Receipts.compare(state, receipts));
    check();
    var byVersion = new TreeMap<Version, ParsedScript>();
    candidates.forEach(c -> byVersion.put(c.source().version(), c));
    for (var candidate : candidates) {
      findings.addAll(candidate.findings());
      findings.addAll(Dependencies.check(candidate, folder, state, byVersion));
      checkOrder(candidate.source());
      checkEnvironment(candidate);
    }
    checkRequest();
    findings.sort(
        Comparator.comparing(Finding::severity)
            .thenComparing(Finding::file)
            .thenComparingInt(Finding::line)
            .thenComparing(Finding::code));
    return new Plan(steps(), discovered(), edited, retiredByHand, findings);
  }

  /** Also what cannot run yet because its number is used twice is read as it will be. */
  private void check() {
    var pending = new ArrayList<>(candidates);
    ambiguous.stream()
        .filter(a -> state.migration(a.source().version()).isEmpty())
        .forEach(pending::add);
    if (!pending.isEmpty()) {
      var checked = reading.check(pending);
      findings.addAll(checked.findings());
      var unsettled = checked.scripts().subList(candidates.size(), pending.size());
      candidates = checked.scripts().subList(0, candidates.size());
      unsettled.forEach(a -> findings.addAll(a.findings()));
      var running = new ArrayList<>(steps());
      running.addAll(unsettled);
      if (findings.stream().noneMatch(f -> f.code().equals(PlanCode.STATE_UNKNOWN.code()))) {
        findings.addAll(new Unmet(request, running).of(reading.unmet()));
      }
    }
  }

  private void sort(SourceFile file) {
    var known = state.migration(file.version());
    if (known.isEmpty()) {
      candidates.add(reading.parse(file));
      return;
    }
    switch (known.get().status()) {
      case APPLIED, BASELINED -> done(file, known.get());
      case RETIRED ->
          findings.add(
              PlanCode.RETIRED_NUMBER.of(
                  file.file(), file.version() + " is retired (it was " + known.get().file() + ")"));
      case UNKNOWN -> {
        findings.add(
            PlanCode.STATE_UNKNOWN.of(
                file.file(), file.version() + " stopped half-way in an earlier run"));
      }
      case PENDING, REJECTED, RUNNING, FAILED, ROLLED_BACK -> candidates.add(reading.parse(file));
    }
  }

  private void ambiguous(SourceFile file) {
    var script = reading.parse(file);
    if (state.migration(file.version()).isEmpty()) {
      ambiguous.add(script);
    } else {
      findings.addAll(script.findings());
    }
  }

  private void done(SourceFile file, MigrationState known) {
    if (!file.file().equals(known.file())) {
      findings.add(
          PlanCode.RENAMED.of(file.file(), known.file() + " is called " + file.file() + " now"));
    }
    var asSeen = file.checksum().equals(known.sight().checksum());
    if (asSeen && file.checksum().equals(known.checksum()) && file.file().equals(known.file())) {
      return;
    }
    var script = reading.parse(file);
    var cosmetic = asSeen ? known.sight().cosmetic() : isCosmetic(script, known);
    if (!asSeen || !file.file().equals(known.file())) {
      edited.add(new FoundEdit(script, cosmetic));
    }
    if (!file.checksum().equals(known.checksum())) {
      findings.add(editFinding(script, known, cosmetic));
    }
  }

  /** The parser is the last to be asked. */
  private boolean isCosmetic(ParsedScript now, MigrationState ran) {
    return !now.source().checksum().equals(ran.checksum())
        && (now.normalisedChecksum().equals(ran.normalisedChecksum())
            || reading.isCosmetic(now.source(), ran));
  }

  private Finding editFinding(ParsedScript script, MigrationState known, boolean cosmetic) {
    var file = script.source().file();
    if (script.source().checksum().equals(known.sight().accepted())) {
      return PlanCode.EDIT_ACCEPTED.of(file, "the edit of " + file + " was acknowledged");
    }
    if (script.normalisedChecksum().equals(known.normalisedChecksum())) {
      return PlanCode.COSMETIC_EDIT.of(
          file, file + " differs from what ran only in line ends or byte order mark");
    }
    if (cosmetic && request.cosmeticEdits()) {
      return PlanCode.COSMETIC_EDIT.of(
          file, file + " differs from what ran only in comments, blanks or the case of words");
    }
    return PlanCode.EDITED.of(
        file,
        file
            + " was edited after it ran: it ran with checksum "
            + known.checksum().brief()
            + " and has "
            + script.source().checksum().brief()
            + (cosmetic
                ? " now; its statements are the same, and cosmetic-edits is set to refuse"
                : " now"));
  }

  private void retired(SourceFile file) {
    var status = state.migration(file.version()).map(MigrationState::status);
    if (status.filter(MigrationStatus::isDone).isPresent()) {
      findings.add(
          PlanCode.MISSING_FILE.of(
              file.file(),
              file.version() + " is applied, but its file was renamed to " + file.file()));
    } else if (status.filter(s -> s == MigrationStatus.RETIRED).isEmpty()) {
      retiredByHand.add(file);
    }
  }

  private void checkOrder(SourceFile file) {
    state
        .highestDone()
        .filter(highest -> highest.compareTo(file.version()) > 0)
        .filter(highest -> !request.allowsOutOfOrder(file.version()))
        .ifPresent(highest ->
            findings.add(
                PlanCode.OUT_OF_ORDER.of(
                    file.file(),
                    file.version() + " never ran and " + highest + " is applied already")));
  }

  private void checkEnvironment(ParsedScript script) {
    if (!script.environments().isEmpty()
        && !script.environments().contains(request.environment())) {
      findings.add(
          PlanCode.WRONG_ENVIRONMENT.of(
              script.source().file(),
              script.source().file()
                  + " is for "
                  + String.join(", ", script.environments())
                  + "; this target is "
                  + request.environment()));
    }
  }

  private void checkRequest() {
    var versions = new HashSet<Long>();
    folder.migrations().forEach(f -> versions.add(f.version().number()));
    request
        .limit()
        .filter(v -> !versions.contains(v.number()))
        .ifPresent(v -> findings.add(noSuchVersion("--to", v)));
    for (var override : request.overrides()) {
      if (!versions.contains(override.version().number())) {
        var unmet = override.rule().equals(PlanRequest.UNMET);
        findings.add(
            noSuchVersion(unmet ? "--allow-unmet" : "--allow-out-of-order", override.version()));
      }
    }
  }

  private Finding noSuchVersion(String option, Version version) {
    return PlanCode.NO_SUCH_VERSION.of(
        "", option + " names " + version + ", and " + folder.path() + " holds no such migration");
  }

  private List<ParsedScript> steps() {
    var limit = request.limit();
    return candidates.stream()
        .filter(c -> limit.map(l -> c.source().version().compareTo(l) <= 0).orElse(true))
        .toList();
  }

  private List<ParsedScript> discovered() {
    Set<String> broken = new HashSet<>();
    findings.stream().filter(Finding::blocks).forEach(f -> broken.add(f.file()));
    return candidates.stream()
        .filter(c -> !broken.contains(c.source().file()))
        .filter(c -> isNews(c.source()))
        .toList();
  }

  private boolean isNews(SourceFile file) {
    return state
        .migration(file.version())
        .map(k -> !k.checksum().equals(file.checksum()) || !k.file().equals(file.file()))
        .orElse(true);
  }
}
