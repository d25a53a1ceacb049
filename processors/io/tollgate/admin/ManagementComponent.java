package io.tollgate.admin;

import java.util.List;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConsumer;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.service.ServiceSupport;

/**
 * The scheme {@code management:}, which is platform-http on the management port. A route {@code from:
 * management:/observe/…} requires the operator's login and is not reachable through the public port.
 */
final class ManagementComponent {
    /** The scheme, and the name of the component in the context. */
    static final String SCHEME = "management";

    static final String ROUTER = "tollgate-management-router";

    private ManagementComponent() {}

    static PlatformHttpComponent create(int port, HeaderFilterStrategy headers) {
        PlatformHttpComponent component = new PlatformHttpComponent();
        component.setEngine(new Engine(port));
        component.setHeaderFilterStrategy(headers);
        return component;
    }

    private static final class Engine extends ServiceSupport implements PlatformHttpEngine {
        private final int port;

        private Engine(int port) {
            this.port = port;
        }

        @Override
        public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
            return new VertxPlatformHttpConsumer(endpoint, processor, List.of(), ROUTER);
        }

        @Override
        public int getServerPort() {
            return port;
        }
    }
}
