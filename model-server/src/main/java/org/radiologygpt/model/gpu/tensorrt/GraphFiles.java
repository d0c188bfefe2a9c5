package org.radiologygpt.model.gpu.tensorrt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.radiologygpt.model.gpu.Device.Graph;
import org.radiologygpt.model.graph.ExternalData;
import org.radiologygpt.model.weights.Tensor;

/**
 * A graph as TensorRT's parser reads it: {@code model.onnx}, and beside it the weights that it names. Those of a model's own
 * files are links to them; those that were computed, as by merging an adapter, are written.
 */
final class GraphFiles implements AutoCloseable {
    private static final String COMPUTED = "computed";

    private final Path directory;
    private final Map<Path, String> links = new HashMap<>();
    private final Map<String, ExternalData> places = new HashMap<>();

    private GraphFiles(Path directory) {
        this.directory = directory;
    }

    /** @param parent of a directory that is there until this is closed */
    static GraphFiles write(Path parent, Graph graph, Map<String, Tensor> weights) throws IOException {
        GraphFiles files = new GraphFiles(Files.createTempDirectory(Files.createDirectories(parent), "graph-"));
        try {
            for (Map.Entry<String, Tensor> weight : weights.entrySet()) {
                files.places.put(weight.getKey(), files.place(weight.getValue()));
            }
            Files.write(files.onnx(), graph.emit(files.places));
            return files;
        } catch (IOException | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    Path onnx() {
        return directory.resolve("model.onnx");
    }

    private ExternalData place(Tensor tensor) throws IOException {
        int length = tensor.data().remaining();
        return tensor.offset() == Tensor.NOT_IN_A_FILE
                ? new ExternalData(COMPUTED, appended(tensor.data()), length)
                : new ExternalData(linked(tensor.file().toRealPath()), tensor.offset(), length);
    }

    private String linked(Path file) throws IOException {
        String name = links.get(file);
        if (name == null) {
            name = "weights-" + links.size();
            Files.createSymbolicLink(directory.resolve(name), file);
            links.put(file, name);
        }
        return name;
    }

    private long appended(ByteBuffer bytes) throws IOException {
        Path file = directory.resolve(COMPUTED);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            long offset = channel.size();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            return offset;
        }
    }

    /** Deletes links and copies, never a model's own file. */
    @Override
    public void close() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : entries.toList()) {
                Files.delete(entry);
            }
        }
        Files.delete(directory);
    }
}
