package org.radiologygpt.trainer.rating;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Sheets that came back, beside the key: the ratings that count, and why others do not. */
public final class RatingImport {
    private final Key key;
    private final Map<String, Item> items;
    private final Set<String> seen = new HashSet<>();
    private final List<Rating> ratings = new ArrayList<>();
    private final List<RowError> errors = new ArrayList<>();

    private RatingImport(Key key) {
        this.key = key;
        this.items = key.items().stream().collect(Collectors.toMap(Item::code, item -> item, (one, other) -> one));
    }

    /**
     * Reads sheets.
     *
     * @param folder where {@code key.json} is
     * @param sheets of all raters, in any order
     * @throws RatingException where there is no key, or a file is no sheet
     */
    public static RatingImport read(Path folder, List<Path> sheets) throws IOException {
        RatingImport read = new RatingImport(Key.read(folder));
        for (Path sheet : sheets) {
            SheetFile.read(sheet).forEach(read::add);
        }
        read.findMissing();
        return read;
    }

    private void add(SheetRow row) {
        Item item = items.get(row.cell(SheetCsv.ITEM));
        if (item == null) {
            errors.add(new RowError(row.where(), RowProblem.UNKNOWN_ITEM, ""));
        } else if (!seen.add(item.code())) {
            errors.add(new RowError(row.where(), RowProblem.DOUBLED_ITEM, item.code()));
        } else if (!item.hasTexts(row.cell(SheetCsv.FINDINGS), row.cell(SheetCsv.IMPRESSION))) {
            errors.add(new RowError(row.where(), RowProblem.CHANGED_TEXT, item.code()));
        } else {
            addValues(row, item);
        }
    }

    private void addValues(SheetRow row, Item item) {
        Map<Scale, Integer> values = new EnumMap<>(Scale.class);
        for (Scale scale : Scale.values()) {
            String value = row.cell(scale.key());
            if (value.matches("[" + Scale.LOWEST + "-" + Scale.HIGHEST + "]")) {
                values.put(scale, Integer.valueOf(value));
            } else {
                RowProblem problem = value.isEmpty() ? RowProblem.MISSING_VALUE : RowProblem.BAD_VALUE;
                errors.add(new RowError(row.where(), problem, item.code() + " " + scale.key()));
            }
        }
        if (values.size() == Scale.values().length) {
            ratings.add(new Rating(item, values));
        }
    }

    private void findMissing() {
        IntStream.rangeClosed(1, key.raters()).forEach(rater -> {
            List<Item> missing = key.of(rater).stream()
                    .filter(item -> !seen.contains(item.code()))
                    .toList();
            if (missing.size() == key.of(rater).size()) {
                errors.add(new RowError("rater " + rater, RowProblem.MISSING_SHEET, ""));
            } else {
                missing.forEach(
                        item -> errors.add(new RowError("rater " + rater, RowProblem.MISSING_ITEM, item.code())));
            }
        });
    }

    /** One sentence for each row that does not count, or is missing. */
    public List<String> problems() {
        return errors.stream().map(RowError::toString).toList();
    }

    List<RowError> errors() {
        return errors;
    }

    List<Rating> ratings() {
        return ratings;
    }

    /**
     * Averages, differences and agreement of the ratings that count.
     *
     * @throws RatingException where there is none
     */
    public ObjectNode figures() {
        if (ratings.isEmpty()) {
            throw new RatingException("no rating counts");
        }
        return new Figures(ratings, problems()).toJson();
    }

    /** The figures as a page. */
    public static String page(ObjectNode figures) {
        return FiguresPage.of(figures);
    }

    /** Values of one scale, rater by rater, for each impression that was rated. */
    static Map<Impression, List<Integer>> values(Stream<Rating> ratings, Scale scale) {
        Map<Impression, List<Integer>> values = new HashMap<>();
        ratings.forEach(rating -> values.computeIfAbsent(
                        new Impression(rating.item().id(), rating.item().source()), one -> new ArrayList<>())
                .add(rating.values().get(scale)));
        return values;
    }

    /** What several raters saw under different codes. */
    record Impression(String id, String source) {}
}
