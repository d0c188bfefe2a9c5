package org.radiologygpt.model.tensorrt;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the dynamic loader looks for libraries (ld.so(8)): {@code LD_LIBRARY_PATH}, the directories of
 * {@code /etc/ld.so.conf}, the system's own. Its cache is not read: a library that is in a directory but not yet in the
 * cache is opened by its path here and works.
 *
 * @param searched directories that the loader searches, first to last
 * @param unsearched further directories in which NVIDIA's installers put libraries
 */
record LibraryPath(List<Path> searched, List<Path> unsearched) {
    private static final int DEEPEST_INCLUDE = 8;
    private static final List<String> SYSTEM =
            List.of("/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/lib64", "/usr/lib64", "/lib", "/usr/lib");
    private static final List<String> NVIDIA = List.of(
            "/usr/local/cuda/lib64", "/usr/local/cuda-12/lib64", "/usr/local/tensorrt/lib", "/opt/tensorrt/lib");

    LibraryPath {
        searched = List.copyOf(searched);
        unsearched = List.copyOf(unsearched);
    }

    /**
     * That of a process.
     *
     * @param root the file system's root; another one in tests
     */
    static LibraryPath of(Map<String, String> environment, Path root) {
        Set<Path> searched = new LinkedHashSet<>();
        for (String directory : environment.getOrDefault("LD_LIBRARY_PATH", "").split("[:;]")) {
            if (!directory.isBlank()) {
                searched.add(Path.of(directory));
            }
        }
        configured(root, root.resolve("etc/ld.so.conf"), searched, 0);
        SYSTEM.forEach(directory -> searched.add(below(root, directory)));
        return new LibraryPath(
                new ArrayList<>(searched),
                NVIDIA.stream().map(directory -> below(root, directory)).toList());
    }

    /** The file that the loader would open. */
    Optional<Path> find(String soname) {
        return first(searched, soname);
    }

    /** A file that is there, but that the loader would not find. */
    Optional<Path> astray(String soname) {
        return first(unsearched, soname);
    }

    /** All files of the directories searched whose names match, as {@code libx*.so.10.*}. */
    List<Path> matching(String glob) {
        List<Path> found = new ArrayList<>();
        for (Path directory : searched) {
            found.addAll(list(directory, glob));
        }
        return found;
    }

    private static Optional<Path> first(List<Path> directories, String soname) {
        return directories.stream()
                .map(directory -> directory.resolve(soname))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static Path below(Path root, String absolute) {
        return root.resolve(absolute.substring(1));
    }

    private static void configured(Path root, Path file, Set<Path> into, int depth) {
        for (String line : lines(file)) {
            String entry = line.replaceFirst("#.*", "").strip();
            if (entry.startsWith("include ") && depth < DEEPEST_INCLUDE) {
                included(root, file, entry.substring("include ".length()).strip())
                        .forEach(next -> configured(root, next, into, depth + 1));
            } else if (entry.startsWith("/")) {
                into.add(below(root, entry));
            }
        }
    }

    private static List<Path> included(Path root, Path from, String pattern) {
        Path files = pattern.startsWith("/") ? below(root, pattern) : from.resolveSibling(pattern);
        return list(files.getParent(), files.getFileName().toString());
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            // The loader itself reads its cache; a site that hides the file loses its hints here, no more.
            return List.of();
        }
    }

    private static List<Path> list(Path directory, String glob) {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, glob)) {
                files.forEach(found::add);
            } catch (IOException e) {
                return List.of();
            }
        }
        found.sort(null);
        return found;
    }
}
