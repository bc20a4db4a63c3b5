package org.hotline12345.localstack.demo;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.hotline12345.embedded.Pause;
import org.hotline12345.localstack.api.Answer;
import org.hotline12345.localstack.api.ApiException;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.token.Identity;
import org.hotline12345.localstack.token.Role;

/** The knowledge base of the trial city: written by its administrator, published by the leader of the office. */
public final class KnowledgeArticles {
    private static final String RESOURCE = "/demo/knowledge.yaml";
    private static final String VALID_FROM = "2026-01-01";
    private static final String REVIEW_ON = "2027-06-30";

    private KnowledgeArticles() {}

    /** An article as it stands in the file. */
    record Article(
            String code,
            String title,
            List<String> keywords,
            List<String> categories,
            String unit,
            String source,
            String text,
            String reviewOn) {
        Map<String, Object> content() {
            var content = new LinkedHashMap<String, Object>();
            content.put("title", title);
            content.put("text", text.strip());
            content.put("keywords", keywords);
            content.put("categories", categories);
            content.put("unit", unit);
            content.put("source", source);
            content.put("validFrom", VALID_FROM);
            content.put("reviewOn", reviewOn == null ? REVIEW_ON : reviewOn);
            return content;
        }
    }

    static List<Article> load() {
        try (var in = KnowledgeArticles.class.getResourceAsStream(RESOURCE)) {
            return List.of(new YAMLMapper().readValue(in, Article[].class));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }

    /** Files and publishes them; those that are there already stay as they are. */
    public static void file(HotlineClient client) {
        var writer = client.as(Identity.of("管理员-01", Role.ADMIN.code()));
        var publisher = client.as(Identity.of("热线办主任", Role.OFFICE_LEADER.code()));
        for (Article article : load()) {
            String path = "/knowledge/" + article.code();
            String state = writeWhenCodesAreKnown(writer, path, article).text("state");
            if ("DRAFT".equals(state) || "REVISED".equals(state)) {
                Stage.unwrapped(publisher.post(
                        ServiceName.INTAKE,
                        path + "/publication",
                        Map.of(),
                        UUID.randomUUID().toString()));
            }
        }
    }

    /** On a new installation intake learns categories and units from dispatch meanwhile. */
    private static Answer writeWhenCodesAreKnown(HotlineClient.As writer, String path, Article article) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (true) {
            try {
                return Stage.unwrapped(writer.put(ServiceName.INTAKE, path, article.content()));
            } catch (ApiException e) {
                if (e.status() != 400 || System.nanoTime() > end) {
                    throw e;
                }
                Pause.millis(200);
            }
        }
    }
}
