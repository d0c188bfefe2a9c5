package org.radiologygpt.trainer.lora;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.radiologygpt.model.weights.LlamaConfig;

/**
 * Writes the TorchScript of a decoder: {@code embed}, {@code layer} (training, with masks of dropout as arguments), the
 * masks, {@code layer_eval}, {@code loss}, {@code score}, and the in-place steps of the optimiser. Weights are arguments, so the caller owns them
 * and decides which receive gradients. Activations are {@code [batch, seq, hidden]}, heads {@code [batch, heads, seq,
 * headDim]}; the rotary tables are {@code [maxSeq, headDim]} in Hugging Face's half-split layout.
 */
final class LayerScript {
    private static final String ROPE = """
              def rope(self: __torch__.M, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
                s = torch.size(x, 2)
                a = torch.narrow(x, 3, 0, %1$d)
                b = torch.narrow(x, 3, %1$d, %1$d)
                r = torch.cat([torch.neg(b), a], 3)
                c = torch.narrow(cos, 0, 0, s)
                d = torch.narrow(sin, 0, 0, s)
                return torch.add(torch.mul(x, c), torch.mul(r, d))
            """;
    private static final String LAYER = """
              def %1$s(self: __torch__.M, x: Tensor, cos: Tensor, sin: Tensor, n1: Tensor, n2: Tensor, %2$s) -> Tensor:
                b = torch.size(x, 0)
                s = torch.size(x, 1)
                h = torch.rms_norm(x, [%3$d], n1, %4$s)
                qh = torch.transpose(torch.view(%5$s, [b, s, %12$d, %14$d]), 1, 2)
                kh = torch.transpose(torch.view(%6$s, [b, s, %13$d, %14$d]), 1, 2)
                vh = torch.transpose(torch.view(%7$s, [b, s, %13$d, %14$d]), 1, 2)
                qr = (self).rope(qh, cos, sin)
                kr = %15$s
                vr = %16$s
                w = torch.scaled_dot_product_attention(qr, kr, vr, None, 0., True)
                m = torch.reshape(torch.transpose(w, 1, 2), [b, s, %17$d])
                y = torch.add(x, %8$s)
                g = torch.rms_norm(y, [%3$d], n2, %4$s)
                u = torch.mul(torch.silu(%9$s), %10$s)
                return torch.add(y, %11$s)
            """;
    private static final String REST = """
              def embed(self: __torch__.M, ids: Tensor, table: Tensor) -> Tensor:
                return torch.embedding(table, ids)
              def logits(self: __torch__.M, x: Tensor, rows: Tensor, norm: Tensor, head: Tensor) -> Tensor:
                kept = torch.index_select(torch.view(x, [-1, %1$d]), 0, rows)
                return torch.linear(torch.rms_norm(kept, [%1$d], norm, %2$s), head)
              def loss(self: __torch__.M, x: Tensor, rows: Tensor, targets: Tensor, weights: Tensor, norm: Tensor, head: Tensor) -> Tensor:
                z = (self).logits(x, rows, norm, head)
                return torch.sum(torch.mul(torch.cross_entropy_loss(z, targets, None, 0, -100, 0.), weights))
              def score(self: __torch__.M, x: Tensor, rows: Tensor, targets: Tensor, norm: Tensor, head: Tensor) -> Tensor:
                z = (self).logits(x, rows, norm, head)
                each = torch.cross_entropy_loss(z, targets, None, 0, -100, 0.)
                hit = torch.to(torch.eq(torch.argmax(z, 1), targets), 6)
                return torch.stack([each, hit])
              def zero(self: __torch__.M, g: Tensor) -> Tensor:
                return torch.zero_(g)
              def dot(self: __torch__.M, y: Tensor, g: Tensor) -> Tensor:
                return torch.sum(torch.mul(y, g))
              def squares(self: __torch__.M, g: Tensor) -> Tensor:
                return torch.sum(torch.mul(g, g))
              def adamw(self: __torch__.M, step: Tensor, p: Tensor, g: Tensor, m: Tensor, v: Tensor) -> Tensor:
                clip = torch.select(step, 0, 0)
                rate = torch.select(step, 0, 1)
                keep = torch.select(step, 0, 2)
                bias = torch.select(step, 0, 3)
                d = torch.mul(g, clip)
                _0 = torch.add_(torch.mul_(m, %3$s), d, alpha=%4$s)
                _1 = torch.addcmul_(torch.mul_(v, %5$s), d, d, value=%6$s)
                t = torch.div(m, torch.add(torch.mul(torch.sqrt(v), bias), %7$s))
                _2 = torch.sub_(torch.mul_(p, keep), torch.mul(t, rate))
                return p
            """;

    private static final String MASK = """
              def %1$s(self: __torch__.M, x: Tensor) -> Tensor:
                ones = torch.new_ones(x, [torch.size(x, 0), torch.size(x, 1), %2$d])
                return torch.dropout(ones, %3$s, True)
            """;

    private final LlamaConfig config;
    private final Optional<LoraSpec> lora;

    LayerScript(LlamaConfig config, Optional<LoraSpec> lora) {
        this.config = config;
        this.lora = lora;
    }

    /** The methods' text. */
    String text() {
        return String.format(Locale.ROOT, ROPE, config.headDim() / 2)
                + masks()
                + layer("layer", true)
                + layer("layer_eval", false)
                + String.format(
                        Locale.ROOT,
                        REST,
                        config.hiddenSize(),
                        number(config.normEpsilon()),
                        number(AdamW.BETA1),
                        number(1 - AdamW.BETA1),
                        number(AdamW.BETA2),
                        number(1 - AdamW.BETA2),
                        number(AdamW.EPSILON));
    }

    private String masks() {
        return lora.map(spec -> spec.targets().stream()
                        .map(target -> String.format(
                                Locale.ROOT,
                                MASK,
                                DropoutMasks.method(target),
                                target.shape(config)[1],
                                number(spec.dropout())))
                        .collect(Collectors.joining()))
                .orElse("");
    }

    private String layer(String name, boolean training) {
        Map<Projection, String> linear = new EnumMap<>(Projection.class);
        for (Projection projection : Projection.values()) {
            linear.put(projection, linear(projection, training));
        }
        return String.format(
                Locale.ROOT,
                LAYER,
                name,
                arguments(training),
                config.hiddenSize(),
                number(config.normEpsilon()),
                linear.get(Projection.Q),
                linear.get(Projection.K),
                linear.get(Projection.V),
                linear.get(Projection.O),
                linear.get(Projection.GATE),
                linear.get(Projection.UP),
                linear.get(Projection.DOWN),
                config.heads(),
                config.kvHeads(),
                config.headDim(),
                repeated("(self).rope(kh, cos, sin)"),
                repeated("vh"),
                config.heads() * config.headDim());
    }

    /** Grouped-query attention: a key head serves several query heads. */
    private String repeated(String heads) {
        int group = config.heads() / config.kvHeads();
        return group == 1 ? heads : "torch.repeat_interleave(" + heads + ", " + group + ", 1)";
    }

    private String arguments(boolean training) {
        String weights = List.of(Projection.values()).stream()
                .map(projection -> "w" + projection.ordinal() + ": Tensor")
                .collect(Collectors.joining(", "));
        return weights
                + lora.map(spec -> each(spec, ", a%1$d: Tensor, b%1$d: Tensor")
                                + (training && spec.dropout() > 0 ? each(spec, ", d%1$d: Tensor") : ""))
                        .orElse("");
    }

    private static String each(LoraSpec spec, String format) {
        return spec.targets().stream()
                .map(target -> String.format(Locale.ROOT, format, target.ordinal()))
                .collect(Collectors.joining());
    }

    private String linear(Projection projection, boolean training) {
        String input = input(projection);
        String base = "torch.linear(" + input + ", w" + projection.ordinal() + ")";
        return lora.filter(spec -> spec.targets().contains(projection))
                .map(spec -> adapted(spec, base, input, projection.ordinal(), training))
                .orElse(base);
    }

    private static String adapted(LoraSpec spec, String base, String input, int ordinal, boolean training) {
        String dropped = training && spec.dropout() > 0 ? "torch.mul(" + input + ", d" + ordinal + ")" : input;
        String update = "torch.linear(torch.linear(" + dropped + ", a" + ordinal + "), b" + ordinal + ")";
        return "torch.add(" + base + ", torch.mul(" + update + ", " + number(spec.scale()) + "))";
    }

    private static String input(Projection projection) {
        return switch (projection) {
            case Q, K, V -> "h";
            case O -> "m";
            case GATE, UP -> "g";
            case DOWN -> "u";
        };
    }

    /** A float literal; Java's own form of small numbers ({@code 1.0E-6}) is one in Python too. */
    private static String number(double value) {
        return Double.toString(value);
    }
}
