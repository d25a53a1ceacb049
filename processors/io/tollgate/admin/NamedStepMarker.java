package io.tollgate.admin;

import java.util.regex.Pattern;

/**
 * Has the console's diagrams show steps by the names that the routes give them. Hawtio does so for a step that is marked
 * as named, a mark that Camel no longer writes when it dumps a route.
 */
final class NamedStepMarker {
    /** An id in XML inside JSON; those that Camel makes up end in a number. */
    private static final Pattern GIVEN =
            Pattern.compile(" id=\\\\\"(?![A-Za-z]+[0-9]+\\\\\")([A-Za-z][A-Za-z0-9-]*)\\\\\"");

    private NamedStepMarker() {}

    /** @param json an answer that may hold a route as XML */
    static String mark(String json) {
        return GIVEN.matcher(json).replaceAll(" id=\\\\\"$1\\\\\" customId=\\\\\"true\\\\\"");
    }
}
