package org.radiologygpt.trainer.promote;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.weights.ModelDigest;
import org.radiologygpt.trainer.canary.Exposure;
import org.radiologygpt.trainer.canary.Planting;
import org.radiologygpt.trainer.corpus.CorpusException;
import org.radiologygpt.trainer.corpus.DeidProof;
import org.radiologygpt.trainer.corpus.Pair;
import org.radiologygpt.trainer.corpus.PairFile;
import org.radiologygpt.trainer.evaluate.Probe;
import org.radiologygpt.trainer.evaluate.Scores;

/**
 * A candidate before the gate.
 *
 * @param base model directory
 * @param candidate adapter directory
 * @param current adapter in use; none where the bare base model is
 * @param test pairs that nothing was trained on
 * @param training pairs that the candidate was trained on
 * @param alternatives others that each canary's secret is compared with
 */
public record Trial(
        Path base, Path candidate, Optional<Path> current, Path test, Optional<Path> training, int alternatives) {
    private static final long SEED = 20261128;

    /**
     * Checks the inputs, lets both models draft, and applies the rules.
     *
     * @throws CorpusException where the inputs allow no decision
     */
    public Decision decide(Rules rules, DecoderOptions decoding) throws IOException {
        Map<String, String> inputs = new TreeMap<>();
        List<Pair> learned = pairs(inputs);
        BaseOfAdapter.require(base, candidate);
        ModelDigest digest = ModelDigest.begin(base);
        inputs.put("base", digest.value());
        inputs.put("candidate", digest.with(candidate));
        inputs.put("adapter", ModelDigest.of(candidate));
        current.ifPresent(adapter -> {
            inputs.put("current", digest.with(adapter));
            inputs.put("currentAdapter", ModelDigest.of(adapter));
        });
        Scores mine = Scores.ofModel(base, Optional.of(candidate), decoding, test);
        Scores theirs = Scores.ofModel(base, current, decoding, test);
        List<Scores> baselines = Scores.ofBaselines(test, Planting.withoutCanaries(learned));
        Optional<Exposure> canaries =
                Exposure.measure(new Probe(base, Optional.of(candidate), decoding), learned, alternatives, SEED);
        return Decision.of(inputs, rules, new Gate(rules).check(mine, theirs, baselines, canaries));
    }

    private List<Pair> pairs(Map<String, String> inputs) throws IOException {
        inputs.put("test", DeidProof.require(test).sha256());
        List<Pair> asked = read(test);
        if (asked.isEmpty()) {
            throw new CorpusException(test.getFileName() + " holds no pair: there is nothing to compare on");
        }
        if (training.isEmpty()) {
            return List.of();
        }
        inputs.put("training", DeidProof.require(training.get()).sha256());
        List<Pair> learned = read(training.get());
        requireUnseen(asked, learned);
        return learned;
    }

    private void requireUnseen(List<Pair> asked, List<Pair> learned) {
        Set<String> seen = new HashSet<>();
        learned.forEach(pair -> seen.add(words(pair)));
        long known = asked.stream().filter(pair -> seen.contains(words(pair))).count();
        if (known > 0) {
            throw new CorpusException(known + " of " + asked.size() + " test reports have findings that are in "
                    + training.orElseThrow().getFileName() + " too: a test on what was trained on says nothing");
        }
    }

    /** The words of the findings: neither case nor marks make them others. */
    private static String words(Pair pair) {
        return pair.findings()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }

    private static List<Pair> read(Path file) throws IOException {
        try (Stream<Pair> pairs = PairFile.read(file)) {
            return pairs.toList();
        }
    }
}
