package org.radiologygpt.model.quantize;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a model's linear layers are kept and multiplied.
 *
 * @param bits bits of a weight: 8 or 4, or 32 for weights as stored, multiplied in 32-bit floats; 16 on a GPU alone, where
 *     all is computed in them
 * @param block neighbouring weights of a row that share one scale; 0 where weights are as stored
 * @param exact whether hidden states stay 32-bit floats in the product instead of being rounded to 8 bits; with 16 bits,
 *     whether they are IEEE 754 half floats instead of bfloat16
 */
public record Precision(int bits, int block, boolean exact) {
    private static final Set<Integer> BITS = Set.of(32, 16, 8, 4);
    private static final Set<Integer> BLOCKS = Set.of(32, 64, 128);

    /** Weights as stored. */
    public static final Precision F32 = new Precision(32, 0, true);

    /** IEEE 754 half floats, on a GPU. */
    public static final Precision F16 = new Precision(16, 0, true);

    /** bfloat16, on a GPU. */
    public static final Precision BF16 = new Precision(16, 0, false);

    /** Block where none is asked for. */
    public static final int DEFAULT_BLOCK = 32;

    private static final Pattern NAME = Pattern.compile("int([48])-b([0-9]{1,4})(-exact)?");

    public Precision {
        if (!BITS.contains(bits)) {
            throw new IllegalArgumentException("bits is " + bits + ", it must be 32, 16, 8 or 4");
        }
        if (bits > 8 ? block != 0 : !BLOCKS.contains(block)) {
            throw new IllegalArgumentException("block is " + block
                    + ", it must be 32, 64 or 128 where weights have 8 or" + " 4 bits, and there is none otherwise");
        }
        if (bits == 8 && exact) {
            // ONNX Runtime 1.29 decoded 3 tokens/s so, where 8-bit states gave 110 and 4-bit weights with floats 113.
            throw new IllegalArgumentException("int8 has no exact form, take f32 or int4-exact");
        }
    }

    /** 8 bits a weight, hidden states rounded to 8 bits too. */
    public static Precision int8(int block) {
        return new Precision(8, block, false);
    }

    /** 4 bits a weight, hidden states rounded to 8 bits. */
    public static Precision int4(int block) {
        return new Precision(4, block, false);
    }

    /** 4 bits a weight, hidden states as floats. */
    public static Precision int4Exact(int block) {
        return new Precision(4, block, true);
    }

    /**
     * Reads what a user wrote.
     *
     * @param name {@code f32}, {@code int8}, {@code int4} or {@code int4-exact}
     * @param block 32, 64 or 128; counts where weights are quantised
     */
    public static Precision parse(String name, int block) {
        return switch (name) {
            case "f32" -> F32;
            case "int8" -> int8(block);
            case "int4" -> int4(block);
            case "int4-exact" -> int4Exact(block);
            default ->
                throw new IllegalArgumentException(
                        "precision is \"" + name + "\", it must be f32, int8, int4 or int4-exact");
        };
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static Precision ofName(String name) {
        for (Precision whole : List.of(F32, F16, BF16)) {
            if (name.equals(whole.toString())) {
                return whole;
            }
        }
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + name + "\" is the name of no precision");
        }
        return new Precision(
                Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), matcher.group(3) != null);
    }

    /** Whether linear layers have fewer bits than they are stored with. */
    public boolean quantized() {
        return bits < 16;
    }

    /** As {@code f32}, {@code f16}, {@code bf16}, {@code int8-b32}, {@code int4-b128} or {@code int4-b32-exact}. */
    @Override
    public String toString() {
        if (bits == 16) {
            return exact ? "f16" : "bf16";
        }
        return quantized() ? "int" + bits + "-b" + block + (exact ? "-exact" : "") : "f32";
    }
}
