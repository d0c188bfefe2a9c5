package org.radiologygpt.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.radiologygpt.guard.PhraseReader.Named;
import org.radiologygpt.guard.PhraseReader.Said;

class PhraseReaderTest {
    @Test
    void phrases_are_affirmed_denied_or_doubted_as_the_guards_read_them() {
        PhraseReader<String> reader = new PhraseReader<>();
        reader.add("effusion", "fluid");
        reader.add("pericardial effusion", "heart");
        reader.add("pneumonia", "infection");

        assertThat(reader.read("Small effusions. No pericardial effusion. Possible pneumonia."))
                .containsExactly(
                        new Named<>("fluid", Said.AFFIRMED),
                        new Named<>("heart", Said.DENIED),
                        new Named<>("infection", Said.DOUBTED));
    }
}
