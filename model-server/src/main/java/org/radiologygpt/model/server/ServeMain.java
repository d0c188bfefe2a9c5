package org.radiologygpt.model.server;

import picocli.CommandLine;

/** The model server as a program of its own, for an image that holds nothing else. */
public final class ServeMain {
    private static final String LOG_CONFIG = "logback.configurationFile";

    private ServeMain() {}

    /** Takes the options of {@link ServeCommand}. */
    public static void main(String[] arguments) {
        if (System.getProperty(LOG_CONFIG) == null) {
            System.setProperty(LOG_CONFIG, "logback-model-server.xml");
        }
        System.exit(new CommandLine(new ServeCommand()).execute(arguments));
    }
}
