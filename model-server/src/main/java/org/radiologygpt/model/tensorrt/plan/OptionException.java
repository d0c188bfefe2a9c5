package org.radiologygpt.model.tensorrt.plan;

/** A load option that cannot be taken; the message begins with its name. */
public final class OptionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String option;
    private final String sentence;

    OptionException(String option, String sentence) {
        super("TensorRT option " + option + ": " + sentence);
        this.option = option;
        this.sentence = sentence;
    }

    /** The option's name, as {@code profiles}. */
    public String option() {
        return option;
    }

    /** What is wrong with it. */
    String sentence() {
        return sentence;
    }
}
