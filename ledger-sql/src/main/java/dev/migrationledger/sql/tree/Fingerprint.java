package dev.migrationledger.sql.tree;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What of statements is left when only their trees count: SHA-256 of them without locations, in
 * lower-case hex.
 *
 * <p>Comments, blanks, the case of keywords and of unquoted names, and other ways of writing the
 * same make no difference; constants do, unlike in libpg_query's own fingerprint. The body of a
 * function in quotes is a constant: its comments count, because the server keeps them.
 */
public final class Fingerprint {

  private static final Set<String> PLACES =
      Set.of(
          "location",
          "name_location",
          "stmt_location",
          "stmt_len",
          "list_start",
          "list_end",
          "rexpr_list_start",
          "rexpr_list_end");

  private final MessageDigest digest = sha256();

  private Fingerprint() {}

  public static String of(Node tree) {
    return of(List.of(tree));
  }

  /** Of several statements in their order. */
  public static String of(Collection<Node> trees) {
    Fingerprint fingerprint = new Fingerprint();
    trees.forEach(fingerprint::add);
    return HexFormat.of().formatHex(fingerprint.digest.digest());
  }

  /** Lists say how long they are, nodes how many fields they have: no two trees look alike. */
  private void add(Node tree) {
    Deque<Object> open = new ArrayDeque<>();
    open.push(tree);
    while (!open.isEmpty()) {
      switch (open.pop()) {
        case Node node -> open(node, open);
        case Tree.Many many -> {
          add('[', Integer.toString(many.items().size()));
          many.items().reversed().forEach(open::push);
        }
        case Tree.Text text -> add('"', text.value());
        case Tree.Whole whole -> add('0', Long.toString(whole.value()));
        case Tree.Flag flag -> add('?', Boolean.toString(flag.value()));
        case Object name -> add(':', name.toString());
      }
    }
  }

  private void open(Node node, Deque<Object> open) {
    Map<String, Tree> fields = new TreeMap<>(Comparator.reverseOrder());
    fields.putAll(node.fields());
    fields.keySet().removeAll(PLACES);
    add('{', node.kind());
    add('#', Integer.toString(fields.size()));
    fields.forEach((name, value) -> {
      open.push(value);
      open.push(name);
    });
  }

  private void add(char sort, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((byte) sort);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
