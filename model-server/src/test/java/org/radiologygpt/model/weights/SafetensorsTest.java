package org.radiologygpt.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
    /** Exact in all three float types. */
    private static final float[] VALUES = {0, -0.5f, 1, 3.25f, -128, 0.0078125f};

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"I64", "U8"})
    void values_come_back_as_they_were_written(DType type) throws IOException {
        Path file = directory.resolve("model.safetensors");
        new SafetensorsWriter(type)
                .add("a", VALUES, 2, 3)
                .add("b", new float[] {7}, 1)
                .write(file);
        Tensor a = Safetensors.openDirectory(directory).tensor("a", 2, 3);
        assertThat(a.toFloats()).containsExactly(VALUES);
        assertThat(a.type()).isEqualTo(type);
        assertThat(a.data().isDirect()).isTrue();
        assertThat(Safetensors.openFile(file).tensor("b").toFloats()).containsExactly(7);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"I64", "U8"})
    void a_run_of_values_can_be_copied(DType type) throws IOException {
        Path file = directory.resolve("one.safetensors");
        new SafetensorsWriter(type).add("a", VALUES, 6).write(file);
        float[] middle = new float[3];
        Safetensors.openFile(file).tensor("a").copyTo(middle, 2);
        assertThat(middle).containsExactly(1, 3.25f, -128);
    }

    @Test
    void a_tensors_place_in_its_file_is_known() throws IOException {
        Path file = directory.resolve("one.safetensors");
        new SafetensorsWriter(DType.F32).add("a", VALUES, 6).write(file);
        Tensor a = Safetensors.openFile(file).tensor("a");
        ByteBuffer raw = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(raw.getFloat((int) a.offset() + 4)).isEqualTo(-0.5f);
    }

    @Test
    void shards_are_read_as_one_model() throws IOException {
        new SafetensorsWriter(DType.F32).add("a", VALUES, 6).write(directory.resolve("m-1.safetensors"));
        new SafetensorsWriter(DType.F16).add("b", VALUES, 6).write(directory.resolve("m-2.safetensors"));
        index("{\"weight_map\":{\"a\":\"m-1.safetensors\",\"b\":\"m-2.safetensors\"}}");
        Safetensors model = Safetensors.openDirectory(directory);
        assertThat(model.tensors()).containsOnlyKeys("a", "b");
        assertThat(model.tensor("b").toFloats()).containsExactly(VALUES);
    }

    @Test
    void a_missing_shard_is_named() throws IOException {
        index("{\"weight_map\":{\"a\":\"m-1.safetensors\"}}");
        refusedDirectory("m-1.safetensors");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../m.safetensors", "/etc/m.safetensors", "a\\\\m.safetensors"})
    void an_index_cannot_lead_out_of_its_directory(String shard) throws IOException {
        index("{\"weight_map\":{\"a\":\"" + shard + "\"}}");
        refusedDirectory("outside its directory");
    }

    @Test
    void an_index_that_is_no_json_is_refused() throws IOException {
        index("{\"weight_map\":");
        refusedDirectory("model.safetensors.index.json");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 100_000_001, 1000})
    void a_header_length_that_cannot_be_is_refused(long length) throws IOException {
        refused(file(length, "{}", 0), "is no safetensors file");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7})
    void a_file_shorter_than_its_prefix_is_refused(int length) throws IOException {
        refused(Files.write(directory.resolve("short.safetensors"), new byte[length]), "is no safetensors file");
    }

    @Test
    void a_truncated_file_is_refused() throws IOException {
        Path file = directory.resolve("cut.safetensors");
        new SafetensorsWriter(DType.F32).add("a", VALUES, 6).write(file);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 1));
        refused(file, "tensor a has offsets that do not fit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,9]}}",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[-8,0]}}",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[4,12]}}",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[9223372036854775800,9223372036854775807]}}",
                "{'a':{'dtype':'F32','shape':[2]}}",
                "{'a':{'dtype':'F32','shape':[4611686018427387904,4],'data_offsets':[0,0]}}",
                "{'a':{'dtype':'F32','shape':[-2,-1],'data_offsets':[0,8]}}",
                "{'a':{'dtype':'Q4','shape':[2],'data_offsets':[0,8]}}",
                "{'a':{'shape':[2],'data_offsets':[0,8]}}"
            })
    void a_header_that_does_not_fit_its_file_is_refused_with_the_tensors_name(String header) throws IOException {
        String json = header.replace('\'', '"');
        refused(file(json.length(), json, 8), "tensor a ");
    }

    @Test
    void a_header_that_is_no_json_is_refused() throws IOException {
        refused(file(4, "{\"a:", 8), "cannot read");
    }

    @Test
    void a_missing_file_is_named() {
        refusedDirectory("model.safetensors");
    }

    private void index(String json) throws IOException {
        Files.writeString(directory.resolve("model.safetensors.index.json"), json);
    }

    private Path file(long headerLength, String header, int dataBytes) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(headerLength).put(text);
        return Files.write(directory.resolve("bad.safetensors"), bytes.array());
    }

    private static void refused(Path file, String message) {
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> Safetensors.openFile(file))
                .withMessageContaining(message);
    }

    private void refusedDirectory(String message) {
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> Safetensors.openDirectory(directory))
                .withMessageContaining(message);
    }
}
