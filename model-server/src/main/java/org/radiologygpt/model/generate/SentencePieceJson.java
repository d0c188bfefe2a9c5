package org.radiologygpt.model.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.radiologygpt.model.generate.SentencePieceModel.Kind;
import org.radiologygpt.model.generate.SentencePieceModel.Piece;

/**
 * A SentencePiece model of type BPE as {@code tokenizer.json}, giving the same ids for every text: pieces become the
 * vocabulary, and each way to put a piece together from two others a merge, ranked by the piece's score.
 */
final class SentencePieceJson {
    private static final String SPACE = "▁";

    private final SentencePieceModel model;
    private final Map<String, Integer> ids = new HashMap<>();

    private SentencePieceJson(SentencePieceModel model) {
        this.model = model;
        for (int id = 0; id < model.pieces().size(); id++) {
            ids.putIfAbsent(model.pieces().get(id).text(), id);
        }
    }

    /** The whole {@code tokenizer.json}. */
    static ObjectNode of(SentencePieceModel model) {
        return new SentencePieceJson(model).convert();
    }

    private ObjectNode convert() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", "1.0").putNull("truncation").putNull("padding");
        addedTokens(json.putArray("added_tokens"));
        normalizer(json.putObject("normalizer"));
        json.putNull("pre_tokenizer").putNull("post_processor");
        decoder(json.putObject("decoder"));
        ObjectNode bpe = json.putObject("model");
        bpe.put("type", "BPE")
                .putNull("dropout")
                .put("unk_token", model.pieces().get(model.unknownId()).text())
                .put("fuse_unk", true)
                .put("byte_fallback", true);
        ObjectNode vocabulary = bpe.putObject("vocab");
        ids.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(entry -> vocabulary.put(entry.getKey(), entry.getValue()));
        ArrayNode merges = bpe.putArray("merges");
        merges().forEach(merge -> merges.add(merge.left() + " " + merge.right()));
        return json;
    }

    /** Tokens that stand for themselves wherever they occur in a text. */
    private void addedTokens(ArrayNode added) {
        for (int id = 0; id < model.pieces().size(); id++) {
            Piece piece = model.pieces().get(id);
            boolean special = piece.kind() == Kind.CONTROL || piece.kind() == Kind.UNKNOWN;
            if (special || piece.kind() == Kind.USER_DEFINED) {
                added.addObject()
                        .put("id", id)
                        .put("content", piece.text())
                        .put("single_word", false)
                        .put("lstrip", false)
                        .put("rstrip", false)
                        .put("normalized", false)
                        .put("special", special);
            }
        }
    }

    private void normalizer(ObjectNode json) {
        ArrayNode steps = json.put("type", "Sequence").putArray("normalizers");
        if (model.spaceFirst()) {
            steps.addObject().put("type", "Prepend").put("prepend", SPACE);
        }
        replace(steps.addObject(), " ", SPACE);
    }

    private void decoder(ObjectNode json) {
        ArrayNode steps = json.put("type", "Sequence").putArray("decoders");
        replace(steps.addObject(), SPACE, " ");
        steps.addObject().put("type", "ByteFallback");
        steps.addObject().put("type", "Fuse");
        if (model.spaceFirst()) {
            steps.addObject()
                    .put("type", "Strip")
                    .put("content", " ")
                    .put("start", 1)
                    .put("stop", 0);
        }
    }

    private static void replace(ObjectNode step, String from, String to) {
        step.put("type", "Replace").put("content", to).putObject("pattern").put("String", from);
    }

    private record Merge(String left, String right, float score, int leftId, int rightId) {}

    private List<Merge> merges() {
        List<Merge> merges = new ArrayList<>();
        for (Piece piece : model.pieces()) {
            if (piece.kind() == Kind.NORMAL) {
                addMerges(piece, merges);
            }
        }
        merges.sort(Comparator.comparingDouble(Merge::score)
                .reversed()
                .thenComparingInt(Merge::leftId)
                .thenComparingInt(Merge::rightId));
        return merges;
    }

    private void addMerges(Piece piece, List<Merge> merges) {
        String text = piece.text();
        for (int at = 1; at < text.length(); at++) {
            boolean insideCharacter = Character.isLowSurrogate(text.charAt(at));
            String left = text.substring(0, at);
            String right = text.substring(at);
            if (!insideCharacter && mergeable(left) && mergeable(right)) {
                merges.add(new Merge(left, right, piece.score(), ids.get(left), ids.get(right)));
            }
        }
    }

    private boolean mergeable(String text) {
        Integer id = ids.get(text);
        return id != null && model.pieces().get(id).kind() == Kind.NORMAL;
    }
}
