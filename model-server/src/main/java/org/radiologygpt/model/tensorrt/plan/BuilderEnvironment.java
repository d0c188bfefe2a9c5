package org.radiologygpt.model.tensorrt.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Environment variables that the building process gets: what the loader, CUDA and the C library look at. Options for
 * this JVM, as an agent or a port, are not meant for that one, and it needs none of the program's passwords.
 */
final class BuilderEnvironment {
    private static final Set<String> NAMES = Set.of(
            "PATH",
            "LD_LIBRARY_PATH",
            "HOME",
            "USER",
            "LANG",
            "TZ",
            "TMPDIR",
            "NVIDIA_VISIBLE_DEVICES",
            "NVIDIA_DRIVER_CAPABILITIES",
            "NVIDIA_TF32_OVERRIDE");

    private static final List<String> BEGINNINGS = List.of("CUDA_", "LC_");

    private BuilderEnvironment() {}

    /** Removes all else. */
    static void reduce(Map<String, String> environment) {
        environment
                .keySet()
                .removeIf(name -> !NAMES.contains(name) && BEGINNINGS.stream().noneMatch(name::startsWith));
    }
}
