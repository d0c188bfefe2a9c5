package org.radiologygpt.peer;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.provider.IJpaSystemProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import jakarta.servlet.Servlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * Starts the JPA server, prints {@code READY base-url}, and ends when its input ends. Without settings on a free port and
 * H2 in memory; with the system properties {@value #PORT} and {@value JpaPeerConfig#DATABASE} on those.
 */
public final class JpaPeer {
    /** What precedes the base URL on the line that says the server is ready. */
    public static final String READY = "READY ";

    /** System property: TCP port, 0 for a free one. */
    public static final String PORT = "peer.port";

    private JpaPeer() {}

    /** No arguments. */
    public static void main(String[] args) throws Exception {
        ApplicationContext beans = new AnnotationConfigApplicationContext(JpaPeerConfig.class);
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.getInteger(PORT, 0));
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder((Servlet) restful(beans)), "/fhir/*");
        server.setHandler(context);
        server.start();
        System.out.println(READY + "http://127.0.0.1:" + connector.getLocalPort() + "/fhir");
        while (System.in.read() >= 0) {
            // the test holds our input open
        }
        Runtime.getRuntime().halt(0);
    }

    private static RestfulServer restful(ApplicationContext beans) {
        RestfulServer restful = new RestfulServer(beans.getBean(FhirContext.class));
        restful.setDefaultResponseEncoding(EncodingEnum.JSON);
        restful.registerProviders(beans.getBean(ResourceProviderFactory.class).createProviders());
        restful.registerProvider(beans.getBean(IJpaSystemProvider.class));
        restful.setPagingProvider(beans.getBean(DatabaseBackedPagingProvider.class));
        return restful;
    }
}
