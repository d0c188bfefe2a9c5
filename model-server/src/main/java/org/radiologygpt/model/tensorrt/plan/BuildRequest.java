package org.radiologygpt.model.tensorrt.plan;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the building process is told on its standard input, one {@code name value} a line up to {@code end}.
 *
 * @param onnx the model
 * @param plan to be written
 * @param answer to be written last, a {@link BuildAnswer}
 * @param timings measured times of kernels to read, if they are there, and to write
 * @param device number of the GPU
 * @param libraries of NVIDIA, in the order in which they are to be opened
 * @param options as {@link PlanOptions#shaping()}
 */
record BuildRequest(
        Path onnx,
        Path plan,
        Path answer,
        Optional<Path> timings,
        int device,
        List<Path> libraries,
        Map<String, String> options) {
    private static final String END = "end";

    BuildRequest {
        libraries = List.copyOf(libraries);
        options = Map.copyOf(options);
    }

    /** @throws IOException where a value has more than one line and cannot be sent */
    String text() throws IOException {
        List<String> lines = new ArrayList<>(List.of("onnx " + onnx, "plan " + plan, "answer " + answer));
        timings.ifPresent(file -> lines.add("timings " + file));
        lines.add("device " + device);
        libraries.forEach(file -> lines.add("library " + file));
        options.forEach((name, value) -> lines.add("option " + name + " " + value));
        lines.add(END);
        for (String line : lines) {
            if (line.chars().anyMatch(c -> c == '\n' || c == '\r')) {
                throw new IOException("a path or an option holds a line break: " + line.split("\\R", 2)[0]);
            }
        }
        return String.join("\n", lines) + "\n";
    }

    /** @throws IOException where the text is not whole */
    static BuildRequest read(BufferedReader in) throws IOException {
        Map<String, String> values = new HashMap<>();
        Map<String, String> options = new LinkedHashMap<>();
        List<Path> libraries = new ArrayList<>();
        for (String line = in.readLine(); !END.equals(line); line = in.readLine()) {
            String[] words = line == null ? new String[0] : line.split(" ", 2);
            if (words.length < 2) {
                throw new IOException("the request to build a plan is cut short");
            }
            switch (words[0]) {
                case "library" -> libraries.add(Path.of(words[1]));
                case "option" -> {
                    String[] option = words[1].split(" ", 2);
                    options.put(option[0], option[option.length - 1]);
                }
                default -> values.put(words[0], words[1]);
            }
        }
        return of(values, libraries, options);
    }

    private static BuildRequest of(Map<String, String> values, List<Path> libraries, Map<String, String> options)
            throws IOException {
        if (!values.keySet().containsAll(List.of("onnx", "plan", "answer", "device"))) {
            throw new IOException("the request to build a plan names only " + values.keySet());
        }
        return new BuildRequest(
                Path.of(values.get("onnx")),
                Path.of(values.get("plan")),
                Path.of(values.get("answer")),
                Optional.ofNullable(values.get("timings")).map(Path::of),
                Integer.parseInt(values.get("device")),
                libraries,
                options);
    }
}
