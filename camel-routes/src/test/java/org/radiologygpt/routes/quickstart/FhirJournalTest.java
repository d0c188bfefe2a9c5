package org.radiologygpt.routes.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FhirJournalTest {
    private static final List<String> FIRST = List.of("{\"a\":\"ü\"}", "{\"b\":1.50}");
    private static final List<String> SECOND = List.of("{\"c\":3}");

    @TempDir
    Path directory;

    @Test
    void transactions_come_back_in_order() {
        write(List.of(FIRST, SECOND));
        assertThat(read()).containsExactly(FIRST, SECOND);
    }

    @Test
    void last_line_cut_anywhere_is_dropped_and_the_journal_goes_on() throws IOException {
        write(List.of(FIRST));
        int good = Files.readAllBytes(file()).length;
        write(List.of(SECOND));
        byte[] whole = Files.readAllBytes(file());
        for (int cut = good; cut < whole.length; cut++) {
            Files.write(file(), Arrays.copyOf(whole, cut));
            write(List.of(SECOND));
            assertThat(read()).as("cut at " + cut).containsExactly(FIRST, SECOND);
        }
    }

    @Test
    void last_line_with_wrong_checksum_is_dropped() throws IOException {
        write(List.of(FIRST, SECOND));
        byte[] bytes = Files.readAllBytes(file());
        bytes[bytes.length - 3]++;
        Files.write(file(), bytes);
        assertThat(read()).containsExactly(FIRST);
    }

    @Test
    void damage_before_the_last_line_is_an_error() throws IOException {
        write(List.of(FIRST, SECOND));
        byte[] bytes = Files.readAllBytes(file());
        bytes[12]++;
        Files.write(file(), bytes);
        assertThatThrownBy(this::read).isInstanceOf(IllegalStateException.class).hasMessageContaining("damaged");
    }

    private void write(List<List<String>> transactions) {
        try (FhirJournal journal = FhirJournal.open(directory, ignored -> {})) {
            transactions.forEach(journal::append);
        }
    }

    private List<List<String>> read() {
        List<List<String>> found = new ArrayList<>();
        FhirJournal.open(directory, found::add).close();
        return found;
    }

    private Path file() {
        return directory.resolve("fhir.journal");
    }
}
