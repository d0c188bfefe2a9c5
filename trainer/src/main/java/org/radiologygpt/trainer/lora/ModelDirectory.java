package org.radiologygpt.trainer.lora;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.SafetensorsWriter;

/** Writes what training made: a whole model in Hugging Face's layout, or an adapter in PEFT's. Each file whole or not at all. */
final class ModelDirectory {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TOKENIZER_FILES =
            List.of("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json");

    private ModelDirectory() {}

    /** Writes {@code model.safetensors} in half precision and {@code config.json}. */
    static void writeModel(Path out, LlamaConfig config, Map<String, NDArray> weights) throws IOException {
        DurableFile.write(out.resolve("model.safetensors"), writer(DType.F16, weights));
        DurableFile.write(out.resolve("config.json"), config.toJson());
    }

    /** Writes {@code adapter_model.safetensors} and {@code adapter_config.json}. */
    static void writeAdapter(Path out, LoraSpec lora, String base, Map<String, NDArray> weights) throws IOException {
        DurableFile.write(out.resolve("adapter_model.safetensors"), writer(DType.F32, weights));
        ObjectNode json = JSON.createObjectNode();
        json.put("peft_type", "LORA").put("task_type", "CAUSAL_LM");
        json.put("base_model_name_or_path", base);
        json.put("r", lora.rank());
        json.put("lora_alpha", lora.alpha());
        json.put("lora_dropout", lora.dropout());
        lora.targets().forEach(target -> json.withArray("target_modules").add(target.module()));
        json.put("bias", "none").put("fan_in_fan_out", false).put("inference_mode", true);
        json.put("use_rslora", false).put("use_dora", false).putNull("modules_to_save");
        DurableFile.write(
                out.resolve("adapter_config.json"),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
    }

    /** Copies the tokenizer's files of a base directory. */
    static void copyTokenizer(Path base, Path out) throws IOException {
        for (String name : TOKENIZER_FILES) {
            if (Files.exists(base.resolve(name)) && !base.toRealPath().equals(out.toRealPath())) {
                DurableFile.copy(base.resolve(name), out.resolve(name));
            }
        }
    }

    static SafetensorsWriter writer(DType type, Map<String, NDArray> tensors) {
        SafetensorsWriter writer = new SafetensorsWriter(type);
        tensors.forEach((name, array) ->
                writer.add(name, array.toFloatArray(), array.getShape().getShape()));
        return writer;
    }
}
