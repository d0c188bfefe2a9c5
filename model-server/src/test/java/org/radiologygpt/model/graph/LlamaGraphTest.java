package org.radiologygpt.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiologygpt.model.quantize.Precision;
import org.radiologygpt.model.weights.AdapterLimits;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LlamaTensors;
import org.radiologygpt.model.weights.ModelFormatException;

class LlamaGraphTest {
    private static final LlamaConfig CONFIG = new LlamaConfig(97, 64, 88, 2, 4, 2, 16, 128, 1e-5, 10000, false, 1, 2);

    private static ModelProto emit(LlamaConfig config, DType type, Dialect dialect) {
        Map<String, DType> types = new TreeMap<>();
        LlamaTensors.shapes(config).keySet().forEach(name -> types.put(name, type));
        try {
            return ModelProto.parseFrom(LlamaGraph.emit(config, types, dialect, 32));
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void onnx_knows_every_field_that_is_written(Dialect dialect) {
        assertThat(unknownFields(emit(CONFIG, DType.BF16, dialect))).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void every_weight_is_an_external_initializer_of_its_shape(Dialect dialect) {
        Map<String, TensorProto> external = emit(CONFIG, DType.F16, dialect).getGraph().getInitializerList().stream()
                .filter(tensor -> tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL)
                .collect(Collectors.toMap(TensorProto::getName, tensor -> tensor));
        assertThat(external.keySet()).isEqualTo(LlamaTensors.shapes(CONFIG).keySet());
        LlamaTensors.shapes(CONFIG).forEach((name, shape) -> {
            assertThat(external.get(name).getDimsList()).containsExactly(box(shape));
            assertThat(external.get(name).getDataType()).isEqualTo(TensorProto.DataType.FLOAT16_VALUE);
            assertThat(external.get(name).getRawData().isEmpty()).isTrue();
        });
    }

    @Test
    void a_weight_in_a_file_is_named_by_its_place() throws Exception {
        Map<String, DType> types = new TreeMap<>();
        LlamaTensors.shapes(CONFIG).keySet().forEach(name -> types.put(name, DType.F32));
        Map<String, ExternalData> files =
                Map.of(LlamaTensors.FINAL_NORM, new ExternalData("models/a/model.safetensors", 4096, 256));
        ModelProto model = ModelProto.parseFrom(
                LlamaGraph.emit(CONFIG, types, files, Precision.F32, Dialect.FUSED, 32, AdapterLimits.NONE));

        assertThat(place(model, LlamaTensors.FINAL_NORM))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("location", "models/a/model.safetensors", "offset", "4096", "length", "256"));
        assertThat(place(model, LlamaTensors.EMBEDDING)).containsOnlyKeys("location");
    }

    private static Map<String, String> place(ModelProto model, String name) {
        return model.getGraph().getInitializerList().stream()
                .filter(tensor -> tensor.getName().equals(name))
                .flatMap(tensor -> tensor.getExternalDataList().stream())
                .collect(Collectors.toMap(entry -> entry.getKey(), entry -> entry.getValue()));
    }

    @ParameterizedTest
    @EnumSource
    void every_value_is_made_once_and_before_it_is_used(Dialect dialect) {
        GraphProto graph = emit(CONFIG, DType.F16, dialect).getGraph();
        Set<String> known = new HashSet<>(Set.of(""));
        graph.getInputList().forEach(input -> known.add(input.getName()));
        graph.getInitializerList().forEach(tensor -> known.add(tensor.getName()));
        List<String> made = new ArrayList<>();
        for (NodeProto node : graph.getNodeList()) {
            assertThat(known).containsAll(node.getInputList());
            known.addAll(node.getOutputList());
            node.getOutputList().stream().filter(name -> !name.isEmpty()).forEach(made::add);
        }
        assertThat(made).doesNotHaveDuplicates();
        assertThat(made).containsAll(names(graph.getOutputList()));
    }

    @Test
    void the_standard_dialect_uses_no_runtimes_own_operator() {
        List<NodeProto> nodes =
                emit(CONFIG, DType.F32, Dialect.STANDARD).getGraph().getNodeList();
        assertThat(nodes).allMatch(node -> node.getDomain().isEmpty());
        assertThat(nodes).noneMatch(node -> node.getOpType().startsWith("Simplified"));
    }

    @Test
    void both_dialects_take_and_give_what_their_description_says() {
        List<String> caches = List.of("past_key.0", "past_key.1", "past_value.0", "past_value.1");
        GraphProto fused = emit(CONFIG, DType.F32, Dialect.FUSED).getGraph();
        assertThat(names(fused.getInputList()))
                .contains("input_ids", "seqlens_k", "total_sequence_length")
                .containsAll(caches)
                .hasSize(7);
        GraphProto standard = emit(CONFIG, DType.F32, Dialect.STANDARD).getGraph();
        assertThat(names(standard.getInputList()))
                .contains("input_ids", "past_lengths")
                .containsAll(caches)
                .hasSize(6);
        assertThat(names(standard.getOutputList()))
                .containsExactlyInAnyOrderElementsOf(names(fused.getOutputList()))
                .hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_quantised_matrix_is_two_initializers_and_the_rest_as_stored(boolean tied) throws Exception {
        LlamaConfig config = new LlamaConfig(97, 64, 88, 2, 4, 2, 16, 128, 1e-5, 10000, tied, 1, 2);
        Map<String, DType> types = new TreeMap<>();
        LlamaTensors.shapes(config).keySet().forEach(name -> types.put(name, DType.F16));
        ModelProto model = ModelProto.parseFrom(LlamaGraph.emit(config, types, Precision.int4(32), Dialect.FUSED, 32));
        assertThat(unknownFields(model)).isZero();
        Map<String, TensorProto> external = model.getGraph().getInitializerList().stream()
                .filter(tensor -> tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL)
                .collect(Collectors.toMap(TensorProto::getName, tensor -> tensor));
        String down = "model.layers.1.mlp.down_proj.weight";
        assertThat(external).doesNotContainKey(down).containsKey(LlamaTensors.EMBEDDING);
        assertThat(external.get(down + ".blocks").getDimsList()).containsExactly(64L, 3L, 16L);
        assertThat(external.get(down + ".blocks").getDataType()).isEqualTo(TensorProto.DataType.UINT8_VALUE);
        assertThat(external.get(down + ".scales").getDimsList()).containsExactly(64L, 3L);
        assertThat(external).containsKey(LlamaTensors.output(config) + ".blocks");
        assertThat(model.getGraph().getNodeList().stream()
                        .filter(node -> node.getOpType().equals("MatMulNBits")))
                .hasSize(15);
    }

    @Test
    void the_standard_dialect_refuses_precisions_it_cannot_express() {
        Map<String, DType> types = new TreeMap<>();
        LlamaTensors.shapes(CONFIG).keySet().forEach(name -> types.put(name, DType.F16));
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> LlamaGraph.emit(CONFIG, types, Precision.int8(64), Dialect.STANDARD, 32))
                .withMessage("the standard dialect has no weights in int8-b64, only f32");
    }

    @ParameterizedTest
    @EnumSource
    void places_for_adapters_are_inputs_for_each_matrix_they_may_change(Dialect dialect) throws Exception {
        Map<String, DType> types = new TreeMap<>();
        LlamaTensors.shapes(CONFIG).keySet().forEach(name -> types.put(name, DType.F16));
        AdapterLimits limits = new AdapterLimits(3, 8, List.of("v_proj", "down_proj"));
        ModelProto model =
                ModelProto.parseFrom(LlamaGraph.emit(CONFIG, types, Map.of(), Precision.F32, dialect, 32, limits));
        ModelProto plain = emit(CONFIG, DType.F16, dialect);
        assertThat(unknownFields(model)).isZero();
        List<String> more = new ArrayList<>(names(model.getGraph().getInputList()));
        more.removeAll(names(plain.getGraph().getInputList()));
        assertThat(more)
                .containsExactlyInAnyOrder(
                        "lora_mask",
                        "model.layers.0.self_attn.v_proj.weight.lora_A",
                        "model.layers.0.self_attn.v_proj.weight.lora_B",
                        "model.layers.0.mlp.down_proj.weight.lora_A",
                        "model.layers.0.mlp.down_proj.weight.lora_B",
                        "model.layers.1.self_attn.v_proj.weight.lora_A",
                        "model.layers.1.self_attn.v_proj.weight.lora_B",
                        "model.layers.1.mlp.down_proj.weight.lora_A",
                        "model.layers.1.mlp.down_proj.weight.lora_B");
        assertThat(model.getGraph().getNodeCount() - plain.getGraph().getNodeCount())
                .isEqualTo(4 * 4);
    }

    @Test
    void a_graph_stays_small_whatever_its_weights() {
        LlamaConfig seven = new LlamaConfig(32000, 4096, 11008, 32, 32, 32, 128, 2048, 1e-6, 10000, false, 1, 2);
        int graphWithoutRotaryTables = emit(seven, DType.F16, Dialect.FUSED).getSerializedSize() - 2 * 32 * 64 * 4;
        assertThat(graphWithoutRotaryTables).isLessThan(200_000);
    }

    @Test
    void fused_attention_is_chosen_where_it_takes_the_head_width() {
        assertThat(Dialect.suiting(CONFIG)).isEqualTo(Dialect.FUSED);
        LlamaConfig narrow = new LlamaConfig(97, 64, 88, 2, 8, 2, 8, 128, 1e-5, 10000, false, 1, 2);
        assertThat(Dialect.suiting(narrow)).isEqualTo(Dialect.STANDARD);
    }

    private static ModelProto device(DType type, Readout readout) {
        Map<String, DType> types = new TreeMap<>();
        LlamaTensors.shapes(CONFIG).keySet().forEach(name -> types.put(name, type));
        try {
            return ModelProto.parseFrom(LlamaGraph.emit(
                    CONFIG,
                    types,
                    Map.of(),
                    new DeviceForm(type, 32, 8, readout),
                    new AdapterLimits(3, 8, List.of("v_proj", "down_proj"))));
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    /** ONNX Runtime's CPU has no bf16 products, so that form is shown to be the tested one of f16. */
    @ParameterizedTest
    @EnumSource
    void the_device_form_in_bf16_is_that_in_f16_with_the_type_changed(Readout readout) {
        String half = device(DType.F16, readout).toString();
        String brain = device(DType.BF16, readout).toString();
        assertThat(brain).isNotEqualTo(half);
        assertThat(brain.replace("data_type: 16", "data_type: 10")
                        .replace("elem_type: 16", "elem_type: 10")
                        .replaceAll("(name: \"to\"\\s+i: )16", "$110"))
                .isEqualTo(half);
    }

    /** Of "Supported ONNX Operators" in docs/operators.md of onnx-tensorrt, from TensorRT 8.4 on; axes and K are constants. */
    @ParameterizedTest
    @EnumSource
    void the_device_form_uses_operators_that_tensorrt_imports(Readout readout) {
        ModelProto model = device(DType.F16, readout);
        assertThat(unknownFields(model)).isZero();
        assertThat(model.getGraph().getNodeList().stream().map(NodeProto::getOpType))
                .isSubsetOf(
                        "Add",
                        "Cast",
                        "Concat",
                        "Div",
                        "Exp",
                        "Expand",
                        "Gather",
                        "GatherND",
                        "Identity",
                        "Less",
                        "LessOrEqual",
                        "Log",
                        "MatMul",
                        "Mul",
                        "Range",
                        "ReduceMean",
                        "ReduceSum",
                        "Reshape",
                        "Shape",
                        "Sigmoid",
                        "Slice",
                        "Softmax",
                        "Split",
                        "Sqrt",
                        "Sub",
                        "TopK",
                        "Transpose",
                        "Unsqueeze",
                        "Where");
    }

    @Test
    void a_device_reads_back_all_logits_or_the_likeliest() {
        List<String> caches = List.of("present_key.0", "present_key.1", "present_value.0", "present_value.1");
        assertThat(names(device(DType.F16, Readout.WHOLE).getGraph().getOutputList()))
                .contains("logits")
                .containsAll(caches)
                .hasSize(5);
        assertThat(names(device(DType.F16, Readout.LIKELIEST).getGraph().getOutputList()))
                .contains("top_values", "top_ids", "log_sum")
                .containsAll(caches)
                .hasSize(7);
    }

    private static List<String> names(List<ValueInfoProto> values) {
        return values.stream().map(ValueInfoProto::getName).toList();
    }

    private static Long[] box(long[] values) {
        return java.util.Arrays.stream(values).boxed().toArray(Long[]::new);
    }

    private static int unknownFields(Message message) {
        int count = message.getUnknownFields().asMap().size();
        for (Object value : message.getAllFields().values()) {
            for (Object one : value instanceof List<?> list ? list : List.of(value)) {
                count += one instanceof Message inner ? unknownFields(inner) : 0;
            }
        }
        return count;
    }
}
