package org.hotline12345.localstack.demo;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.hotline12345.localstack.demo.model.Sample;

/** The invented cases that come with the project. */
public record Samples(List<Sample> handled, List<Sample> answered, List<Sample> refused) {
    private static final String RESOURCE = "/demo/samples.yaml";

    /** Reads them. */
    public static Samples load() {
        try (var in = Samples.class.getResourceAsStream(RESOURCE)) {
            return new YAMLMapper().readValue(in, Samples.class);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }
}
