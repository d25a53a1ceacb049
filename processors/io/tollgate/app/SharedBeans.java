package io.tollgate.app;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.main.Main;

/** The beans of a gateway's routes, kept for all Camel contexts that follow one another when routes are reloaded. */
final class SharedBeans implements Steps {
    private final Map<String, Object> beans = new LinkedHashMap<>();

    /** @throws IllegalStateException when the name is taken */
    @Override
    public void bean(String name, Object bean) {
        if (beans.putIfAbsent(name, bean) != null) {
            throw new IllegalStateException("two beans are called " + name);
        }
    }

    void bindTo(Main camel) {
        beans.forEach(camel::bind);
    }
}
