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
 * The scheme {@code management:} of routes: platform-http on the operators' port instead of the public one. A route
 * {@code from: management:/observe/…} is behind the login and cannot be reached through the public port.
 */
final class ManagementComponent {
    /** The scheme, and the name that the component is bound under. */
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
