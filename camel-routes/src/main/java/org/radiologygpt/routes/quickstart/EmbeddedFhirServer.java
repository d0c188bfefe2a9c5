package org.radiologygpt.routes.quickstart;

import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.FifoMemoryPagingProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.interceptor.ResponseHighlighterInterceptor;
import jakarta.servlet.Servlet;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.radiologygpt.fhir.FhirR4;

/**
 * A FHIR R4 server for trying out and for tests: HAPI's {@code RestfulServer} in Jetty on the loopback address, with
 * transactions, conditional writes, versions, and searches by what a draft is looked for. What it acknowledged survives
 * {@code kill -9}. No authentication, no validation, no deletes, and references to other servers are not checked.
 */
public final class EmbeddedFhirServer implements AutoCloseable {
    private static final List<Class<? extends Resource>> TYPES = List.of(
            DiagnosticReport.class,
            DocumentReference.class,
            Patient.class,
            ServiceRequest.class,
            Observation.class,
            Device.class,
            Provenance.class,
            Task.class,
            AuditEvent.class);

    private final Server server;
    private final ServerConnector connector;
    private final FhirResources resources;

    private EmbeddedFhirServer(FhirResources resources, int port) {
        this.resources = resources;
        QueuedThreadPool threads = new QueuedThreadPool(24, 2);
        threads.setName("fhir");
        threads.setDaemon(true);
        server = new Server(threads);
        connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder((Servlet) restful(resources)), "/fhir/*");
        server.setHandler(context);
    }

    /**
     * Starts the server with what was committed in its directory before.
     *
     * @param dataDir its own directory, created where absent
     * @param port TCP port, 0 for any free one
     * @throws IllegalStateException where another server holds the directory, its journal is damaged, or the port is taken
     */
    public static EmbeddedFhirServer start(Path dataDir, int port) {
        FhirResources resources = FhirResources.open(dataDir);
        EmbeddedFhirServer started = new EmbeddedFhirServer(resources, port);
        try {
            started.server.start();
            return started;
        } catch (Exception e) {
            started.close();
            throw new IllegalStateException("FHIR server did not start on port " + port, e);
        }
    }

    /** As {@code http://127.0.0.1:8090/fhir}, without a slash at the end. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/fhir");
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("FHIR server did not stop", e);
        } finally {
            resources.close();
        }
    }

    private static RestfulServer restful(FhirResources resources) {
        FhirTransaction transaction = new FhirTransaction(
                resources, TYPES.stream().map(Class::getSimpleName).collect(Collectors.toSet()), Clock.systemUTC());
        RestfulServer restful = new RestfulServer(FhirR4.context());
        restful.setServerName("Radiology-GPT quickstart FHIR server");
        restful.setDefaultResponseEncoding(EncodingEnum.JSON);
        restful.setDefaultPrettyPrint(true);
        FifoMemoryPagingProvider pages = new FifoMemoryPagingProvider(20);
        pages.setDefaultPageSize(50);
        pages.setMaximumPageSize(1000);
        restful.setPagingProvider(pages);
        restful.registerInterceptor(new ResponseHighlighterInterceptor());
        restful.registerInterceptor(new FhirFailures());
        restful.registerProvider(new FhirSystemProvider(transaction));
        TYPES.forEach(type -> restful.registerProvider(new FhirResourceProvider<>(type, resources, transaction)));
        return restful;
    }
}
