package io.tollgate.admin;

import java.util.regex.Pattern;

/**
 * Makes the diagrams of the console show the ids of steps. Hawtio shows the id of a step that has the attribute customId,
 * which Camel no longer writes when it dumps a route.
 */
final class NamedStepMarker {
    /** An id in XML inside JSON. Ids that Camel generates end in a number. */
    private static final Pattern GIVEN =
            Pattern.compile(" id=\\\\\"(?![A-Za-z]+[0-9]+\\\\\")([A-Za-z][A-Za-z0-9-]*)\\\\\"");

    private NamedStepMarker() {}

    /** @param json an answer that may contain a route as XML */
    static String mark(String json) {
        return GIVEN.matcher(json).replaceAll(" id=\\\\\"$1\\\\\" customId=\\\\\"true\\\\\"");
    }
}
