package org.radiologygpt.model.tensorrt.plan;

/** TensorRT built nothing; the message is one sentence with its own words. */
final class BuildException extends Exception {
    private static final long serialVersionUID = 1L;

    BuildException(String sentence) {
        super(sentence);
    }
}
