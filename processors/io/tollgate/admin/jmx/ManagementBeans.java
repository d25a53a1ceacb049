package io.tollgate.admin.jmx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ManagementAgent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers the beans of Tollgate in JMX as {@code io.tollgate:type=…}, until the Camel context stops or another one takes over. */
public final class ManagementBeans {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementBeans.class);
    private static final String DOMAIN = "io.tollgate";

    private final ManagementAgent agent;
    private final List<ObjectName> names = new ArrayList<>();

    private ManagementBeans(ManagementAgent agent) {
        this.agent = agent;
    }

    /**
     * Registers beans by the type in their name. When another gateway of this process already has the name, the port is
     * added to it.
     */
    public static ManagementBeans register(CamelContext context, int port, Map<String, Object> beans) {
        ManagementAgent agent = context.getManagementStrategy().getManagementAgent();
        ManagementBeans registered = new ManagementBeans(agent);
        if (agent == null) {
            LOG.warn("JMX is off, so there are no JMX beans");
            return registered;
        }
        beans.forEach((type, bean) -> {
            try {
                ObjectName name = name(agent, type, port);
                agent.register(bean, name);
                registered.names.add(name);
            } catch (JMException e) {
                throw new IllegalStateException("could not register the JMX bean " + type, e);
            }
        });
        return registered;
    }

    /** Unregisters the beans, so that another context can use their names. */
    public void unregister() {
        for (ObjectName name : names) {
            try {
                agent.unregister(name);
            } catch (JMException e) {
                LOG.warn("could not unregister the JMX bean {}", name, e);
            }
        }
        names.clear();
    }

    private static ObjectName name(ManagementAgent agent, String type, int port) throws JMException {
        ObjectName name = new ObjectName(DOMAIN + ":type=" + type);
        return agent.getMBeanServer().isRegistered(name)
                ? new ObjectName(DOMAIN + ":type=" + type + ",gateway=" + port)
                : name;
    }
}
