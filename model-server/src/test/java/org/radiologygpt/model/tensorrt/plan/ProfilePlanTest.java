package org.radiologygpt.model.tensorrt.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfilePlanTest {
    private static final List<GraphInput> INPUTS =
            List.of(new GraphInput("ids", List.of(-1, 8)), new GraphInput("scale", List.of(3)));

    @Test
    void a_profile_names_every_dynamic_input_and_may_name_the_others() {
        assertThatCode(() -> ProfilePlan.check(INPUTS, ProfilesText.parse("ids=1x8/2x8/4x8;ids=1x8,scale=3")))
                .doesNotThrowAnyException();
    }

    @Test
    void a_graph_without_dynamic_inputs_needs_no_profile() {
        assertThatCode(() -> ProfilePlan.check(INPUTS.subList(1, 2), List.of())).doesNotThrowAnyException();
        assertThatThrownBy(() -> ProfilePlan.check(INPUTS, List.of()))
                .hasMessage("TensorRT option profiles: is needed, because input ids has the dynamic shape [-1, 8]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ids=1x8;scale=3 | profile 2 has no range for input ids, whose shape is [-1, 8]",
                "ids=1x8,idz=1 | profile 1 names idz, which is no input; the inputs are [ids, scale]",
                "ids=1x7/1x8/1x8 | profile 1, input ids: 1x7/1x8/1x8 does not fit its shape [-1, 8]",
                "ids=1 | profile 1, input ids: 1/1/1 does not fit its shape [-1, 8]",
                "ids=1x8,scale=4 | profile 1, input scale: 4/4/4 does not fit its shape [3]",
            })
    void a_profile_that_does_not_fit_the_graph_is_told(String profiles, String sentence) {
        assertThatThrownBy(() -> ProfilePlan.check(INPUTS, ProfilesText.parse(profiles)))
                .isInstanceOf(OptionException.class)
                .hasMessage("TensorRT option profiles: " + sentence);
    }

    @Property(tries = 200)
    void profiles_are_read_as_they_are_written(@ForAll("profiles") List<Profile> profiles) {
        String text = profiles.stream().map(Profile::toString).collect(Collectors.joining(" ; "));

        assertThat(ProfilesText.parse(text)).isEqualTo(profiles);
    }

    @Provide
    Arbitrary<List<Profile>> profiles() {
        Arbitrary<String> names =
                Arbitraries.strings().withChars("az_09./:=").ofMinLength(1).ofMaxLength(8);
        return Arbitraries.maps(names, ranges())
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(Profile::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    private static Arbitrary<ShapeRange> ranges() {
        Arbitrary<List<Integer>> dimension = Arbitraries.integers()
                .between(0, Integer.MAX_VALUE)
                .list()
                .ofSize(3)
                .map(three -> three.stream().sorted().toList());
        return dimension
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(shape -> new ShapeRange(column(shape, 0), column(shape, 1), column(shape, 2)));
    }

    private static List<Integer> column(List<List<Integer>> shape, int which) {
        return shape.stream().map(dimension -> dimension.get(which)).toList();
    }
}
