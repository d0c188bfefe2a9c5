package org.radiologygpt.model.tensorrt.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The end of a process that does not end at once. */
class BuilderProcessTest {
    @Test
    void it_is_awaited_even_by_a_thread_that_is_interrupted() throws Exception {
        Slow process = new Slow();
        FutureTask<Boolean> stillInterrupted = new FutureTask<>(() -> {
            Thread.currentThread().interrupt();
            BuilderProcess.end(process);
            return Thread.currentThread().isInterrupted() && process.ended.isDone();
        });
        new Thread(stillInterrupted).start();

        assertThat(process.killed.await(1, TimeUnit.MINUTES)).isTrue();
        process.ended.complete(process);

        assertThat(stillInterrupted.get(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.awaited).isTrue();
    }

    /** Ends when the test says so. */
    private static final class Slow extends Process {
        private final CountDownLatch killed = new CountDownLatch(1);
        private final CompletableFuture<Process> ended = new CompletableFuture<>();
        private volatile boolean awaited;

        @Override
        public CompletableFuture<Process> onExit() {
            awaited = true;
            return ended;
        }

        @Override
        public void destroy() {
            killed.countDown();
        }

        @Override
        public int waitFor() {
            throw new UnsupportedOperationException("would end at an interrupt");
        }

        @Override
        public int exitValue() {
            throw new IllegalThreadStateException("not ended");
        }

        @Override
        public OutputStream getOutputStream() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public InputStream getInputStream() {
            return InputStream.nullInputStream();
        }

        @Override
        public InputStream getErrorStream() {
            return InputStream.nullInputStream();
        }
    }
}
