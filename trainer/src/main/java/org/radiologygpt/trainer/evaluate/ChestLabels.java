package org.radiologygpt.trainer.evaluate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.radiologygpt.guard.PhraseReader;
import org.radiologygpt.guard.PhraseReader.Named;
import org.radiologygpt.trainer.evaluate.ChestFinding.Status;

/** Reads the 14 findings from a text by phrases of our own ({@code chest-findings.tsv}) and the guards' negation. */
final class ChestLabels {
    private static final PhraseReader<Optional<Phrase>> READER = reader();

    /** What a phrase stands for; {@code denies} where it names the normal state. */
    private record Phrase(ChestFinding finding, boolean denies) {}

    private ChestLabels() {}

    /**
     * What a text says; a finding that it does not mention is missing. No finding is present where nothing else but a
     * device is present or uncertain.
     */
    static Map<ChestFinding, Status> of(String text) {
        Map<ChestFinding, Status> labels = new EnumMap<>(ChestFinding.class);
        for (Named<Optional<Phrase>> named : READER.read(text)) {
            named.value().ifPresent(phrase -> labels.merge(phrase.finding, status(phrase, named), ChestLabels::first));
        }
        boolean abnormal = labels.entrySet().stream()
                .anyMatch(label -> label.getKey() != ChestFinding.SUPPORT_DEVICES && label.getValue() != Status.ABSENT);
        if (!abnormal && !text.isBlank()) {
            labels.put(ChestFinding.NO_FINDING, Status.PRESENT);
        }
        return labels;
    }

    private static Status first(Status one, Status other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Status status(Phrase phrase, Named<?> named) {
        if (phrase.denies) {
            return Status.ABSENT;
        }
        return switch (named.said()) {
            case AFFIRMED -> Status.PRESENT;
            case DOUBTED -> Status.UNCERTAIN;
            case DENIED -> Status.ABSENT;
        };
    }

    private static PhraseReader<Optional<Phrase>> reader() {
        PhraseReader<Optional<Phrase>> reader = new PhraseReader<>();
        try (InputStream in = ChestLabels.class.getResourceAsStream("chest-findings.tsv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> add(reader, line.split("\t")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reader;
    }

    private static void add(PhraseReader<Optional<Phrase>> reader, String[] row) {
        Optional<Phrase> value = row[0].equals("-")
                ? Optional.empty()
                : Optional.of(
                        new Phrase(ChestFinding.valueOf(row[0].toUpperCase(Locale.ROOT)), row[1].equals("absent")));
        for (String phrase : row[2].split("\\|")) {
            reader.add(phrase, value);
        }
    }
}
