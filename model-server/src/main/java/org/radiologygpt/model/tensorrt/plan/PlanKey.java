package org.radiologygpt.model.tensorrt.plan;

import java.util.Map;
import org.radiologygpt.model.tensorrt.Gpu;
import org.radiologygpt.model.tensorrt.Installed;

/** Names of files in the cache: all that makes a plan or a measured time another one stands in the digest. */
final class PlanKey {
    /** Raise when this program builds another plan from the same. */
    private static final int FORM = 1;

    private PlanKey() {}

    static String plan(String modelDigest, Gpu gpu, Installed installed, PlanOptions options) {
        StringBuilder text =
                new StringBuilder("plan " + FORM + "\nmodel " + modelDigest + "\n" + machine(gpu, installed));
        for (Map.Entry<String, String> option : options.shaping().entrySet()) {
            text.append(option.getKey()).append(' ').append(option.getValue()).append('\n');
        }
        return FileDigest.of(text.toString());
    }

    static String timings(Gpu gpu, Installed installed) {
        return FileDigest.of("timings " + FORM + "\n" + machine(gpu, installed));
    }

    /** The GPU's number is left out: equal GPUs share a plan. */
    private static String machine(Gpu gpu, Installed installed) {
        return "gpu " + gpu.name() + ", " + gpu.sm() + ", " + gpu.memoryBytes() + "\ndriver " + installed.driver()
                + "\ntensorrt " + installed.tensorRt() + "\n";
    }
}
