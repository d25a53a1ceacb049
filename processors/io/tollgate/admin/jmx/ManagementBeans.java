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

/** Our beans where JMX finds them, as {@code io.tollgate:type=…}; they go when the Camel context does, or before. */
public final class ManagementBeans {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementBeans.class);
    private static final String DOMAIN = "io.tollgate";

    private final ManagementAgent agent;
    private final List<ObjectName> names = new ArrayList<>();

    private ManagementBeans(ManagementAgent agent) {
        this.agent = agent;
    }

    /**
     * Enters beans by the type in their name. Where another gateway of this process has the name already, the port is
     * added to it.
     */
    public static ManagementBeans register(CamelContext context, int port, Map<String, Object> beans) {
        ManagementAgent agent = context.getManagementStrategy().getManagementAgent();
        ManagementBeans entered = new ManagementBeans(agent);
        if (agent == null) {
            LOG.warn("JMX is off; the management beans are not there");
            return entered;
        }
        beans.forEach((type, bean) -> {
            try {
                ObjectName name = name(agent, type, port);
                agent.register(bean, name);
                entered.names.add(name);
            } catch (JMException e) {
                throw new IllegalStateException("the management bean " + type + " cannot be entered", e);
            }
        });
        return entered;
    }

    /** Takes them out, so that another context may enter beans by these names. */
    public void unregister() {
        for (ObjectName name : names) {
            try {
                agent.unregister(name);
            } catch (JMException e) {
                LOG.warn("the management bean {} stays behind", name, e);
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
