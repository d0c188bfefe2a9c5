package org.radiologygpt.trainer.app;

import picocli.CommandLine.Command;

/** {@code rating}: sheets for experts out, and their ratings in. */
@Command(
        name = "rating",
        mixinStandardHelpOptions = true,
        description =
                "Blinded rating sheets for experts on the paper's five scales, and the figures of what comes back.",
        subcommands = {RatingExportCommand.class, RatingImportCommand.class})
final class RatingCommand {}
