package org.radiologygpt.model.generate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.radiologygpt.model.weights.ModelFormatException;

/**
 * LLaMA's {@code tokenizer.model}: a {@code ModelProto} of SentencePiece ({@code sentencepiece_model.proto}); the numbers
 * in the code are its field numbers.
 *
 * @param pieces in the order of their ids
 * @param unknownId id of what no piece spells
 * @param spaceFirst whether a space is put before every text
 */
record SentencePieceModel(List<Piece> pieces, int unknownId, boolean spaceFirst) {

    enum Kind {
        NORMAL,
        UNKNOWN,
        CONTROL,
        USER_DEFINED,
        UNUSED,
        BYTE
    }

    /**
     * One token.
     *
     * @param score the higher, the earlier it is merged
     */
    record Piece(String text, float score, Kind kind) {}

    SentencePieceModel {
        pieces = List.copyOf(pieces);
    }

    /**
     * Reads the file.
     *
     * @throws ModelFormatException where it is broken or tells of what cannot be converted exactly
     */
    static SentencePieceModel read(Path file) throws IOException {
        ProtoReader model = new ProtoReader(ByteBuffer.wrap(Files.readAllBytes(file)));
        List<Piece> pieces = new ArrayList<>();
        int unknown = 0;
        boolean spaceFirst = true;
        while (model.next()) {
            switch (model.field()) {
                case 1 -> pieces.add(piece(model.message()));
                case 2 -> unknown = trainer(model.message());
                case 3 -> spaceFirst = normalizer(model.message());
                default -> model.skip();
            }
        }
        if (unknown < 0 || unknown >= pieces.size()) {
            throw new ModelFormatException("tokenizer.model has no piece for what is unknown");
        }
        return new SentencePieceModel(pieces, unknown, spaceFirst);
    }

    private static Piece piece(ProtoReader message) {
        String text = "";
        float score = 0;
        int kind = 1;
        while (message.next()) {
            switch (message.field()) {
                case 1 -> text = message.text();
                case 2 -> score = message.decimal();
                case 3 -> kind = (int) message.integer();
                default -> message.skip();
            }
        }
        if (kind < 1 || kind > Kind.values().length) {
            throw new ModelFormatException("tokenizer.model has a piece of an unknown kind " + kind);
        }
        return new Piece(text, score, Kind.values()[kind - 1]);
    }

    private static int trainer(ProtoReader message) {
        long type = 1;
        long unknown = 0;
        while (message.next()) {
            switch (message.field()) {
                case 3 -> type = message.integer();
                case 40 -> unknown = message.integer();
                default -> message.skip();
            }
        }
        if (type != 2) {
            throw new ModelFormatException(
                    "tokenizer.model is not of type BPE; convert it to tokenizer.json with the tool of its makers");
        }
        return (int) unknown;
    }

    private static boolean normalizer(ProtoReader message) {
        boolean spaceFirst = true;
        boolean joinsSpaces = true;
        boolean rewrites = false;
        while (message.next()) {
            switch (message.field()) {
                case 2 -> rewrites = !message.text().isEmpty();
                case 3 -> spaceFirst = message.integer() != 0;
                case 4 -> joinsSpaces = message.integer() != 0;
                default -> message.skip();
            }
        }
        if (rewrites || joinsSpaces) {
            throw new ModelFormatException("tokenizer.model normalises text before it splits it;"
                    + " convert it to tokenizer.json with the tool of its makers");
        }
        return spaceFirst;
    }
}
