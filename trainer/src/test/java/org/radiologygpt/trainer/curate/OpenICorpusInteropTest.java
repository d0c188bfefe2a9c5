package org.radiologygpt.trainer.curate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.radiologygpt.report.SourceProfiles;
import org.radiologygpt.trainer.evaluate.SharedData;
import org.radiologygpt.trainer.gather.Archive;

/** Reports of Open-i, where they lie beside the project: what the bands of MinHash miss is told by comparing all with all. */
class OpenICorpusInteropTest {
    /** Of 3,211. */
    private static final int REPORTS = 1000;

    @Test
    void no_near_duplicate_is_missed_so_that_none_held_out_is_one_of_the_trained() throws IOException {
        Optional<Path> folder = SharedData.folder("openi");
        assumeTrue(folder.isPresent(), "shared/data/openi is absent");
        Curation curation = new Curation(Rules.standard());
        new Archive(SourceProfiles.defaults(), Optional.empty(), curation::add).read(some(folder.orElseThrow()));

        Curated curated = curation.finish();

        assertThat(curated.read()).isEqualTo(REPORTS);
        List<long[]> kept = new ArrayList<>();
        Stream.of(curated.training(), curated.validation(), curated.test())
                .flatMap(List::stream)
                .map(candidate ->
                        NearDuplicates.shingles(Words.of(candidate.pair().findings())))
                .forEach(kept::add);
        assertThat(near(kept))
                .as("of %s found", curated.excluded().get(Exclusion.NEAR_DUPLICATE))
                .isZero();
    }

    private static List<Path> some(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .limit(REPORTS)
                    .toList();
        }
    }

    private static long near(List<long[]> kept) {
        long near = 0;
        for (int i = 0; i < kept.size(); i++) {
            for (int j = 0; j < i; j++) {
                near += NearDuplicates.jaccard(kept.get(i), kept.get(j)) >= 0.8 ? 1 : 0;
            }
        }
        return near;
    }
}
