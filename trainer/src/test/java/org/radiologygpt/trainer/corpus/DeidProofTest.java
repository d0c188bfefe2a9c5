package org.radiologygpt.trainer.corpus;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeidProofTest {
    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void a_file_with_its_proof() throws IOException {
        data = Files.writeString(folder.resolve("pairs.jsonl"), "{}\n");
        DeidProof.of(data, 1, DeidProof.Origin.CHECKED).write(data);
    }

    @Test
    void a_file_with_its_proof_may_be_trained_on() {
        assertThatCode(() -> DeidProof.require(data)).doesNotThrowAnyException();
    }

    @Test
    void a_file_without_one_may_not() throws IOException {
        Path other = Files.copy(data, folder.resolve("other.jsonl"));
        assertThatThrownBy(() -> DeidProof.require(other))
                .isInstanceOf(CorpusException.class)
                .hasMessageStartingWith("other.jsonl has no proof of de-identification");
    }

    @Test
    void a_file_changed_since_may_not() throws IOException {
        Files.writeString(data, "{ }\n");
        assertThatThrownBy(() -> DeidProof.require(data)).hasMessageContaining("was changed after");
    }

    @Test
    void a_proof_that_cannot_be_read_proves_nothing() throws IOException {
        for (String content : new String[] {"", "{", "[]", "{\"result\":\"leak\"}"}) {
            Files.writeString(DeidProof.beside(data), content);
            assertThatThrownBy(() -> DeidProof.require(data))
                    .isInstanceOf(CorpusException.class)
                    .hasMessageContaining("no proof of de-identification");
        }
    }
}
