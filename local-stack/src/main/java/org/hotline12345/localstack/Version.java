package org.hotline12345.localstack;

import org.hotline12345.localstack.language.Words;
import picocli.CommandLine.IVersionProvider;

/** The version of this build, as {@code --version} prints it. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = LocalStack.class.getPackage().getImplementationVersion();
        return new String[] {
            Words.get().say("version", version == null ? "?" : version, System.getProperty("java.runtime.version"))
        };
    }
}
