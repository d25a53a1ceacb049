package io.tollgate.reliability;

/**
 * A moment of a sale at which the gateway is killed, by the step of the route.
 *
 * @param label  what an operator would call the moment
 * @param type   class of the step
 * @param method of that class; all its overloads
 * @param exit   true to kill when it has returned, false to kill before its first instruction
 * @param hits   at which time it is reached
 */
record KillPoint(String label, String type, String method, boolean exit, int hits) {
    static KillPoint before(String step, String type) {
        return new KillPoint("before " + step, "io.tollgate." + type, "process", false, 1);
    }

    static KillPoint after(String step, String type) {
        return new KillPoint("after " + step, "io.tollgate." + type, "process", true, 1);
    }

    KillPoint atHit(int hit) {
        return new KillPoint(label, type, method, exit, hit);
    }

    @Override
    public String toString() {
        return label;
    }
}
