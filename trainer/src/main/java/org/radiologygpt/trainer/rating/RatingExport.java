package org.radiologygpt.trainer.rating;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.radiologygpt.trainer.corpus.OwnersFile;
import org.radiologygpt.trainer.corpus.Pair;

/** Makes the sheets: the same impressions for every rater, each in an order of their own, without their sources. */
public final class RatingExport {
    private RatingExport() {}

    /**
     * Writes {@code key.json}, and {@code rater-1/sheet.csv} and {@code sheet.html} for each rater.
     *
     * @param pairs the reports
     * @param sources at least one, with different labels
     * @param count reports to draw of those that every source has written for
     * @return impressions on each sheet
     * @throws RatingException where there are not as many, or the folder holds a key already
     */
    public static int write(List<Pair> pairs, List<Source> sources, int count, int raters, long seed, Path folder)
            throws IOException {
        requireSources(sources);
        if (Files.exists(folder.resolve(Key.FILE))) {
            throw new RatingException(
                    folder + " holds a key already; without it the sheets given out are worth nothing");
        }
        Random random = new Random(seed);
        Key key = key(drawn(pairs, sources, count, random), sources, raters, random);
        for (int rater = 1; rater <= raters; rater++) {
            Path own = folder.resolve("rater-" + rater);
            write(own.resolve("sheet.csv"), SheetCsv.of(key.of(rater)));
            write(own.resolve("sheet.html"), SheetPage.of(rater, key.of(rater)));
        }
        key.write(folder);
        return count * sources.size();
    }

    private static void requireSources(List<Source> sources) {
        if (sources.isEmpty() || sources.stream().map(Source::label).distinct().count() < sources.size()) {
            throw new RatingException("there must be sources of drafts, and each needs a label of its own");
        }
    }

    private static List<Pair> drawn(List<Pair> pairs, List<Source> sources, int count, Random random) {
        List<Pair> common = new ArrayList<>(pairs.stream()
                .filter(pair ->
                        sources.stream().allMatch(source -> source.impressions().containsKey(pair.id())))
                .toList());
        if (count < 1 || common.size() < count) {
            throw new RatingException("cannot draw " + count + " reports: " + common.size()
                    + " of the pairs have a draft of every source");
        }
        Collections.shuffle(common, random);
        return common.subList(0, count);
    }

    private static Key key(List<Pair> pairs, List<Source> sources, int raters, Random random) {
        List<Item> items = new ArrayList<>();
        for (int rater = 1; rater <= raters; rater++) {
            int number = rater;
            List<Item> own = new ArrayList<>(pairs.stream()
                    .flatMap(pair -> sources.stream().map(source -> item(number, pair, source)))
                    .toList());
            Collections.shuffle(own, random);
            for (int i = 0; i < own.size(); i++) {
                items.add(coded(own.get(i), "r" + rater + "n" + (i + 1)));
            }
        }
        return new Key(raters, items);
    }

    private static Item item(int rater, Pair pair, Source source) {
        String impression = source.impressions().get(pair.id());
        return new Item(
                "",
                rater,
                pair.id(),
                source.label(),
                pair.findings(),
                impression.isBlank() ? "(no text)" : impression.strip());
    }

    private static Item coded(Item item, String code) {
        return new Item(code, item.rater(), item.id(), item.source(), item.findings(), item.impression());
    }

    private static void write(Path file, String text) throws IOException {
        try (OwnersFile owners = OwnersFile.create(file)) {
            Files.writeString(owners.partial(), text);
            owners.commit();
        }
    }
}
