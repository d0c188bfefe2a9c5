package org.radiologygpt.model.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhysicalCoresTest {
    @TempDir
    Path cpus;

    private void cpu(int number, String siblings) throws IOException {
        Path topology = Files.createDirectories(cpus.resolve("cpu" + number + "/topology"));
        Files.writeString(topology.resolve("thread_siblings_list"), siblings + "\n");
    }

    @Test
    void hyper_threads_of_one_core_count_once() throws IOException {
        for (int cpu = 0; cpu < 8; cpu++) {
            cpu(cpu, cpu % 4 + "," + (cpu % 4 + 4));
        }
        Files.createDirectories(cpus.resolve("cpufreq"));
        assertThat(PhysicalCores.count(cpus, 8)).isEqualTo(4);
    }

    @Test
    void a_container_limit_counts_where_it_is_smaller() throws IOException {
        cpu(0, "0");
        cpu(1, "1");
        cpu(2, "2");
        assertThat(PhysicalCores.count(cpus, 2)).isEqualTo(2);
    }

    @Test
    void without_a_topology_every_processor_counts() {
        assertThat(PhysicalCores.count(cpus.resolve("absent"), 6)).isEqualTo(6);
        assertThat(PhysicalCores.count(cpus, 6)).isEqualTo(6);
    }
}
