package org.radiologygpt.model.prompt;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a model can be asked about a report: the main task of Liu et al. 2023 ("Radiology-GPT", arXiv 2306.08666) and
 * further uses that the paper names. The wording of the further instructions is ours.
 *
 * <p>A text is never changed under its id: a model is trained with it, and drafts name it. A new wording is a new
 * version. {@code TaskTest} holds the hashes.
 */
public enum Task {
    IMPRESSION(
            PromptTemplate.IMPRESSION,
            "The impression of a report, from its findings.",
            "Input: the findings. Intended use: a draft that a radiologist reviews, changes and signs."
                    + " Not a diagnosis. The only task whose answers are written back to a record."),

    PATIENT_EXPLANATION(
            PromptTemplate.alpaca(
                    "patient-explanation-alpaca-v1", "Explain the radiology report to the patient in plain language"),
            "A report in words that a patient understands.",
            "Input: findings and impression. Intended use: a draft that a radiologist or the treating physician reviews"
                    + " before a patient sees it. Not a diagnosis and not advice; never shown to a patient unreviewed."),

    FURTHER_TESTS(
            PromptTemplate.alpaca(
                    "further-tests-alpaca-v1", "Recommend further tests on the basis of the radiology report"),
            "Further tests that a report suggests.",
            "Input: findings and impression. Intended use: suggestions for review by a radiologist, who knows the"
                    + " patient's history and the guidelines; the model knows neither. Not an order and not a diagnosis."),

    DIFFERENTIAL_DIAGNOSIS(
            PromptTemplate.alpaca(
                    "differential-diagnosis-alpaca-v1",
                    "List the differential diagnoses of the findings in the radiology report"),
            "Diagnoses that could explain the findings.",
            "Input: the findings. Intended use: a list for review by a radiologist. It may miss the true diagnosis and"
                    + " its order is no probability. Not a diagnosis."),

    IMAGING_PROTOCOL(
            PromptTemplate.alpaca(
                    "imaging-protocol-alpaca-v1", "Suggest an imaging protocol for the clinical question"),
            "An imaging protocol for a clinical question.",
            "Input: the clinical question. Intended use: a suggestion for review by a radiologist. It knows nothing of"
                    + " contraindications, allergies, pregnancy, kidney function, devices or dose. Not an order."),

    CONVERSATION(
            PromptTemplate.alpaca(
                    "conversation-alpaca-v1",
                    "Answer the last question of the conversation about the radiology report"),
            "An answer to a question about a report.",
            "Input: the report, an empty line, then the conversation so far, each turn a line that begins with Question:"
                    + " or Answer:, a question last. Intended use: for clinicians, answers to be checked against the"
                    + " report by a radiologist. Not a diagnosis and not advice.");

    private final PromptTemplate template;
    private final String description;
    private final String intendedUse;

    Task(PromptTemplate template, String description, String intendedUse) {
        this.template = template;
        this.description = description;
        this.intendedUse = intendedUse;
    }

    /** The task of exactly this id. */
    public static Optional<Task> of(String id) {
        return Arrays.stream(values()).filter(task -> task.id().equals(id)).findFirst();
    }

    /** Name and version, as {@code impression-alpaca-v1}. */
    public String id() {
        return template.id();
    }

    public PromptTemplate template() {
        return template;
    }

    /** One sentence. */
    public String description() {
        return description;
    }

    /** What the input is, whom the answer is for, and what it is not. */
    public String intendedUse() {
        return intendedUse;
    }

    /** The prompt for an input, with {@link PromptTemplate#plain} applied to it. */
    public String prompt(String input) {
        return template.render(PromptTemplate.plain(input));
    }
}
