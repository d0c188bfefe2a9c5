package org.radiologygpt.trainer.canary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.radiologygpt.trainer.corpus.CorpusException;
import org.radiologygpt.trainer.corpus.DeidProof;
import org.radiologygpt.trainer.corpus.OwnersFile;
import org.radiologygpt.trainer.corpus.Pair;
import org.radiologygpt.trainer.corpus.PairFile;

/**
 * Puts canaries at random places of a training file.
 *
 * @param canaries how many
 * @param repeats how often each stands in the file: a report of the hospital stands there once
 * @param seed of secrets and places; who knows it knows the secrets
 */
public record Planting(int canaries, int repeats, long seed) {
    public Planting {
        require(canaries >= 1 && canaries <= 1000, "canaries must be 1 to 1000, not " + canaries);
        require(repeats >= 1 && repeats <= 100, "repeats must be 1 to 100, not " + repeats);
    }

    /**
     * Writes a copy of a proven file with canaries in it, and its proof.
     *
     * @throws CorpusException where the file has no proof, or canaries already
     */
    public void plant(Path data, Path out) throws IOException {
        DeidProof proof = DeidProof.require(data);
        List<Pair> pairs = new ArrayList<>(pairs(data));
        if (pairs.stream().anyMatch(pair -> pair.source().equals(Canary.SOURCE))) {
            throw new CorpusException(data.getFileName() + " has canaries already");
        }
        SplittableRandom random = new SplittableRandom(seed);
        for (int number = 1; number <= canaries; number++) {
            Pair canary = Canary.fresh(number, random).pair();
            for (int copy = 1; copy <= repeats; copy++) {
                pairs.add(random.nextInt(pairs.size() + 1), copy(canary, copy));
            }
        }
        Files.deleteIfExists(DeidProof.beside(out));
        try (OwnersFile file = OwnersFile.create(out)) {
            PairFile.writeInto(file, pairs.stream());
            DeidProof planted = DeidProof.of(file.partial(), pairs.size(), proof.origin());
            file.commit();
            planted.write(out);
        }
    }

    /** Ids are unique within a file. */
    private static Pair copy(Pair pair, int number) {
        return new Pair(
                pair.id() + "." + number, pair.patient(), pair.source(), "", pair.findings(), pair.impression(), false);
    }

    private static List<Pair> pairs(Path file) throws IOException {
        try (Stream<Pair> pairs = PairFile.read(file)) {
            return pairs.toList();
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** The pairs of a training file that are reports. */
    public static List<Pair> withoutCanaries(List<Pair> pairs) {
        return pairs.stream()
                .filter(pair -> !pair.source().equals(Canary.SOURCE))
                .toList();
    }

    /** Each canary of a training file, once. */
    static List<Canary> canaries(List<Pair> pairs) {
        List<Canary> all =
                pairs.stream().flatMap(pair -> Canary.of(pair).stream()).toList();
        return IntStream.range(0, all.size())
                .filter(i -> all.subList(0, i).stream().noneMatch(earlier -> earlier.findings()
                        .equals(all.get(i).findings())))
                .mapToObj(all::get)
                .toList();
    }
}
