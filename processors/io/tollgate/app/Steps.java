package io.tollgate.app;

import org.apache.camel.Processor;

/** Takes the beans that routes call by name ({@code #bean:name}); most of them are steps. */
@FunctionalInterface
interface Steps {
    void bean(String name, Object bean);

    default void add(String name, Processor step) {
        bean(name, step);
    }
}
