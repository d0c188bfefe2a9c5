package org.radiologygpt.trainer.promote;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.trainer.TinyModels;
import org.radiologygpt.trainer.corpus.CorpusException;
import org.radiologygpt.trainer.corpus.DeidProof;

/** Inputs that allow no decision; no model is opened for them. */
class TrialTest {
    private static final Rules RULES = new Rules(Metric.ROUGE_L, 1, 1, true, true, 3);

    @TempDir
    Path directory;

    private Path base;
    private Path adapter;
    private Path test;
    private Path training;

    @BeforeEach
    void write() throws IOException {
        base = TinyModels.base(directory.resolve("tiny"), 32);
        adapter = TinyModels.adapter(directory.resolve("adapter"), base, 1);
        test = TinyModels.pairs(directory.resolve("pairs.test.jsonl"), 0, 2);
        training = TinyModels.pairs(directory.resolve("pairs.jsonl"), 10, 20);
    }

    @Test
    void an_adapter_of_another_base_model_is_refused_in_one_sentence() throws IOException {
        Path other = TinyModels.base(directory.resolve("other"), 48);
        told(new Trial(other, adapter, Optional.empty(), test, Optional.empty(), 15))
                .hasMessage("the adapter was trained on the base model tiny, not on other");
        Path renamed = TinyModels.base(directory.resolve("moved/tiny"), 48);
        told(new Trial(renamed, adapter, Optional.empty(), test, Optional.empty(), 15))
                .hasMessageContaining("does not belong to this base model");
    }

    @Test
    void an_adapter_with_another_tokenizer_is_refused() throws IOException {
        Files.writeString(adapter.resolve("tokenizer.json"), "{}");
        told(trial(training)).hasMessageContaining("another tokenizer");
    }

    @Test
    void a_directory_without_an_adapter_is_refused() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        told(new Trial(base, empty, Optional.empty(), test, Optional.empty(), 15))
                .hasMessage("empty is no adapter: it has no adapter_config.json");
    }

    @Test
    void a_test_on_what_was_trained_on_is_refused() throws IOException {
        Path overlapping = TinyModels.pairs(directory.resolve("overlap.jsonl"), 1, 9);
        told(trial(overlapping)).hasMessageStartingWith("1 of 2 test reports have findings that are in overlap.jsonl");
    }

    @Test
    void test_data_must_be_proven_and_hold_pairs() throws IOException {
        Files.delete(DeidProof.beside(test));
        told(trial(training)).hasMessageContaining("no proof of de-identification");
        TinyModels.pairs(test, List.of());
        told(trial(training)).hasMessage("pairs.test.jsonl holds no pair: there is nothing to compare on");
    }

    private Trial trial(Path learned) {
        return new Trial(base, adapter, Optional.empty(), test, Optional.of(learned), 15);
    }

    private static DecoderOptions decoding() {
        return DecoderOptions.defaults().withMaxTokens(480);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> told(Trial trial) {
        return assertThatThrownBy(() -> trial.decide(RULES, decoding())).isInstanceOf(CorpusException.class);
    }
}
