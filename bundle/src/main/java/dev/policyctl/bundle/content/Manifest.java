package dev.policyctl.bundle.content;

import dev.policyctl.model.reader.PolicyReader;
import dev.policyctl.model.text.MapNode;
import dev.policyctl.model.text.Node;
import dev.policyctl.model.text.ScalarNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The file {@code manifest.json}: what a bundle is, where it comes from, and the digests of its
 * other files.
 *
 * @param commit the id of the git commit that it was made from, 40 hexadecimal digits
 * @param tree the id of that commit's tree
 * @param tool which policyctl made it
 * @param serial 1 for the first release of this environment and tenant, one more for each further
 * @param previous the SHA-256 of the artifact before it; nothing for the first
 * @param files SHA-256 in hexadecimal by the files' names, without this one
 */
public record Manifest(
    String name,
    String version,
    String environment,
    String tenant,
    String commit,
    String tree,
    String tool,
    int serial,
    Optional<String> previous,
    SortedMap<String, String> files) {
  /** The file's name in a bundle. */
  public static final String NAME = "manifest.json";

  private static final Pattern GIT_ID = Pattern.compile("[0-9a-f]{40}");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern SERIAL = Pattern.compile("[1-9][0-9]{0,8}");

  public Manifest {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** The canonical bytes. */
  public byte[] write() {
    Map<String, Object> json = new TreeMap<>();
    json.put("schemaVersion", 1);
    json.put("name", name);
    json.put("version", version);
    json.put("environment", environment);
    json.put("tenant", tenant);
    json.put("git", Map.of("commit", commit, "tree", tree));
    json.put("tool", Map.of("name", "policyctl", "version", tool));
    json.put("serial", serial);
    previous.ifPresent(digest -> json.put("previous", Map.of("sha256", digest)));
    Map<String, Object> digests = new TreeMap<>();
    files.forEach((file, digest) -> digests.put(file, Map.of("sha256", digest)));
    json.put("files", digests);
    return CanonicalJson.of(json);
  }

  /**
   * Reads the file.
   *
   * @throws MalformedContent where it is not the canonical form of a manifest
   */
  public static Manifest read(byte[] bytes) throws MalformedContent {
    MapNode root = JsonNodes.read(bytes, NAME);
    SortedMap<String, String> files = new TreeMap<>();
    for (MapNode.Entry entry : map(root, "files").entries()) {
      files.put(entry.key().value(), digest(entry.value()));
    }
    Optional<Node> previous = root.find("previous");
    Manifest manifest =
        new Manifest(
            text(root, "name"),
            text(root, "version"),
            text(root, "environment"),
            text(root, "tenant"),
            matching(map(root, "git"), "commit", GIT_ID),
            matching(map(root, "git"), "tree", GIT_ID),
            text(map(root, "tool"), "version"),
            Integer.parseInt(matching(root, "serial", SERIAL)),
            previous.isEmpty() ? Optional.empty() : Optional.of(digest(previous.get())),
            files);
    if (!PolicyReader.SEMVER.matcher(manifest.version()).matches()) {
      throw new MalformedContent("`" + NAME + "`: `version` is no semantic version");
    }
    if ((manifest.serial() == 1) != manifest.previous().isEmpty()) {
      throw new MalformedContent("`" + NAME + "`: the first serial alone has no `previous`");
    }
    if (!Arrays.equals(manifest.write(), bytes)) {
      throw new MalformedContent("`" + NAME + "` is not of the canonical form");
    }
    return manifest;
  }

  private static String digest(Node node) throws MalformedContent {
    if (node instanceof MapNode map) {
      return matching(map, "sha256", DIGEST);
    }
    throw missing("sha256");
  }

  private static MapNode map(MapNode parent, String key) throws MalformedContent {
    if (parent.find(key).orElse(null) instanceof MapNode map) {
      return map;
    }
    throw missing(key);
  }

  private static String text(MapNode parent, String key) throws MalformedContent {
    if (parent.find(key).orElse(null) instanceof ScalarNode scalar
        && List.of(ScalarNode.Kind.STRING, ScalarNode.Kind.INTEGER).contains(scalar.kind())) {
      return scalar.text();
    }
    throw missing(key);
  }

  private static String matching(MapNode parent, String key, Pattern form) throws MalformedContent {
    String text = text(parent, key);
    if (!form.matcher(text).matches()) {
      throw new MalformedContent("`" + NAME + "`: `" + key + "` is not of its form");
    }
    return text;
  }

  private static MalformedContent missing(String key) {
    return new MalformedContent("`" + NAME + "` has no `" + key + "`");
  }
}
