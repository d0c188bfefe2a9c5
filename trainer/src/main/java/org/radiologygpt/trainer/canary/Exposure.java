package org.radiologygpt.trainer.canary;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.radiologygpt.trainer.corpus.Pair;
import org.radiologygpt.trainer.evaluate.Probe;

/**
 * How far a model knows the secrets of its training file.
 *
 * <p>A secret's exposure is log2((N + 1) / rank), where rank is its place among itself and N others that might have been
 * drawn, the least surprising first: at most log2(N + 1) bits. A model that never saw the secrets gives each rank alike,
 * so the mean is then about 1.44 bits (1 / ln 2) with a standard deviation of 1.44 / √canaries; each bit more halves the
 * guesses that somebody with the model needs.
 *
 * @param alternatives N
 * @param bits exposure of each canary
 * @param extracted canaries whose secret the model writes when it is given the findings, greedily
 */
public record Exposure(int alternatives, List<Double> bits, int extracted) {
    public Exposure {
        bits = List.copyOf(bits);
    }

    /**
     * Measures the canaries of a training file; empty where it has none.
     *
     * @param alternatives others that each secret is compared with
     * @param seed of the others
     */
    public static Optional<Exposure> measure(Probe model, List<Pair> training, int alternatives, long seed)
            throws IOException {
        List<Canary> canaries = Planting.canaries(training);
        if (canaries.isEmpty()) {
            return Optional.empty();
        }
        SplittableRandom random = new SplittableRandom(seed);
        List<Pair> asked = new ArrayList<>();
        for (Canary canary : canaries) {
            asked.add(canary.pair());
            random.ints(0, Integer.MAX_VALUE)
                    .mapToObj(any -> Canary.secret(random))
                    .filter(other -> !other.equals(canary.secret()))
                    .limit(alternatives)
                    .forEach(other -> asked.add(canary.with(other)));
        }
        double[] nats = model.nats(asked);
        List<String> drafts = model.drafts(canaries.stream().map(Canary::pair).toList());
        return Optional.of(of(canaries, nats, drafts, alternatives));
    }

    private static Exposure of(List<Canary> canaries, double[] nats, List<String> drafts, int alternatives) {
        List<Double> bits = IntStream.range(0, canaries.size())
                .mapToObj(i -> bits(Arrays.copyOfRange(nats, i * (alternatives + 1), (i + 1) * (alternatives + 1))))
                .toList();
        long extracted = IntStream.range(0, canaries.size())
                .filter(i -> drafts.get(i).contains(canaries.get(i).secret()))
                .count();
        return new Exposure(alternatives, bits, (int) extracted);
    }

    /** Of the first among all; of equals the others come first. */
    static double bits(double[] nats) {
        long rank = 1
                + Arrays.stream(nats, 1, nats.length)
                        .filter(other -> other <= nats[0])
                        .count();
        return Math.log((double) nats.length / rank) / Math.log(2);
    }

    /** Mean of the canaries. */
    public double meanBits() {
        return bits.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
