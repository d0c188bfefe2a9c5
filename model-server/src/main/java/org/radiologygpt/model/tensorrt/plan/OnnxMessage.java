package org.radiologygpt.model.tensorrt.plan;

import java.util.Map;

/** The messages of onnx.proto3 on the way from a model to the entries that name files, with the fields that lead on. */
enum OnnxMessage {
    ENTRY,
    TENSOR,
    SPARSE_TENSOR,
    ATTRIBUTE,
    NODE,
    GRAPH,
    FUNCTION,
    MODEL;

    private static final Map<OnnxMessage, Map<Long, OnnxMessage>> FIELDS = Map.of(
            ENTRY, Map.of(),
            TENSOR, Map.of(13L, ENTRY),
            SPARSE_TENSOR, Map.of(1L, TENSOR, 2L, TENSOR),
            ATTRIBUTE, Map.of(5L, TENSOR, 6L, GRAPH, 10L, TENSOR, 11L, GRAPH, 22L, SPARSE_TENSOR, 23L, SPARSE_TENSOR),
            NODE, Map.of(5L, ATTRIBUTE),
            GRAPH, Map.of(1L, NODE, 5L, TENSOR, 15L, SPARSE_TENSOR),
            FUNCTION, Map.of(7L, NODE, 11L, ATTRIBUTE),
            MODEL, Map.of(7L, GRAPH, 25L, FUNCTION));

    /** Message type by field number; other fields are passed over. */
    Map<Long, OnnxMessage> fields() {
        return FIELDS.get(this);
    }
}
