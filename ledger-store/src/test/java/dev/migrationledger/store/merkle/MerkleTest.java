package dev.migrationledger.store.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.store.published.Vectors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MerkleTest {

  private static final List<String> LEAVES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  @Test
  void the_roots_are_those_of_the_published_example() {
    assertThat(tree(0).root().hex())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(tree(2).root().hex())
        .isEqualTo("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    assertThat(tree(8).root().hex())
        .isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
  }

  @Test
  void a_range_goes_on_from_its_frontier_with_the_same_roots() {
    var range = new CompactRange();
    for (int i = 0; i < LEAVES.size(); i++) {
      range = CompactRange.of(range.size(), range.frontier());
      range.append(leaf(i));
      assertThat(range.root()).isEqualTo(tree(i + 1).root());
    }
    var frontier = range.frontier();
    assertThatThrownBy(() -> CompactRange.of(7, frontier))
        .hasMessage("a tree of size 7 has a frontier of 96 bytes, not 32");
  }

  @Test
  void every_inclusion_proof_holds_and_no_altered_one_does() {
    for (int size = 1; size <= 40; size++) {
      var tree = numbers(size);
      for (int index = 0; index < size; index++) {
        var proof = tree.inclusion(index);
        var leaf = number(index);
        var root = tree.root();
        assertThat(Proofs.includes(index, size, leaf, proof, root)).isTrue();
        assertThat(Proofs.includes(index, size, number(99), proof, root)).isFalse();
        assertThat(Proofs.includes(index + 1, size, leaf, proof, root)).isFalse();
        assertThat(Proofs.includes(index, size, leaf, proof, number(1))).isFalse();
        assertThat(Proofs.includes(index, size, leaf, longer(proof), root)).isFalse();
        if (!proof.isEmpty()) {
          assertThat(Proofs.includes(index, size, leaf, shorter(proof), root)).isFalse();
        }
      }
    }
  }

  @Test
  void every_consistency_proof_holds_and_no_altered_one_does() {
    for (int size = 0; size <= 40; size++) {
      var root = numbers(size).root();
      for (int earlier = 0; earlier <= size; earlier++) {
        var earlierRoot = numbers(earlier).root();
        var proof = numbers(size).consistency(earlier);
        assertThat(Proofs.extend(earlier, earlierRoot, size, root, proof)).isTrue();
        assertThat(Proofs.extend(earlier, number(99), size, root, proof)).isFalse();
        assertThat(Proofs.extend(earlier, earlierRoot, size, root, longer(proof))).isFalse();
        if (earlier > 0) {
          assertThat(Proofs.extend(earlier, earlierRoot, size, number(99), proof)).isFalse();
        }
        if (!proof.isEmpty()) {
          assertThat(Proofs.extend(earlier, earlierRoot, size, root, shorter(proof))).isFalse();
          assertThat(Proofs.extend(size, root, earlier, earlierRoot, proof)).isFalse();
        }
      }
    }
  }

  @Test
  void proofs_of_random_trees_hold() {
    for (long seed = 1; seed <= 100; seed++) {
      var random = new Random(seed);
      int size = 1 + random.nextInt(3_000);
      var tree = numbers(size);
      int index = random.nextInt(size);
      int earlier = random.nextInt(size + 1);
      assertThat(Proofs.includes(index, size, number(index), tree.inclusion(index), tree.root()))
          .as("seed " + seed)
          .isTrue();
      assertThat(
              Proofs.extend(
                  earlier, numbers(earlier).root(), size, tree.root(), tree.consistency(earlier)))
          .as("seed " + seed)
          .isTrue();
    }
  }

  @Test
  void the_published_inclusion_vectors_are_judged_as_they_say() throws IOException {
    var folder = Vectors.folder("merkle-inclusion");
    var mapper = new JsonMapper();
    int judged = 0;
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        var vector = mapper.readTree(Files.readAllBytes(file));
        assertThat(holds(vector)).as(file.toString()).isEqualTo(!vector.get("wantErr").asBoolean());
        judged++;
      }
    }
    assertThat(judged).isEqualTo(98);
  }

  private static boolean holds(JsonNode vector) {
    try {
      var proof = new ArrayList<Hash>();
      vector.get("proof").forEach(p -> proof.add(hash(p)));
      return Proofs.includes(
          Long.parseUnsignedLong(vector.get("leafIdx").asString()),
          Long.parseUnsignedLong(vector.get("treeSize").asString()),
          hash(vector.get("leafHash")),
          proof,
          hash(vector.get("root")));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Hash hash(JsonNode base64) {
    return Hash.of(Base64.getDecoder().decode(base64.asString()));
  }

  private static List<Hash> longer(List<Hash> proof) {
    var longer = new ArrayList<>(proof);
    longer.add(number(7));
    return longer;
  }

  private static List<Hash> shorter(List<Hash> proof) {
    return proof.subList(0, proof.size() - 1);
  }

  private static MerkleTree tree(int size) {
    return new MerkleTree(size, i -> leaf((int) i));
  }

  private static Hash leaf(int index) {
    return Hash.leaf(HexFormat.of().parseHex(LEAVES.get(index)));
  }

  private static MerkleTree numbers(int size) {
    return new MerkleTree(size, MerkleTest::number);
  }

  private static Hash number(long n) {
    return Hash.leaf(Long.toString(n).getBytes(StandardCharsets.UTF_8));
  }
}
