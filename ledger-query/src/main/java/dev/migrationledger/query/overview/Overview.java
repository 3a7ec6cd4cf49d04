package dev.migrationledger.query.overview;

import java.util.List;

/**
 * Every target, and the newest edits on any of them.
 *
 * @param asOf index of the last event it covers, −1 when there is none
 * @param targets by name
 * @param edits newest first
 */
public record Overview(long asOf, List<TargetLine> targets, List<EditLine> edits) {

  public Overview {
    targets = List.copyOf(targets);
    edits = List.copyOf(edits);
  }
}
