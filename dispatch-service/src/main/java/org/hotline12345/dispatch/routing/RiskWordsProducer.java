package org.hotline12345.dispatch.routing;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.hotline12345.dispatch.phrases.PhraseFiles;
import org.hotline12345.dispatch.routing.model.RiskWords;

/** Reads the risk words once. */
@Singleton
class RiskWordsProducer {
    static final String FILE = "risk-words.v1";

    @Produces
    @Singleton
    RiskWords riskWords(PhraseFiles files) {
        return new RiskWords(files.read(FILE));
    }
}
