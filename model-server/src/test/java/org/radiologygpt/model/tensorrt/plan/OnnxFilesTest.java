package org.radiologygpt.model.tensorrt.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxFilesTest {
    @TempDir
    Path directory;

    @Test
    void files_with_weights_are_found_in_the_graph_and_in_graphs_below_it() throws IOException {
        Path onnx = write(model());

        assertThat(OnnxFiles.external(onnx)).containsExactly("a.bin", "b.bin", "c.bin");
    }

    @Test
    void the_digest_changes_with_the_weights_beside_the_model() throws IOException {
        Path onnx = write(model());
        for (String name : new String[] {"a.bin", "b.bin", "c.bin"}) {
            Files.writeString(directory.resolve(name), name);
        }
        String before = OnnxFiles.digest(onnx);

        assertThat(OnnxFiles.digest(onnx)).isEqualTo(before);
        Files.writeString(directory.resolve("c.bin"), "other");
        assertThat(OnnxFiles.digest(onnx)).isNotEqualTo(before);
    }

    @Test
    void a_missing_file_of_weights_is_told() throws IOException {
        Path onnx = write(model());

        assertThatThrownBy(() -> OnnxFiles.digest(onnx))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("names the weights file a.bin, which is not beside it");
    }

    @Test
    void a_file_that_is_cut_short_is_an_error_or_names_less() throws IOException {
        byte[] whole = model();
        for (int length = 0; length < whole.length; length++) {
            Path onnx = write(Arrays.copyOf(whole, length));
            try {
                assertThat(OnnxFiles.external(onnx)).isSubsetOf("a.bin", "b.bin", "c.bin");
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

    /** A graph with an initializer in a.bin, a constant in b.bin, a subgraph with one in c.bin, and one within. */
    private static byte[] model() {
        byte[] subgraph = field(5, tensor("c.bin"));
        byte[] node = join(field(5, field(5, tensor("b.bin"))), field(5, field(6, subgraph)));
        byte[] within = join(new byte[] {0x08, 0x02}, field(9, new byte[] {1, 2, 3}));
        byte[] graph = join(field(1, node), field(5, tensor("a.bin")), field(5, within));
        return join(new byte[] {0x08, 0x0A}, field(2, "maker".getBytes(StandardCharsets.US_ASCII)), field(7, graph));
    }

    private static byte[] tensor(String location) {
        return join(field(13, entry("location", location)), field(13, entry("offset", "0")), new byte[] {0x70, 0x01});
    }

    private static byte[] entry(String key, String value) {
        return join(
                field(1, key.getBytes(StandardCharsets.US_ASCII)), field(2, value.getBytes(StandardCharsets.US_ASCII)));
    }

    /** All lengths here are below 128. */
    private static byte[] field(int number, byte[] content) {
        assertThat(content.length).isLessThan(128);
        return join(new byte[] {(byte) (number << 3 | 2), (byte) content.length}, content);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
