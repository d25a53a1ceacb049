package io.tollgate.operations.jmx;

import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ManagementAgent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts our beans where JMX finds them, as {@code io.tollgate:type=…}; they go when the Camel context does. */
public final class ManagementBeans {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementBeans.class);
    private static final String DOMAIN = "io.tollgate";

    private ManagementBeans() {}

    /**
     * Enters beans by the type in their name. Where another gateway of this process has the name already, the port is
     * added to it.
     */
    public static void enter(CamelContext context, int port, Map<String, Object> beans) {
        ManagementAgent agent = context.getManagementStrategy().getManagementAgent();
        if (agent == null) {
            LOG.warn("JMX is off; the management beans are not there");
            return;
        }
        beans.forEach((type, bean) -> {
            try {
                agent.register(bean, name(agent, type, port));
            } catch (JMException e) {
                throw new IllegalStateException("the management bean " + type + " cannot be entered", e);
            }
        });
    }

    private static ObjectName name(ManagementAgent agent, String type, int port) throws JMException {
        ObjectName name = new ObjectName(DOMAIN + ":type=" + type);
        return agent.getMBeanServer().isRegistered(name)
                ? new ObjectName(DOMAIN + ":type=" + type + ",gateway=" + port)
                : name;
    }
}
