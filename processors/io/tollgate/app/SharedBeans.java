package io.tollgate.app;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/**
 * The beans of the steps, bound once for all Camel contexts that follow one another when routes are reloaded. It never
 * starts itself; {@link #getCamelContext()} is the context that takes requests now.
 */
final class SharedBeans extends Main {
    private final Map<String, Object> beans = new LinkedHashMap<>();
    private volatile CamelContext running;

    @Override
    public void bind(String name, Object bean) {
        beans.put(name, bean);
    }

    @Override
    public CamelContext getCamelContext() {
        return running;
    }

    void running(CamelContext context) {
        running = context;
    }

    /** A Main with all the beans. */
    Main copy() {
        Main main = new Main();
        beans.forEach(main::bind);
        return main;
    }
}
