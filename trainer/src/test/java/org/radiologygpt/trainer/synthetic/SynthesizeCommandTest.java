package org.radiologygpt.trainer.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.trainer.corpus.Pair;
import org.radiologygpt.trainer.corpus.PairFile;
import picocli.CommandLine;

class SynthesizeCommandTest {
    @TempDir
    Path folder;

    @Test
    void the_same_seed_writes_the_same_bytes() throws IOException {
        Path first = synthesize("a.jsonl", "--seed", "9", "--with-facts");
        Path second = synthesize("b.jsonl", "--seed", "9", "--with-facts");
        assertThat(first).hasSameBinaryContentAs(second);
    }

    @Test
    void each_line_is_a_pair_with_facts_only_when_asked_for() throws IOException {
        assertThat(Files.readAllLines(synthesize("a.jsonl")))
                .hasSize(300)
                .noneMatch(line -> line.contains("\"facts\""));
        Path with = synthesize("b.jsonl", "--with-facts");
        assertThat(Files.readAllLines(with)).hasSize(300).allMatch(line -> line.contains("\"facts\":["));
        assertThat(findings(with)).hasSize(300);
    }

    @Test
    void excluded_findings_are_left_out() throws IOException {
        Path train = synthesize("train.jsonl", "--seed", "1");
        Path test = synthesize("test.jsonl", "--seed", "1", "--exclude", train.toString());
        Set<String> shared = new HashSet<>(findings(test));
        shared.retainAll(findings(train));
        assertThat(shared).isEmpty();
    }

    private Path synthesize(String name, String... more) {
        Path out = folder.resolve(name);
        String[] args = Stream.concat(Stream.of("--count", "300", "--out", out.toString()), Stream.of(more))
                .toArray(String[]::new);
        assertThat(new CommandLine(new SynthesizeCommand()).execute(args)).isZero();
        return out;
    }

    private static Set<String> findings(Path file) throws IOException {
        try (Stream<Pair> pairs = PairFile.read(file)) {
            return pairs.map(pair -> SynthesizeCommand.normalised(pair.findings()))
                    .collect(Collectors.toSet());
        }
    }
}
