package org.radiologygpt.model.tensorrt.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.radiologygpt.model.tensorrt.Gpu;
import org.radiologygpt.model.tensorrt.Installed;

class PlanKeyTest {
    private static final Gpu H200 = new Gpu(0, "H200", 9, 0, 139L << 30);
    private static final Installed INSTALLED = new Installed("580.1", "10.6.0", List.of());
    private static final PlanOptions OPTIONS = PlanOptions.of(Map.of("profiles", "x=1/2/3,y=1"));
    private static final String KEY = PlanKey.plan("digest", H200, INSTALLED, OPTIONS);

    @Test
    void whatever_makes_another_plan_makes_another_key() {
        Stream<String> others = Stream.of(
                PlanKey.plan("other", H200, INSTALLED, OPTIONS),
                PlanKey.plan("digest", new Gpu(0, "H100", 9, 0, 139L << 30), INSTALLED, OPTIONS),
                PlanKey.plan("digest", new Gpu(0, "H200", 9, 1, 139L << 30), INSTALLED, OPTIONS),
                PlanKey.plan("digest", new Gpu(0, "H200", 9, 0, 70L << 30), INSTALLED, OPTIONS),
                PlanKey.plan("digest", H200, new Installed("580.2", "10.6.0", List.of()), OPTIONS),
                PlanKey.plan("digest", H200, new Installed("580.1", "10.7.0", List.of()), OPTIONS),
                PlanKey.plan("digest", H200, INSTALLED, PlanOptions.of(Map.of("profiles", "x=1/2/4,y=1"))),
                PlanKey.plan("digest", H200, INSTALLED, PlanOptions.of(Map.of())),
                PlanKey.timings(H200, INSTALLED));

        assertThat(others).doesNotContain(KEY).doesNotHaveDuplicates();
    }

    @Test
    void equal_gpus_and_equal_options_share_a_plan() {
        assertThat(KEY)
                .isEqualTo(PlanKey.plan(
                        "digest",
                        new Gpu(3, "H200", 9, 0, 139L << 30),
                        INSTALLED,
                        PlanOptions.of(Map.of("profiles", "y=1/1/1, x=1/2/3", "cacheDirectory", "/x"))))
                .matches("[0-9a-f]{64}");
    }
}
