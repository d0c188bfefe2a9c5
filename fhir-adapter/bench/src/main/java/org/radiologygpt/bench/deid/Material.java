package org.radiologygpt.bench.deid;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A resource file of lists: a line {@code % name} begins a list, every further line is an item, {@code \n} in it a line break,
 * and {@code %% …} a comment.
 */
final class Material {
    private final String file;
    private final Map<String, List<String>> lists;
    private final Map<String, List<String>> grown;

    private Material(String file, Map<String, List<String>> lists, Map<String, List<String>> grown) {
        this.file = file;
        this.lists = lists;
        this.grown = grown;
    }

    /** The lists of a file, and of the file {@code grown-…} beside it, if there is one. */
    static Material of(String file) {
        boolean grows = Material.class.getResource("grown-" + file) != null;
        return new Material(file, read(file), grows ? read("grown-" + file) : Map.of());
    }

    private static Map<String, List<String>> read(String file) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        String name = "";
        for (String line : text(file).lines().toList()) {
            if (line.startsWith("% ")) {
                name = line.substring(2).strip();
            } else if (!line.isBlank() && !line.startsWith("%%")) {
                lists.computeIfAbsent(name, key -> new ArrayList<>())
                        .add(line.strip().replace("\\n", "\n"));
            }
        }
        return lists;
    }

    /** The items of a list, at least one. */
    List<String> list(String name) {
        List<String> list = lists.get(name);
        if (list == null) {
            throw new IllegalArgumentException(file + " has no list " + name);
        }
        return list;
    }

    /** The items of a list, and what was added to it for development: the reporting edition has seen none of that. */
    List<String> grown(String name) {
        List<String> all = new ArrayList<>(list(name));
        all.addAll(grown.getOrDefault(name, List.of()));
        return all;
    }

    boolean has(String name) {
        return lists.containsKey(name);
    }

    List<String> names() {
        return List.copyOf(lists.keySet());
    }

    private static String text(String file) {
        try (InputStream in = Material.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
