package org.radiologygpt.model.tensorrt.plan;

import java.io.IOException;

/** The building process with a builder that needs no GPU. */
final class FakeBuilderMain {
    private FakeBuilderMain() {}

    public static void main(String[] arguments) throws IOException {
        BuilderMain.run(new FakeBuilder());
    }
}
