package io.tollgate.x402.protocol;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What v2 terms offer beside the payment, by extension name, the most useful first. The terms travel in a header that
 * proxies bound, so the last ones give way where there is no room for all.
 */
public record ExtensionList(Map<String, ObjectNode> byName) {
    public static final ExtensionList NONE = new ExtensionList(Map.of());

    public ExtensionList {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    /**
     * What is written in front of the last brace of the terms, empty when nothing fits.
     *
     * @param room in characters of JSON, about as many bytes
     */
    String member(int room) {
        Deque<String> kept = new ArrayDeque<>(byName.keySet());
        while (!kept.isEmpty()) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            kept.forEach(name -> json.set(name, byName.get(name)));
            String member = ",\"extensions\":" + json;
            if (member.length() <= room) {
                return member;
            }
            kept.removeLast();
        }
        return "";
    }
}
