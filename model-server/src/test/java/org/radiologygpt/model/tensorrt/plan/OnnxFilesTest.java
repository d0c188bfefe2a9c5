package org.radiologygpt.model.tensorrt.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxFilesTest {
    private static final List<String> FILES = List.of(
            "attribute",
            "attributes",
            "function",
            "function's attribute",
            "in subgraph",
            "in subgraphs",
            "sparse attribute indices",
            "sparse attribute values",
            "sparse attributes indices",
            "sparse attributes values",
            "sparse indices",
            "sparse values",
            "weights");

    @TempDir
    Path directory;

    @Test
    void files_with_weights_are_found_wherever_a_graph_may_have_a_tensor() throws IOException {
        Path onnx = write(model());

        assertThat(OnnxFiles.external(onnx)).containsExactlyElementsOf(FILES);
    }

    @Test
    void the_digest_changes_with_the_weights_beside_the_model() throws IOException {
        Path onnx = write(model());
        for (String name : FILES) {
            Files.writeString(directory.resolve(name), name);
        }
        String before = OnnxFiles.digest(onnx);

        assertThat(OnnxFiles.digest(onnx)).isEqualTo(before);
        Files.writeString(directory.resolve("weights"), "other");
        assertThat(OnnxFiles.digest(onnx)).isNotEqualTo(before);
    }

    @Test
    void a_missing_file_of_weights_is_told() throws IOException {
        Path onnx = write(model());

        assertThatThrownBy(() -> OnnxFiles.digest(onnx))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("names the weights file attribute, which is not beside it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "../weights", "below/../../weights", "weights\u0000"})
    void a_place_outside_the_model_s_directory_is_refused(String location) throws IOException {
        String name = location.equals("/") ? directory.resolve("weights").toString() : location;
        Files.writeString(directory.resolve("weights"), "weights");
        Files.createDirectories(directory.resolve("models/below"));
        Path onnx = Files.write(
                directory.resolve("models/model.onnx"),
                ModelProto.newBuilder()
                        .setGraph(GraphProto.newBuilder().addInitializer(tensor(name)))
                        .build()
                        .toByteArray());

        assertThatThrownBy(() -> OnnxFiles.digest(onnx))
                .isInstanceOf(IOException.class)
                .hasMessage(onnx + " names the weights file " + name.replace('\0', '?')
                        + ", which is no place in the model's directory or below it");
    }

    @Test
    void a_file_that_is_cut_short_is_an_error_or_names_less() throws IOException {
        byte[] whole = model();
        for (int length = 0; length < whole.length; length += 3) {
            Path onnx = write(Arrays.copyOf(whole, length));
            try {
                assertThat(OnnxFiles.external(onnx)).isSubsetOf(FILES);
            } catch (IOException e) {
                assertThat(e).hasMessageEndingWith("is no ONNX model, or is cut short");
            }
        }
        assertThatThrownBy(() -> OnnxFiles.external(write("text, not ONNX".getBytes(StandardCharsets.US_ASCII))))
                .isInstanceOf(IOException.class);
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("model.onnx"), bytes);
    }

    /** Every place where ONNX may have a tensor, written by ONNX's own classes. */
    private static byte[] model() {
        GraphProto deepest = GraphProto.newBuilder()
                .addInitializer(tensor("in subgraph"))
                .addSparseInitializer(sparse("sparse"))
                .build();
        NodeProto node = NodeProto.newBuilder()
                .addAttribute(AttributeProto.newBuilder().setT(tensor("attribute")))
                .addAttribute(AttributeProto.newBuilder().addTensors(tensor("attributes")))
                .addAttribute(AttributeProto.newBuilder().setSparseTensor(sparse("sparse attribute")))
                .addAttribute(AttributeProto.newBuilder().addSparseTensors(sparse("sparse attributes")))
                .addAttribute(AttributeProto.newBuilder().setG(deepest))
                .addAttribute(AttributeProto.newBuilder()
                        .addGraphs(GraphProto.newBuilder().addInitializer(tensor("in subgraphs"))))
                .build();
        NodeProto inFunction = NodeProto.newBuilder()
                .addAttribute(AttributeProto.newBuilder().setT(tensor("function")))
                .build();
        TensorProto within = TensorProto.newBuilder()
                .addFloatData(1)
                .addInt64Data(300)
                .setRawData(ByteString.copyFromUtf8("location"))
                .build();
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .setProducerName("maker")
                .setGraph(GraphProto.newBuilder()
                        .setName("graph")
                        .addNode(node)
                        .addInitializer(tensor("weights"))
                        .addInitializer(within))
                .addFunctions(FunctionProto.newBuilder()
                        .addNode(inFunction)
                        .addAttributeProto(AttributeProto.newBuilder().setT(tensor("function's attribute"))))
                .build()
                .toByteArray();
    }

    private static SparseTensorProto sparse(String location) {
        return SparseTensorProto.newBuilder()
                .setValues(tensor(location + " values"))
                .setIndices(tensor(location + " indices"))
                .build();
    }

    private static TensorProto tensor(String location) {
        return TensorProto.newBuilder()
                .setName("name")
                .addExternalData(entry("location", location))
                .addExternalData(entry("offset", "0"))
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .build();
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }
}
