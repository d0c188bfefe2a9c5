package org.radiologygpt.trainer.rating;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.radiologygpt.trainer.corpus.OwnersFile;

/**
 * What the raters must not see: which item is whose. In {@code key.json}, beside the raters' folders.
 *
 * @param items of all raters, in their orders
 */
record Key(int raters, List<Item> items) {
    static final String FILE = "key.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    Key {
        items = List.copyOf(items);
    }

    List<Item> of(int rater) {
        return items.stream().filter(item -> item.rater() == rater).toList();
    }

    void write(Path folder) throws IOException {
        ObjectNode json = JSON.createObjectNode().put("raters", raters);
        ArrayNode array = json.putArray("items");
        items.forEach(item -> array.addObject()
                .put("item", item.code())
                .put("rater", item.rater())
                .put("id", item.id())
                .put("source", item.source())
                .put("findings", item.findings())
                .put("impression", item.impression()));
        try (OwnersFile file = OwnersFile.create(folder.resolve(FILE))) {
            Files.writeString(
                    file.partial(), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
            file.commit();
        }
    }

    static Key read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            throw new RatingException("there is no " + FILE + " in " + folder + ": not a folder of rating export");
        }
        JsonNode json = json(file);
        List<Item> items = new ArrayList<>();
        for (JsonNode node : json.path("items")) {
            items.add(new Item(
                    text(node, "item"),
                    node.path("rater").asInt(),
                    text(node, "id"),
                    text(node, "source"),
                    text(node, "findings"),
                    text(node, "impression")));
        }
        if (items.isEmpty()) {
            throw new RatingException(FILE + ": holds no items");
        }
        return new Key(json.path("raters").asInt(), items);
    }

    private static JsonNode json(Path file) throws IOException {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new RatingException(FILE + ": not JSON");
        }
    }

    private static String text(JsonNode node, String field) {
        if (!node.path(field).isTextual()) {
            throw new RatingException(FILE + ": an item without " + field);
        }
        return node.path(field).asText();
    }
}
