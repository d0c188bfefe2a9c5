package org.radiologygpt.routes.quickstart;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;

/**
 * One real KRaft broker in this JVM, its data on disk. Survives a restart and the kill of its process; a power loss may
 * cost the last records, for it relies on the page cache.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts a broker, and formats its directory where it is new.
     *
     * @param data directory of the log; created where missing
     * @param port port of the broker, or 0 for a free one
     * @param maxMessageBytes largest record batch the broker takes, in bytes
     */
    public static EmbeddedBroker start(Path data, int port, int maxMessageBytes) {
        int brokerPort = port == 0 ? freePort() : port;
        Properties properties = properties(data, brokerPort, freePort(), maxMessageBytes);
        format(data, properties);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
        server.startup();
        return new EmbeddedBroker(server, LOOPBACK + ":" + brokerPort);
    }

    /** Address for clients, as {@code 127.0.0.1:9092}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /**
     * Creates topics that do not exist yet.
     *
     * @param partitions partitions of each
     * @param maxMessageBytes largest record batch of each, in bytes
     */
    public void createTopics(Collection<String> names, int partitions, int maxMessageBytes) {
        create(names, partitions, Map.of("max.message.bytes", Integer.toString(maxMessageBytes)));
    }

    /** Creates topics of which only the last record of each key counts, where they do not exist yet. */
    public void createCompactedTopics(Collection<String> names, int partitions) {
        create(names, partitions, Map.of("cleanup.policy", "compact"));
    }

    private void create(Collection<String> names, int partitions, Map<String, String> configs) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            for (String name : names) {
                create(admin, new NewTopic(name, partitions, (short) 1).configs(configs));
            }
        }
    }

    private static void create(Admin admin, NewTopic topic) {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("cannot create topic " + topic.name(), e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topic " + topic.name(), e);
        }
    }

    /** Stops the broker; its data stay. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static Properties properties(Path data, int brokerPort, int controllerPort, int maxMessageBytes) {
        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@" + LOOPBACK + ":" + controllerPort);
        properties.put(
                "listeners",
                "PLAINTEXT://%1$s:%2$d,CONTROLLER://%1$s:%3$d".formatted(LOOPBACK, brokerPort, controllerPort));
        properties.put("advertised.listeners", "PLAINTEXT://" + LOOPBACK + ":" + brokerPort);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("log.dirs", data.toAbsolutePath().toString());
        properties.put("message.max.bytes", Integer.toString(maxMessageBytes));
        properties.put("auto.create.topics.enable", "false");
        properties.put("group.initial.rebalance.delay.ms", "0");
        // After a kill the new process need not wait long for the old registration to expire.
        properties.put("broker.session.timeout.ms", "2000");
        properties.put("broker.heartbeat.interval.ms", "500");
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("share.coordinator.state.topic.num.partitions", "4");
        properties.put("log.cleaner.dedupe.buffer.size", "4194304");
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            properties.put(topic + ".replication.factor", "1");
        }
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("default.replication.factor", "1");
        return properties;
    }

    private static void format(Path data, Properties properties) {
        if (Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        Path config = write(data, properties);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        String[] arguments = {
            "format",
            "--config",
            config.toString(),
            "--cluster-id",
            Uuid.randomUuid().toString()
        };
        int code = StorageTool.execute(arguments, new PrintStream(output, true, StandardCharsets.UTF_8));
        if (code != 0) {
            throw new IllegalStateException("cannot format " + data + ": "
                    + output.toString(StandardCharsets.UTF_8).strip());
        }
    }

    private static Path write(Path data, Properties properties) {
        Path config = data.resolveSibling(data.getFileName() + ".properties");
        try {
            Files.createDirectories(data);
            try (var writer = Files.newBufferedWriter(config)) {
                properties.store(writer, "written when the directory was formatted");
            }
            return config;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
