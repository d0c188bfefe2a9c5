package org.radiologygpt.model.decode;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.radiologygpt.model.graph.ExternalData;
import org.radiologygpt.model.weights.Tensor;

/**
 * A model's tensors as ONNX Runtime sees them. To be held as long as the session.
 *
 * <p>What lies in a file is named by its place there: ONNX Runtime maps it and lets it go where it keeps a form of its
 * own. Given as memory instead, it copies every byte (1.28: 134 million weights of 32 bits took 600 MB more). Only what
 * was computed, and what lies on another drive, is given as memory.
 */
final class Weights implements AutoCloseable {
    /** Folder that locations are relative to; ONNX Runtime refuses a file outside it. */
    private static final String FOLDER = "session.model_external_initializers_file_folder_path";

    private final Map<String, ExternalData> files = new HashMap<>();
    private final Map<String, OnnxTensorLike> memory = new HashMap<>();
    private final Path root = Path.of("").toAbsolutePath().getRoot();

    Weights(Map<String, Tensor> source) throws OrtException {
        for (Tensor tensor : source.values()) {
            Optional<ExternalData> place = place(tensor);
            if (place.isPresent()) {
                files.put(tensor.name(), place.get());
            } else {
                memory.put(tensor.name(), memory(tensor));
            }
        }
    }

    /** Where the tensors lie that are in files. */
    Map<String, ExternalData> files() {
        return files;
    }

    void addTo(SessionOptions options) throws OrtException {
        options.addConfigEntry(FOLDER, root.toString());
        if (!memory.isEmpty()) {
            options.addExternalInitializers(memory);
        }
    }

    private Optional<ExternalData> place(Tensor tensor) {
        if (tensor.offset() == Tensor.NOT_IN_A_FILE) {
            return Optional.empty();
        }
        try {
            Path file = tensor.file().toRealPath();
            return Optional.of(file)
                    .filter(path -> path.startsWith(root))
                    .map(path -> new ExternalData(
                            root.relativize(path).toString(),
                            tensor.offset(),
                            tensor.data().remaining()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static OnnxTensor memory(Tensor tensor) throws OrtException {
        return OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(),
                tensor.data().order(ByteOrder.nativeOrder()),
                tensor.shape(),
                type(tensor));
    }

    private static OnnxJavaType type(Tensor tensor) {
        return switch (tensor.type()) {
            case F32 -> OnnxJavaType.FLOAT;
            case F16 -> OnnxJavaType.FLOAT16;
            case BF16 -> OnnxJavaType.BFLOAT16;
            case I64 -> OnnxJavaType.INT64;
            case U8 -> OnnxJavaType.UINT8;
        };
    }

    @Override
    public void close() {
        memory.values().forEach(OnnxTensorLike::close);
    }
}
