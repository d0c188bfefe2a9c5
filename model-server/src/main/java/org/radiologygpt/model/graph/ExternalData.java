package org.radiologygpt.model.graph;

/**
 * Where a runtime finds the bytes of a weight, as ONNX names it.
 *
 * @param location file, relative to the folder that the runtime is told
 * @param offset first byte in it
 * @param length bytes
 */
public record ExternalData(String location, long offset, long length) {

    /** What ONNX wants a name for where the bytes come beside the model. */
    static final ExternalData BESIDE = new ExternalData("weights", 0, 0);

    /** {@code TensorProto} gets one {@code StringStringEntryProto} for each. */
    void addTo(ProtoWriter tensor) {
        entry(tensor, "location", location);
        if (length > 0) {
            entry(tensor, "offset", Long.toString(offset));
            entry(tensor, "length", Long.toString(length));
        }
    }

    private static void entry(ProtoWriter tensor, String key, String value) {
        tensor.message(13, new ProtoWriter().text(1, key).text(2, value));
    }
}
