package org.radiologygpt.trainer.rating;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A sheet that came back: CSV of a spreadsheet, or JSON of the page. */
final class SheetFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SheetFile() {}

    /** @throws RatingException where it is no sheet */
    static List<SheetRow> read(Path file) throws IOException {
        String name = file.getFileName().toString();
        try {
            String text = Files.readString(file);
            return text.stripLeading().startsWith("{") ? json(name, text) : csv(name, Csv.read(text));
        } catch (CharacterCodingException e) {
            throw new RatingException(name + ": not UTF-8; save it as CSV UTF-8");
        } catch (JsonProcessingException e) {
            throw new RatingException(name + ": not JSON");
        }
    }

    private static List<SheetRow> csv(String name, List<List<String>> rows) {
        List<String> header = rows.isEmpty()
                ? List.of()
                : rows.get(0).stream()
                        .map(cell -> cell.strip().toLowerCase(Locale.ROOT))
                        .toList();
        columns().filter(column -> !header.contains(column)).findFirst().ifPresent(column -> {
            throw new RatingException(name + ": no column " + column);
        });
        List<SheetRow> sheet = new ArrayList<>();
        for (int i = 1; i < rows.size(); i++) {
            if (rows.get(i).stream().anyMatch(cell -> !cell.isBlank())) {
                sheet.add(new SheetRow(name + " row " + (i + 1), cells(header, rows.get(i))));
            }
        }
        return sheet;
    }

    private static Map<String, String> cells(List<String> header, List<String> row) {
        Map<String, String> cells = new HashMap<>();
        for (int i = 0; i < Math.min(header.size(), row.size()); i++) {
            cells.put(header.get(i), row.get(i));
        }
        return cells;
    }

    private static List<SheetRow> json(String name, String text) throws JsonProcessingException {
        JsonNode ratings = JSON.readTree(text).path("ratings");
        if (!ratings.isArray()) {
            throw new RatingException(name + ": no ratings in it");
        }
        List<SheetRow> sheet = new ArrayList<>();
        for (JsonNode node : ratings) {
            Map<String, String> cells = new HashMap<>();
            columns().forEach(column -> cells.put(column, node.path(column).asText("")));
            sheet.add(new SheetRow(name + " rating " + (sheet.size() + 1), cells));
        }
        return sheet;
    }

    private static Stream<String> columns() {
        return Stream.concat(
                Stream.of(SheetCsv.ITEM, SheetCsv.FINDINGS, SheetCsv.IMPRESSION),
                Stream.of(Scale.values()).map(Scale::key));
    }
}
