package io.tollgate.reliability;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits with a debugger until a gateway reaches a kill point, and kills it there: every thread of it stands still at
 * that moment, so nothing that the code writes down later can have been written.
 */
final class BreakpointKiller implements AutoCloseable {
    private final ServeProcess victim;
    private final KillPoint point;
    private final VirtualMachine machine;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private int hits;

    private BreakpointKiller(ServeProcess victim, KillPoint point, VirtualMachine machine) {
        this.victim = victim;
        this.point = point;
        this.machine = machine;
    }

    /** From its return on the point is armed. */
    static BreakpointKiller arm(ServeProcess victim, KillPoint point) throws IOException {
        VirtualMachine machine = attach(victim.debugPort());
        BreakpointKiller executioner = new BreakpointKiller(victim, point, machine);
        executioner.arm();
        Thread.ofPlatform().daemon().name("executioner").start(executioner::watch);
        return executioner;
    }

    private static VirtualMachine attach(int port) throws IOException {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(candidate -> candidate.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(Integer.toString(port));
        try {
            return connector.attach(arguments);
        } catch (IllegalConnectorArgumentsException e) {
            throw new IllegalStateException(e);
        }
    }

    private void arm() {
        var preparing = machine.eventRequestManager().createClassPrepareRequest();
        preparing.addClassFilter(point.type());
        preparing.setSuspendPolicy(EventRequest.SUSPEND_ALL);
        preparing.enable();
        machine.classesByName(point.type()).forEach(this::breakAtEntry);
    }

    private void breakAtEntry(ReferenceType type) {
        for (Method method : type.methodsByName(point.method())) {
            if (method.location() == null || method.isAbstract() || method.isBridge()) {
                continue;
            }
            var request = machine.eventRequestManager().createBreakpointRequest(method.location());
            request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
            request.enable();
        }
    }

    private void watch() {
        try {
            while (true) {
                EventSet events = machine.eventQueue().remove();
                boolean reached = false;
                for (Event event : events) {
                    if (event instanceof VMDisconnectEvent) {
                        throw new IllegalStateException("the gateway ended before " + point);
                    }
                    if (event instanceof ClassPrepareEvent prepared) {
                        breakAtEntry(prepared.referenceType());
                    } else if (event instanceof BreakpointEvent) {
                        reached |= ++hits == point.hits();
                    }
                }
                if (reached) {
                    victim.kill();
                    done.complete(null);
                    return;
                }
                events.resume();
            }
        } catch (InterruptedException | RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    /** Returns when the gateway is dead at the point. */
    void awaitKilled(long seconds) throws InterruptedException {
        try {
            done.get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("not killed " + point, e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the sale never came to: " + point, e);
        }
    }

    @Override
    public void close() {
        try {
            machine.dispose();
        } catch (VMDisconnectedException e) {
            // it was killed, which is what this is for
        }
    }
}
