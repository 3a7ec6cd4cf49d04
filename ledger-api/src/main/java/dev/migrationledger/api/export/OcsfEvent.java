package dev.migrationledger.api.export;

import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.query.resource.EventAnswer;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * An event in the Open Cybersecurity Schema Framework {@value #VERSION}, class Entity Management
 * (3004): what is managed is the target whose schema is migrated.
 *
 * @param classUid 3004
 * @param categoryUid 3, Identity and Access Management
 * @param activityId 1 create, 3 update, 9 disable, 99 other
 * @param activityName what the framework calls that; for 99 the event's name, which is always the
 *     metadata's {@code event_code}
 * @param typeUid {@code class_uid * 100 + activity_id}
 * @param severityId 1 informational, 3 medium for what failed, 4 high for what contradicts the
 *     record
 * @param statusId 1 success, 2 failure
 * @param time milliseconds since 1970 in UTC, when it happened
 * @param unmapped what the framework has no place for
 */
record OcsfEvent(
    int classUid,
    int categoryUid,
    int activityId,
    String activityName,
    int typeUid,
    int severityId,
    int statusId,
    long time,
    String message,
    Metadata metadata,
    ActorInfo actor,
    Entity entity,
    Map<String, Object> unmapped) {

  static final String VERSION = "1.3.0";

  private static final int CLASS = 3004;
  private static final int CATEGORY = 3;
  private static final int OTHER = 99;

  OcsfEvent {
    // the same bytes in every process
    unmapped = Collections.unmodifiableMap(new TreeMap<>(unmapped));
  }

  /** Where the record comes from. */
  record Metadata(
      String version,
      Product product,
      String uid,
      String eventCode,
      long loggedTime,
      long sequence) {}

  /** The program. */
  record Product(String name, String vendorName) {}

  /** Who did it. */
  record ActorInfo(User user) {}

  /** A person or a machine account: 1 is a user, 3 a system. */
  record User(String name, int typeId) {}

  /** What it was done to. */
  record Entity(String name, String type, int typeId, Map<String, LedgerEvent> data) {}

  static OcsfEvent of(EventAnswer e) {
    int activity = activity(e.event());
    var actor = e.origin().actor();
    return new OcsfEvent(
        CLASS,
        CATEGORY,
        activity,
        activityName(activity, e.event()),
        CLASS * 100 + activity,
        severity(e.event()),
        isFailure(e.event()) ? 2 : 1,
        e.occurredAt().toEpochMilli(),
        e.sentence(),
        new Metadata(
            VERSION,
            new Product("Migration Ledger", "Migration Ledger"),
            e.eventId(),
            e.event(),
            e.recordedAt().toEpochMilli(),
            e.index()),
        new ActorInfo(new User(actor.principal(), actor.kind().name().equals("HUMAN") ? 1 : 3)),
        new Entity(e.target(), "database schema", OTHER, Map.of("payload", e.payload())),
        Map.of("leaf", e.leaf(), "index", e.index(), "as_of", e.asOf()));
  }

  private static int activity(String event) {
    return switch (event) {
      case "TargetRegistered", "MigrationDiscovered" -> 1;
      case "MigrationApplied", "MigrationEdited", "MigrationRolledBack", "DdlObserved" -> 3;
      case "MigrationRetired" -> 9;
      default -> OTHER;
    };
  }

  private static String activityName(int activity, String event) {
    return switch (activity) {
      case 1 -> "Create";
      case 3 -> "Update";
      case 9 -> "Disable";
      default -> event;
    };
  }

  private static int severity(String event) {
    return switch (event) {
      case "ReceiptTampered", "DriftDetected", "CaptureGap" -> 4;
      case "MigrationEdited", "RuleOverridden", "LedgerRestored" -> 3;
      default -> isFailure(event) ? 3 : 1;
    };
  }

  private static boolean isFailure(String event) {
    return event.endsWith("Failed") || event.endsWith("Refused") || event.endsWith("Rejected");
  }
}
