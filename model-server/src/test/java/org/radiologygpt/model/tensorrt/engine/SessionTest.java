package org.radiologygpt.model.tensorrt.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionTest {
    private final FakeTensorRt fake = new FakeTensorRt();
    private final Session session = new Session(fake);

    @Test
    void inputs_are_copied_there_and_outputs_back() {
        HostTensor y = session.run(Map.of("x", rows(2))).get("y");

        assertThat(y.shape()).isEqualTo(new Shape(2, 4));
        assertThat(floats(y)).containsExactly(0, 2, 4, 6, 8, 10, 12, 14);
    }

    @Test
    void the_narrowest_profile_that_holds_the_shapes_is_taken_and_its_context_kept() {
        session.run(Map.of("x", rows(8)));
        session.run(Map.of("x", rows(9)));
        session.run(Map.of("x", rows(1)));

        assertThat(fake.calls).filteredOn(call -> call.startsWith("context")).containsExactly("context 1", "context 0");
    }

    @Test
    void shapes_that_no_profile_holds_are_told_with_the_profiles() {
        assertThatThrownBy(() -> session.run(Map.of("x", rows(65))))
                .isInstanceOf(EngineException.class)
                .hasMessage("no optimisation profile holds the shapes {x=(65, 4)}; they are [{x=1x4/64x4/64x4},"
                        + " {x=1x4/8x4/8x4}]");
    }

    @Test
    void memory_is_kept_from_run_to_run_and_grows_by_half_at_least() {
        session.run(Map.of("x", rows(20)));
        session.run(Map.of("x", rows(3)));
        session.run(Map.of("x", rows(33)));

        assertThat(fake.calls)
                .filteredOn(call -> call.startsWith("allocate"))
                .containsExactly("allocate 512", "allocate 512", "allocate 768", "allocate 768");
        assertThat(fake.memory).hasSize(2);
        assertThat(DeviceBuffers.grown(0, 0)).isEqualTo(256);
        assertThat(DeviceBuffers.grown(1000, 1001)).isEqualTo(1536);
    }

    @Test
    void an_empty_tensor_has_an_address_too() {
        fake.profiles = List.of(Map.of());
        fake.ports = List.of(
                new Port("x", true, TensorType.FLOAT, new Shape(0, 4)),
                new Port("y", false, TensorType.FLOAT, new Shape(0, 4)));
        Session empty = new Session(fake);

        assertThat(empty.run(Map.of("x", rows(0))).get("y").data().remaining()).isZero();
    }

    @Test
    void an_output_whose_shape_depends_on_the_data_is_refused() {
        fake.result = new Shape(-1, 4);

        assertThatThrownBy(() -> session.run(Map.of("x", rows(1))))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("output y has the shape (-1, 4), which depends on the data");
    }

    @Test
    void an_output_beyond_what_java_can_hold_is_refused() {
        fake.result = new Shape(1 << 20, 1 << 10);

        assertThatThrownBy(() -> session.run(Map.of("x", rows(1))))
                .hasMessageEndingWith("takes 4294967296 bytes; 2 GiB is the most");
    }

    @Test
    void inputs_without_a_shape_are_told_by_name() {
        fake.unresolved = List.of("z");

        assertThatThrownBy(() -> session.run(Map.of("x", rows(1)))).hasMessageEndingWith("lack a shape or values: [z]");
    }

    @Test
    void a_run_that_fails_leaves_no_copy_under_way_and_the_next_one_works() {
        fake.failing = "TensorRT could not start the run: out of memory";
        assertThatThrownBy(() -> session.run(Map.of("x", rows(1)))).hasMessage(fake.failing);
        assertThat(fake.pending()).isZero();

        fake.failing = "";
        assertThat(floats(session.run(Map.of("x", rows(1))).get("y"))).containsExactly(0, 2, 4, 6);
    }

    @Test
    void a_closed_session_frees_its_memory_once_and_runs_no_more() {
        session.run(Map.of("x", rows(1)));
        session.close();
        session.close();

        assertThat(fake.memory).isEmpty();
        assertThat(fake.calls).containsOnlyOnce("close");
        assertThatThrownBy(() -> session.run(Map.of("x", rows(1)))).hasMessage("the model is closed");
    }

    @Test
    void types_are_tensorrts_numbers_and_the_others_are_refused() {
        assertThat(List.of(0, 1, 2, 3, 4, 5, 7, 8).stream()
                        .map(code -> TensorType.of(code, "t").djl().name())
                        .toList())
                .containsExactly("FLOAT32", "FLOAT16", "INT8", "INT32", "BOOLEAN", "UINT8", "BFLOAT16", "INT64");
        assertThatThrownBy(() -> TensorType.of(6, "t"))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("tensor t has TensorRT's data type 6, which DJL has not");
        assertThat(TensorType.BF16.bytes(new Shape(3, 5))).isEqualTo(30);
        assertThat(TensorType.INT64.bytes(new Shape())).isEqualTo(8);
    }

    private static HostTensor rows(int rows) {
        ByteBuffer data = ByteBuffer.allocateDirect(16 * rows).order(ByteOrder.nativeOrder());
        for (int i = 0; i < 4 * rows; i++) {
            data.putFloat(i);
        }
        return new HostTensor(new Shape(rows, 4), data.flip());
    }

    private static float[] floats(HostTensor tensor) {
        float[] values = new float[tensor.data().remaining() / 4];
        tensor.data().duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer().get(values);
        return values;
    }
}
