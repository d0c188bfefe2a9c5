package org.radiologygpt.model.graph;

import java.util.Optional;
import org.radiologygpt.model.weights.LlamaConfig;

/**
 * The end of a decoder graph: one token a row goes on to the output projection, and what is told of the logits.
 *
 * @param form what a device wants; without one the last token's logits are told whole
 */
record GraphEnd(OnnxGraph graph, LlamaConfig config, Optional<DeviceForm> form) {

    /** Of hidden states {@code [batch, seq, hidden]} those of the token to read each row at, {@code [batch, hidden]}. */
    String chosen(String states) {
        if (form.isEmpty()) {
            return graph.op("Gather", states, graph.integer(-1))
                    .with("axis", 1L)
                    .out();
        }
        graph.input(PassNames.LOGIT_INDEX, ElementType.INT64, "batch");
        String index =
                graph.op("Unsqueeze", PassNames.LOGIT_INDEX, graph.integers(1)).out();
        return graph.op("GatherND", states, index).with("batch_dims", 1L).out();
    }

    /** Makes outputs of logits, float {@code [batch, vocab]}. */
    void tell(String logits) {
        if (form.map(DeviceForm::readout).orElse(Readout.WHOLE) == Readout.WHOLE) {
            graph.op("Identity", logits).out(PassNames.LOGITS);
            graph.output(PassNames.LOGITS, ElementType.FLOAT, "batch", config.vocabSize());
        } else {
            likeliest(logits, Readout.LIKELIEST.width(config));
        }
    }

    /** The sum's logarithm is that of exp(logit - largest) plus the largest: exp of a logit itself may overflow. */
    private void likeliest(String logits, int count) {
        String largest = graph.op("TopK", logits, graph.integers(count))
                .with("axis", -1L)
                .out(PassNames.TOP_VALUES, PassNames.TOP_IDS)[0];
        String best = graph.op("Slice", largest, graph.integers(0), graph.integers(1), graph.integers(-1))
                .out();
        String weights = graph.op("Exp", graph.op("Sub", logits, best).out()).out();
        String sum = graph.op("ReduceSum", weights, graph.integers(-1)).out();
        graph.op("Add", best, graph.op("Log", sum).out()).out(PassNames.LOG_SUM);
        graph.output(PassNames.TOP_VALUES, ElementType.FLOAT, "batch", count);
        graph.output(PassNames.TOP_IDS, ElementType.INT64, "batch", count);
        graph.output(PassNames.LOG_SUM, ElementType.FLOAT, "batch", 1);
    }
}
