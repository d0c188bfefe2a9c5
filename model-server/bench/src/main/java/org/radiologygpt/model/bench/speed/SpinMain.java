package org.radiologygpt.model.bench.speed;

import java.io.IOException;

/** Keeps every core busy, a thread each, until its input ends. */
public final class SpinMain {
    private static volatile long sink;

    private SpinMain() {}

    /** Takes no arguments that matter. */
    public static void main(String[] arguments) throws IOException {
        for (int core = 0; core < Runtime.getRuntime().availableProcessors(); core++) {
            Thread thread = new Thread(SpinMain::spin, "spin-" + core);
            thread.setDaemon(true);
            thread.start();
        }
        System.out.println(EngineProcess.ANSWER + "ready");
        while (System.in.read() >= 0) {
            continue;
        }
        Runtime.getRuntime().halt(0);
    }

    private static void spin() {
        long value = 1;
        while (true) {
            value = value * 6364136223846793005L + 1442695040888963407L;
            if (value == 0) {
                sink = value;
            }
        }
    }
}
