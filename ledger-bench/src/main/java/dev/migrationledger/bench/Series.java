package dev.migrationledger.bench;

import java.util.ArrayList;
import java.util.List;

/** What one contestant took in one row. */
final class Series {

  private final List<Launch.Sample> samples = new ArrayList<>();
  private String failure = "";

  void add(Launch.Sample sample) {
    samples.add(sample);
  }

  void fail(String message) {
    failure = message;
  }

  /** Why it is not measured any more, or empty. */
  String failure() {
    return failure;
  }

  boolean isEmpty() {
    return samples.isEmpty();
  }

  double median() {
    var sorted = samples.stream().mapToDouble(Launch.Sample::seconds).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double least() {
    return samples.stream().mapToDouble(Launch.Sample::seconds).min().orElse(0);
  }

  double most() {
    return samples.stream().mapToDouble(Launch.Sample::seconds).max().orElse(0);
  }

  /** MB, 0 where the system does not tell. */
  long peakMb() {
    return samples.stream().mapToLong(Launch.Sample::peakKb).max().orElse(0) / 1024;
  }
}
