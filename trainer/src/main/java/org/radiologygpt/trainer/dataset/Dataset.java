package org.radiologygpt.trainer.dataset;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.radiologygpt.trainer.corpus.CorpusException;
import org.radiologygpt.trainer.corpus.DeidProof;
import org.radiologygpt.trainer.corpus.OwnersFile;
import org.radiologygpt.trainer.corpus.PairFile;
import org.radiologygpt.trainer.curate.Curated;
import org.radiologygpt.trainer.curate.Gathered.Candidate;
import org.radiologygpt.trainer.curate.Rules;

/** Writes a corpus: three parts with their proofs, and the card. */
public final class Dataset {
    private final Path out;
    private final List<OwnersFile> files = new ArrayList<>();
    private boolean committing;

    private Dataset(Path out) {
        this.out = out;
    }

    /**
     * Writes all files, looks for leaks in them, and only then puts them in their places. No part has a proof from the first
     * one put there to the last, so that {@code train} refuses a mixture of old and new ones.
     *
     * @param out the training part; the others get its name
     * @return the card's file
     * @throws CorpusException where nothing is left to write, an identifier is, or the disk does not take it; the message
     *     says whether what was there before is unchanged
     */
    public static Path write(Path out, Curated curated, Rules rules) {
        if (curated.read() == 0) {
            throw new CorpusException("the input holds no message: nothing is written");
        }
        if (curated.training().isEmpty()) {
            throw new CorpusException("no pair for training is left of " + curated.read() + " messages ("
                    + reasons(curated) + "): nothing is written");
        }
        Dataset dataset = new Dataset(out);
        try {
            try {
                return dataset.written(curated, rules);
            } finally {
                dataset.drop();
            }
        } catch (IOException e) {
            throw new CorpusException("cannot write " + out + " and its parts: " + reason(e)
                    + (dataset.committing
                            ? "; some of them were replaced, and none is proven: run again"
                            : "; what was there before is unchanged"));
        }
    }

    /**
     * Checks that no run reads what another one wrote.
     *
     * @throws CorpusException where the training part would be an input or lie below one
     */
    public static void requireOutside(Path out, List<Path> inputs) {
        try {
            Path place = real(out.toAbsolutePath().normalize());
            for (Path input : inputs) {
                if (place.startsWith(real(input.toAbsolutePath().normalize()))) {
                    throw new CorpusException(
                            "--out " + out + " lies in the input " + input + ", where the next run would read it");
                }
            }
        } catch (IOException e) {
            throw new CorpusException("cannot find the place of --out " + out + ": " + reason(e));
        }
    }

    /** With links followed as far as there is something. */
    private static Path real(Path path) throws IOException {
        return Files.exists(path) || path.getParent() == null
                ? path.toRealPath()
                : real(path.getParent()).resolve(path.getFileName());
    }

    private static String reasons(Curated curated) {
        return curated.excluded().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().words())
                .collect(Collectors.joining("; "));
    }

    private static String reason(IOException e) {
        String said = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return Optional.ofNullable(said).orElse(e.getClass().getSimpleName());
    }

    private Path written(Curated curated, Rules rules) throws IOException {
        Map<Part, DeidProof> proofs = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            proofs.put(part, data(part, part.of(curated)));
        }
        Map<Part, String> digests = new EnumMap<>(Part.class);
        proofs.forEach((part, proof) -> digests.put(part, proof.sha256()));
        Path card = Part.sibling(out, "card.md");
        text(card, new Card(curated, rules).markdown(digests));
        for (Part part : Part.values()) {
            text(DeidProof.beside(part.file(out)), proofs.get(part).json());
        }
        committing = true;
        commit(out, files);
        return card;
    }

    /** @param files proofs last */
    static void commit(Path out, List<OwnersFile> files) throws IOException {
        for (Part part : Part.values()) {
            Files.deleteIfExists(DeidProof.beside(part.file(out)));
        }
        for (OwnersFile file : files) {
            file.commit();
        }
    }

    private DeidProof data(Part part, List<Candidate> pairs) throws IOException {
        OwnersFile file = create(part.file(out));
        PairFile.writeInto(file, pairs.stream().map(Candidate::pair));
        long leaks = LeakScan.leaks(file.partial(), pairs);
        if (leaks > 0) {
            throw new CorpusException("a leak was found: identifiers are left in " + leaks + " of " + pairs.size()
                    + " pairs of the " + part.code() + " part; nothing is written");
        }
        return DeidProof.of(file.partial(), pairs.size(), DeidProof.Origin.CHECKED);
    }

    private void text(Path path, String text) throws IOException {
        Files.writeString(create(path).partial(), text);
    }

    private OwnersFile create(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new FileSystemException(path.toString(), null, path.getFileName() + " is a folder");
        }
        OwnersFile file = OwnersFile.create(path);
        files.add(file);
        return file;
    }

    private void drop() throws IOException {
        for (OwnersFile file : files) {
            file.close();
        }
    }
}
