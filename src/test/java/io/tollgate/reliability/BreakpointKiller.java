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
 * Waits with a debugger until a gateway reaches a kill point, and kills it there: all its threads are suspended at that
 * moment, so the code after the point cannot have written anything.
 */
final class BreakpointKiller implements AutoCloseable {
    private final ServeProcess gateway;
    private final KillPoint killPoint;
    private final VirtualMachine machine;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private int hits;

    private BreakpointKiller(ServeProcess gateway, KillPoint killPoint, VirtualMachine machine) {
        this.gateway = gateway;
        this.killPoint = killPoint;
        this.machine = machine;
    }

    /** Sets the breakpoints of the kill point; they are active when this method returns. */
    static BreakpointKiller arm(ServeProcess gateway, KillPoint killPoint) throws IOException {
        VirtualMachine machine = attach(gateway.debugPort());
        BreakpointKiller killer = new BreakpointKiller(gateway, killPoint, machine);
        killer.arm();
        Thread.ofPlatform().daemon().name("breakpoint-killer").start(killer::watch);
        return killer;
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
        preparing.addClassFilter(killPoint.type());
        preparing.setSuspendPolicy(EventRequest.SUSPEND_ALL);
        preparing.enable();
        machine.classesByName(killPoint.type()).forEach(this::breakAtEntry);
    }

    private void breakAtEntry(ReferenceType type) {
        for (Method method : type.methodsByName(killPoint.method())) {
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
                        throw new IllegalStateException("the gateway ended before " + killPoint);
                    }
                    if (event instanceof ClassPrepareEvent prepared) {
                        breakAtEntry(prepared.referenceType());
                    } else if (event instanceof BreakpointEvent) {
                        reached |= ++hits == killPoint.hits();
                    }
                }
                if (reached) {
                    gateway.kill();
                    done.complete(null);
                    return;
                }
                events.resume();
            }
        } catch (InterruptedException | RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    /** Waits until the gateway has been killed at the point. */
    void awaitKilled(long seconds) throws InterruptedException {
        try {
            done.get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("not killed " + killPoint, e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the sale never reached: " + killPoint, e);
        }
    }

    @Override
    public void close() {
        try {
            machine.dispose();
        } catch (VMDisconnectedException e) {
            // the gateway was killed, as intended
        }
    }
}
