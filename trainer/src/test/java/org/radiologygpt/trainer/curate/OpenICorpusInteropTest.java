package org.radiologygpt.trainer.curate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.radiologygpt.report.SourceProfiles;
import org.radiologygpt.trainer.evaluate.SharedData;
import org.radiologygpt.trainer.gather.Archive;

/** The reports of Open-i, where they lie beside the project: what the bands of MinHash miss is told by comparing all with all. */
class OpenICorpusInteropTest {
    @Test
    void hardly_a_near_duplicate_is_missed_and_none_of_the_held_out_is_one_of_the_trained() {
        Optional<Path> folder = SharedData.folder("openi");
        assumeTrue(folder.isPresent(), "shared/data/openi is absent");
        Curation curation = new Curation(Rules.standard());
        new Archive(SourceProfiles.defaults(), Optional.empty(), curation::add).read(List.of(folder.orElseThrow()));

        Curated curated = curation.finish();

        assertThat(curated.read()).isEqualTo(3211);
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
