package org.radiologygpt.model.bench.gpu;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What transformers' {@code generate} does with the same weights, where this machine's Python has it.
 *
 * @param remark versions, or why there are no figures
 * @param tokensPerSecond of decoding, by batch
 * @param firstTokenMs by batch
 */
record Transformers(String remark, Map<Integer, Double> tokensPerSecond, Map<Integer, Double> firstTokenMs) {
    private static final String SCRIPT = "transformers_bench.py";
    private static final int MINUTES = 20;

    /** @param python the command to run it with */
    static Transformers measure(String python, Path model, Workload work) throws IOException {
        Path script = Files.createTempFile("transformers", ".py");
        Path said = Files.createTempFile("transformers", ".txt");
        try (InputStream resource = Transformers.class.getResourceAsStream(SCRIPT)) {
            Files.write(script, resource.readAllBytes());
            List<String> command = new ArrayList<>(List.of(
                    python,
                    script.toString(),
                    model.toString(),
                    Integer.toString(work.promptTokens()),
                    Integer.toString(work.answerTokens()),
                    Integer.toString(work.rounds())));
            work.batches().forEach(batch -> command.add(batch.toString()));
            return run(command, said);
        } finally {
            Files.delete(script);
            Files.delete(said);
        }
    }

    private static Transformers run(List<String> command, Path said) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
        } catch (IOException e) {
            return without("there is no " + command.get(0));
        }
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                return without("it took longer than " + MINUTES + " minutes");
            }
            return read(Files.readAllLines(said), process.exitValue());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return without("it was interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    /** Figures that came before a failure count. */
    static Transformers read(List<String> lines, int code) {
        String remark = "";
        Map<Integer, Double> speed = new TreeMap<>();
        Map<Integer, Double> first = new TreeMap<>();
        for (String line : lines) {
            String[] words = line.split(" ");
            if (words[0].equals("versions")) {
                remark = line.substring("versions ".length());
            } else if (words[0].equals("batch") && words.length == 4) {
                speed.put(Integer.valueOf(words[1]), Double.valueOf(words[2]));
                first.put(Integer.valueOf(words[1]), Double.valueOf(words[3]));
            }
        }
        if (code != 0) {
            String last = lines.isEmpty() ? "exit code " + code : lines.get(lines.size() - 1);
            remark = (remark + " ended: " + last).strip();
        }
        return new Transformers(remark, speed, first);
    }

    private static Transformers without(String remark) {
        return new Transformers(remark, Map.of(), Map.of());
    }
}
