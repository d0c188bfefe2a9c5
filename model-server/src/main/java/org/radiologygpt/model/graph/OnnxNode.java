package org.radiologygpt.model.graph;

import java.nio.charset.StandardCharsets;

/** One node under construction: attributes first, then {@link #out} puts it into its graph. */
final class OnnxNode {
    private static final int FLOAT = 1;
    private static final int INT = 2;
    private static final int STRING = 3;
    private static final int INTS = 7;

    private final OnnxGraph graph;
    private final String type;
    private final ProtoWriter node = new ProtoWriter();

    OnnxNode(OnnxGraph graph, String type, String domain, String... inputs) {
        this.graph = graph;
        this.type = type;
        for (String input : inputs) {
            node.text(1, input);
        }
        node.text(4, type).text(7, domain);
    }

    OnnxNode with(String attribute, long value) {
        return attribute(attribute, INT, new ProtoWriter().integer(3, value));
    }

    OnnxNode with(String attribute, float value) {
        return attribute(attribute, FLOAT, new ProtoWriter().float32(2, value));
    }

    OnnxNode with(String attribute, String value) {
        return attribute(attribute, STRING, new ProtoWriter().bytes(4, value.getBytes(StandardCharsets.UTF_8)));
    }

    OnnxNode with(String attribute, long... values) {
        ProtoWriter list = new ProtoWriter();
        for (long value : values) {
            list.integer(8, value);
        }
        return attribute(attribute, INTS, list);
    }

    /** Ends the node with one output of a fresh name. */
    String out() {
        return out(graph.fresh(type))[0];
    }

    /** Ends the node with these outputs; an empty name leaves an optional output out. */
    String[] out(String... outputs) {
        for (String output : outputs) {
            node.text(2, output);
        }
        node.text(3, graph.fresh("node"));
        graph.add(node);
        return outputs;
    }

    private OnnxNode attribute(String name, int kind, ProtoWriter value) {
        node.message(5, value.text(1, name).integer(20, kind));
        return this;
    }
}
