package org.radiologygpt.routes.cli;

import java.nio.file.Path;

/** Where the installation lies: the launcher says it in {@code radiologygpt.home}. */
final class ProjectHome {
    private ProjectHome() {}

    static Path demoModel() {
        return Path.of(System.getProperty("radiologygpt.home", "."), "config", "demo-model");
    }
}
