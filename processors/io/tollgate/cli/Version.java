package io.tollgate.cli;

import picocli.CommandLine.IVersionProvider;

/** Says which build this is, from the manifest of its jar. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Tollgate.class.getPackage().getImplementationVersion();
        return new String[] {"tollgate " + (version == null ? "(not packaged)" : version)};
    }
}
