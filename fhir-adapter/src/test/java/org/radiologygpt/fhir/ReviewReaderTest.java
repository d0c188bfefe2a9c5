package org.radiologygpt.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiologygpt.draft.Notice;
import org.radiologygpt.draft.Review;
import org.radiologygpt.draft.Reviewer;
import org.radiologygpt.draft.SkipReason;
import org.radiologygpt.report.RejectReason;
import org.radiologygpt.report.ReportKey;

class ReviewReaderTest {
    private static final String DRAFT = "RIS/NORTH|F1|20260301090000|2";

    private static String task(String elements) {
        return "{\"resourceType\":\"Task\",\"id\":\"13\",\"intent\":\"order\",\"identifier\":[{\"system\":"
                + "\"https://radiologygpt.org/fhir/identifier/review-task\",\"value\":\"" + DRAFT + "\"}]," + elements
                + "}";
    }

    private static Optional<Notice> read(String json) {
        return new ReviewReader().read(json.getBytes(UTF_8));
    }

    private static String business(String coding) {
        return "\"status\":\"completed\",\"businessStatus\":{\"coding\":[" + coding + "]}";
    }

    @ParameterizedTest
    @CsvSource({"accepted, ACCEPTED", "edited, EDITED", "rejected, REJECTED", "Accepted, ACCEPTED"})
    void completed_task_says_what_became_of_its_draft(String code, Review review) {
        String coding = "{\"system\":\"https://radiologygpt.org/fhir/CodeSystem/review\",\"code\":\"" + code + "\"}";
        assertThat(read(task(business(coding)))).hasValueSatisfying(notice -> {
            Notice.Reviewed reviewed = (Notice.Reviewed) notice;
            assertThat(reviewed.given().draft()).isEqualTo(DRAFT);
            assertThat(reviewed.given().number()).isEqualTo(2);
            assertThat(reviewed.given().report()).isEqualTo(new ReportKey("RIS/NORTH", "F1"));
            assertThat(reviewed.given().review()).isEqualTo(review);
        });
    }

    @Test
    void reviewer_and_time_come_from_the_task() {
        String json = task(business("{\"code\":\"edited\"}")
                + ",\"lastModified\":\"2026-03-01T12:00:00Z\",\"owner\":{\"reference\":\"Practitioner/7\","
                + "\"identifier\":{\"system\":\"urn:staff\",\"value\":\"1006\"},\"display\":\"Rosa Reader\"}");
        Notice.Reviewed reviewed = (Notice.Reviewed) read(json).orElseThrow();
        assertThat(reviewed.given().by()).isEqualTo(new Reviewer("Practitioner/7", "urn:staff", "1006", "Rosa Reader"));
        assertThat(reviewed.given().when()).contains(Instant.parse("2026-03-01T12:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"valueCodeableConcept\":{\"coding\":[{\"code\":\"edited\"}]}",
                "\"valueCoding\":{\"code\":\"edited\"}",
                "\"valueCode\":\"edited\"",
                "\"valueString\":\"edited\"",
            })
    void outcome_may_stand_in_an_output(String value) {
        String json = task("\"status\":\"completed\",\"output\":[{\"type\":{\"text\":\"outcome\"}," + value + "}]");
        assertThat(((Notice.Reviewed) read(json).orElseThrow()).given().review())
                .isEqualTo(Review.EDITED);
    }

    @Test
    void rejected_task_needs_no_outcome_and_a_completed_one_does() {
        assertThat(((Notice.Reviewed) read(task("\"status\":\"rejected\"")).orElseThrow())
                        .given()
                        .review())
                .isEqualTo(Review.REJECTED);
        assertThat(read(task("\"status\":\"completed\"")))
                .hasValueSatisfying(notice ->
                        assertThat(((Notice.Unusable) notice).reason()).isEqualTo(RejectReason.UNKNOWN_STATUS));
        String foreign = "{\"system\":\"urn:other\",\"code\":\"accepted\"}";
        assertThat(read(task(business(foreign)))).containsInstanceOf(Notice.Unusable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"requested", "in-progress", "cancelled", "entered-in-error"})
    void task_that_nobody_reviewed_is_idle(String status) {
        assertThat(read(task("\"status\":\"" + status + "\"")))
                .contains(new Notice.Idle(new ReportKey("RIS/NORTH", "F1"), SkipReason.NOT_REVIEWED));
    }

    @Test
    void task_of_the_ehr_may_name_the_draft_as_its_focus() {
        String json = "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{\"resource\":"
                + "{\"resourceType\":\"Task\",\"intent\":\"order\",\"status\":\"rejected\",\"focus\":{\"identifier\":{\"system\":"
                + "\"https://radiologygpt.org/fhir/identifier/draft\",\"value\":\"" + DRAFT + "\"}}}}]}";
        assertThat(read(json)).containsInstanceOf(Notice.Reviewed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{\"resourceType\":\"Patient\"}",
                "{\"resourceType\":\"Task\",\"status\":\"completed\",\"intent\":\"order\"}",
                "{\"resourceType\":\"Task\",\"status\":\"rejected\",\"identifier\":[{\"system\":"
                        + "\"https://radiologygpt.org/fhir/identifier/review-task\",\"value\":\"F1|0\"}]}",
                "{\"resourceType\":\"Bundle\",\"type\":\"collection\"}",
            })
    void other_messages_are_no_reviews(String json) {
        assertThat(read(json)).isEmpty();
    }
}
