package io.tollgate.infra;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.cxapi.SynthesisMessage;

/** The stacks as templates, for choices that a test makes. Slow: make few. */
record Synthesis(Template registry, Template deployment, List<String> errors, List<String> warnings, Stack stack) {
    static final String ADDRESS = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C";

    private static Synthesis standard;

    /** Without any choice but who is paid; made once for all tests. */
    static synchronized Synthesis standard() {
        if (standard == null) {
            standard = of(Map.of());
        }
        return standard;
    }

    static Synthesis of(Map<String, String> options) {
        return of(options, Map.of());
    }

    static Synthesis of(Map<String, String> options, Map<String, String> environment) {
        Map<String, String> context = new HashMap<>(Map.of("address", ADDRESS));
        context.putAll(options);
        App app = new App();
        Deployment.Stacks stacks = Deployment.build(app, DeploymentConfig.read(context::get, environment), environment);
        Template registry = Template.fromStack(stacks.registry());
        Template deployment = Template.fromStack(stacks.deployment());
        Annotations said = Annotations.fromStack(stacks.deployment());
        Annotations ofRegistry = Annotations.fromStack(stacks.registry());
        return new Synthesis(
                registry,
                deployment,
                List.of(
                                said.findError("*", Match.anyValue()),
                                said.findWarning("*", Match.stringLikeRegexp("AwsSolutions-.*")),
                                ofRegistry.findError("*", Match.anyValue()))
                        .stream()
                        .flatMap(List::stream)
                        .map(Synthesis::text)
                        .toList(),
                said.findWarning("*", Match.anyValue()).stream()
                        .map(Synthesis::text)
                        .toList(),
                stacks.deployment());
    }

    private static String text(SynthesisMessage message) {
        return message.getId() + ": " + message.getEntry().getData();
    }
}
