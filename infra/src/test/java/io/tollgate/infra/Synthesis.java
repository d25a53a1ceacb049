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

/** The templates of the stacks for given options. Each synthesis takes seconds, so tests share {@link #standard()}. */
record Synthesis(Template registry, Template deployment, List<String> errors, List<String> warnings, Stack stack) {
    static final String ADDRESS = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C";

    private static Synthesis standard;

    /** With default options and an ADDRESS; synthesized once for all tests. */
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
        Annotations annotations = Annotations.fromStack(stacks.deployment());
        Annotations registryAnnotations = Annotations.fromStack(stacks.registry());
        return new Synthesis(
                registry,
                deployment,
                List.of(
                                annotations.findError("*", Match.anyValue()),
                                annotations.findWarning("*", Match.stringLikeRegexp("AwsSolutions-.*")),
                                registryAnnotations.findError("*", Match.anyValue()))
                        .stream()
                        .flatMap(List::stream)
                        .map(Synthesis::text)
                        .toList(),
                annotations.findWarning("*", Match.anyValue()).stream()
                        .map(Synthesis::text)
                        .toList(),
                stacks.deployment());
    }

    private static String text(SynthesisMessage message) {
        return message.getId() + ": " + message.getEntry().getData();
    }
}
