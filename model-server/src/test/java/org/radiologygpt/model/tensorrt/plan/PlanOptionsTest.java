package org.radiologygpt.model.tensorrt.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanOptionsTest {
    @Test
    void nothing_given_is_tensorrts_own_choice() {
        PlanOptions options = PlanOptions.of(Map.of());

        assertThat(options.profiles()).isEmpty();
        assertThat(options.precision()).containsExactly(Precision.TF32);
        assertThat(options.workspaceMiB()).isEmpty();
        assertThat(options.optimizationLevel()).isEqualTo(3);
        assertThat(options.timingCache()).isTrue();
        assertThat(options.buildTimeout()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void two_profiles_are_read_with_ranges_and_single_shapes() {
        List<Profile> profiles = PlanOptions.of(
                        Map.of("profiles", " ids = 1x1/1x256/1x1024 , scale:0=4 ; ids=1x1/16x1/64x1,scale:0=4"))
                .profiles();

        assertThat(profiles).hasSize(2);
        assertThat(profiles.get(0).ranges())
                .containsEntry("ids", new ShapeRange(List.of(1, 1), List.of(1, 256), List.of(1, 1024)))
                .containsEntry("scale:0", new ShapeRange(List.of(4), List.of(4), List.of(4)));
        assertThat(profiles.get(1)).hasToString("ids=1x1/16x1/64x1,scale:0=4/4/4");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "profiles | x | profile 1: 'x' is not of the form name=min/opt/max",
                "profiles | =1 | profile 1: '=1' is not of the form name=min/opt/max",
                "profiles | x=1; | profile 2: '' is not of the form name=min/opt/max",
                "profiles | x=1/2 | profile 1, input x: '1/2' is neither one shape nor min/opt/max",
                "profiles | x=1,x=2 | profile 1, input x stands there twice",
                "profiles | x=1xx2 | profile 1, input x: '1xx2' is no shape",
                "profiles | x=-1 | profile 1, input x: '-1' is no shape",
                "profiles | x=9999999999 | profile 1, input x: dimension 9999999999 is over 2147483647",
                "profiles | x=1/2x2/3 | profile 1, input x: min, opt and max have 1, 2 and 1 dimensions",
                "profiles | x=2/1/3 | profile 1, input x: dimension 0 is 2/1/3; it must be min <= opt <= max",
                "precision | fp64 | 'fp64' is not known",
                "precision | fp16,strong | strong stands alone",
                "workspaceMiB | 0 | '0' is no whole number from 1 to",
                "workspaceMiB | 1G | '1G' is no whole number",
                "optimizationLevel | 6 | '6' is no whole number from 0 to 5",
                "timingCache | true | 'true' is neither on nor off",
                "buildTimeoutMinutes | '' | is empty",
                "profile | x=1 | is not known; known are [buildTimeoutMinutes, cacheDirectory,",
            })
    void what_cannot_be_taken_is_told_with_the_options_name(String option, String value, String sentence) {
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> PlanOptions.of(Map.of(option, value)))
                .withMessageStartingWith("TensorRT option " + option + ": " + sentence)
                .satisfies(e -> assertThat(e.option()).isEqualTo(option));
    }

    @Test
    void the_options_that_shape_a_plan_are_read_back_as_they_were() {
        PlanOptions options = PlanOptions.of(Map.of(
                "profiles", "b=1/2/3,a=4;a=1,b=2",
                "precision", "int8, fp16",
                "workspaceMiB", 512,
                "optimizationLevel", "5",
                "cacheDirectory", "/x",
                "timingCache", "off"));

        assertThat(options.shaping())
                .containsEntry("profiles", "a=4/4/4,b=1/2/3;a=1/1/1,b=2/2/2")
                .containsEntry("precision", "fp16,int8")
                .containsEntry("workspaceMiB", "512")
                .doesNotContainKeys("cacheDirectory", "timingCache");
        assertThat(PlanOptions.of(options.shaping()).shaping()).isEqualTo(options.shaping());
        assertThat(PlanOptions.of(Map.of("precision", "fp32")).shaping()).containsEntry("precision", "fp32");
    }

    @Test
    void bf16_needs_a_gpu_that_has_it() {
        PlanOptions options = PlanOptions.of(Map.of("precision", "bf16"));

        options.check(80);
        assertThatThrownBy(() -> options.check(75))
                .hasMessageContaining("bf16 needs compute capability 8.0 (Ampere) or newer; this GPU has 7.5");
    }

    @Test
    void a_plan_takes_no_option() {
        PlanOptions.refuse(Map.of());

        assertThatThrownBy(() -> PlanOptions.refuse(Map.of("precision", "fp16")))
                .isInstanceOf(OptionException.class)
                .hasMessageStartingWith("TensorRT option precision: does not apply to a plan");
    }
}
