package org.radiologygpt.trainer.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.trainer.corpus.Pair;
import org.radiologygpt.trainer.corpus.PairFile;
import org.radiologygpt.trainer.curate.Gathered.Candidate;
import org.radiologygpt.trainer.gather.CleanText;
import org.radiologygpt.trainer.gather.Names;

/** Reads a finished file again and looks for identifiers in what really stands there. */
final class LeakScan {
    private LeakScan() {}

    /** Pairs under a hospital's names, or in which an identifier of their own message, or anything with its form, is left. */
    static long leaks(Path file, List<Candidate> written) throws IOException {
        Map<String, List<KnownIdentifier>> known = new HashMap<>();
        written.forEach(candidate -> known.put(candidate.pair().id(), candidate.known()));
        try (Stream<Pair> pairs = PairFile.read(file)) {
            return pairs.filter(pair -> !known.containsKey(pair.id())
                            || !Names.areClean(pair)
                            || !CleanText.isClean(List.of(pair.findings(), pair.impression()), known.get(pair.id())))
                    .count();
        }
    }
}
